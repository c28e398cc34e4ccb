"""Requests that another site makes a browser send, and pages that were open before a sign-in.

The token of a form is bound to the person and not to the session: a page that was open when the
session ended is good again when she has signed in again, and for nobody else. It is worth nothing
without her session, and is made anew when the account is signed out everywhere.
"""

import hashlib
import hmac
from enum import Enum, auto
from urllib.parse import urlsplit

from flask import Flask, current_app, request, session
from flask_wtf.csrf import CSRFError
from itsdangerous import BadData, URLSafeTimedSerializer

from app.models import Account
from app.web.guards import PUBLIC, guard_of
from app.web.transaction import SAFE, actor

FIELD = "csrf_token"
"""What the token is called, in the form and in the session: as Flask-WTF has it."""
_FOREIGN = "the request comes from another site"


class Why(Enum):
    """Why a form was not taken."""

    FOREIGN = auto()
    SIGNED_OUT = auto()
    ANOTHERS = auto()
    SIGNED_OUT_EVERYWHERE = auto()
    BEFORE_SIGN_IN = auto()
    NO_COOKIE = auto()
    NO_TOKEN = auto()
    OUTDATED = auto()


def token_of(account: Account) -> str:
    """Give what the forms of a person carry, signed once more by Flask-WTF."""
    return f"{account.id}:{_seal(f'{account.id}:{account.session_number}')}"


def _seal(text: str) -> str:
    secret = str(current_app.secret_key).encode()
    return hmac.new(secret, f"form:{text}".encode(), hashlib.sha256).hexdigest()


def init_app(app: Flask) -> None:
    """Refuse what the browser itself says was sent from another site."""
    app.before_request(_refuse_foreign)


def _refuse_foreign() -> None:
    if request.method not in SAFE and request.endpoint and is_foreign():
        raise CSRFError(_FOREIGN)


def is_foreign() -> bool:
    """Say whether the browser tells that another site sent this.

    One that tells nothing may pass: the token is asked for in any case.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    own = (request.host_url, current_app.config["HEDERSPRIS"].base_url)
    return origin is not None and origin not in {_origin(url) for url in own}


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def why(error: CSRFError) -> Why:
    """Find out why a form was not taken."""
    if error.description == _FOREIGN:
        return Why.FOREIGN
    return _why_signed_in(actor().account_id) if actor().is_signed_in else _why_signed_out()


def _why_signed_in(account_id: int | None) -> Why:
    sent = _sent()
    if sent is None:
        return Why.NO_TOKEN
    owner, is_somebodys, _seal = sent.partition(":")
    if not is_somebodys:
        return Why.BEFORE_SIGN_IN
    return Why.SIGNED_OUT_EVERYWHERE if owner == str(account_id) else Why.ANOTHERS


def _why_signed_out() -> Why:
    view = current_app.view_functions[request.endpoint or ""]
    if guard_of(view) != PUBLIC:
        return Why.SIGNED_OUT
    if FIELD not in session:
        return Why.NO_COOKIE
    return Why.OUTDATED if _sent() else Why.NO_TOKEN


def _sent() -> str | None:
    """Read the token that was sent; None if it is not one that we made."""
    key = current_app.secret_key
    reader = URLSafeTimedSerializer(key or "", salt="wtf-csrf-token")  # Flask-WTF's own
    try:
        return str(reader.loads(request.form.get(FIELD, "")))
    except BadData:
        return None
