"""What the browser keeps of what is typed: whose it is, and what of it is stored by now.

Texts are kept by the scripts in ``app/static/js/typed/``, on the device and nowhere else. They ask
the server two things: a name for the person that does not tell who she is, and which of the forms
that were sent have been stored.
"""

import hashlib
import hmac
import re
from contextlib import suppress

from flask import Flask, Response, current_app, request, session
from werkzeug.exceptions import RequestEntityTooLarge

from app.rules.actors import Actor
from app.web.transaction import SAFE

FIELD = "typed"
"""What a form carries when something that was typed in it is kept: a number that means nothing."""
_STORED = "typed_stored"
_MARK = re.compile(r"[0-9a-f-]{1,64}")
_MOST = 8


def owner_of(actor: Actor) -> str:
    """Name a person to her own browser, in a way that only we could find her by; '' for nobody."""
    if actor.account_id is None:
        return ""
    secret = str(current_app.secret_key).encode()
    return hmac.new(secret, f"typed:{actor.account_id}".encode(), hashlib.sha256).hexdigest()[:24]


def take_stored() -> str:
    """Give the marks of the forms that were stored since the last page; each is told once."""
    return " ".join(session.pop(_STORED, ()))


def init_app(app: Flask) -> None:
    """Attach what notes that a form was stored: before what commits, so that it runs after it."""
    app.after_request(_note_stored)


def _note_stored(response: Response) -> Response:
    if request.method not in SAFE and response.status_code in {302, 303}:
        with suppress(RequestEntityTooLarge):
            mark = request.form.get(FIELD, "")
            if _MARK.fullmatch(mark):
                session[_STORED] = [*session.get(_STORED, ()), mark][-_MOST:]
    return response
