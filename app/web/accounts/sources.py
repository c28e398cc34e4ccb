"""Where an attempt to sign in comes from: marks of the network and the browser, never an address.

A browser that has signed in keeps a cookie that says to which accounts. There it is known again,
and has a counter of wrong passwords of its own: nobody who guesses elsewhere slows it.
"""

import hashlib
import hmac
import secrets
from ipaddress import IPv6Address, ip_address
from typing import TypedDict, TypeVar

from flask import current_app, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from app.rules.mail_addresses import canonical
from app.services.attempts import Source

R = TypeVar("R", bound=Response)
COOKIE = "hederspris_device"
YEAR = 365 * 24 * 60 * 60  # seconds
MOST_ACCOUNTS = 8
"""That one browser is known again for: the last that have signed in."""


class Device(TypedDict):
    """What the cookie holds: which browser it is, and the marks of its accounts."""

    id: str
    accounts: list[str]


def of_request(email: str) -> Source:
    """Say where this request to sign in to an address comes from."""
    account, device = _account_mark(email), _device()
    return Source(
        account=account,
        network=_mark("network", network_of(request.remote_addr)),
        device=device["id"] if device and account in device["accounts"] else "",
    )


def know_again(response: R, email: str) -> R:
    """Have the browser known again at the next sign-in to this address."""
    account = _account_mark(email)
    device = _device() or Device(id=secrets.token_urlsafe(16), accounts=[])
    others = [one for one in device["accounts"] if one != account]
    kept = Device(id=device["id"], accounts=[account, *others][:MOST_ACCOUNTS])
    response.set_cookie(
        COOKIE,
        _signer().dumps(kept),
        max_age=YEAR,
        path=url_for("accounts.sign_in"),
        samesite="Lax",
        httponly=True,
        secure=request.is_secure,
    )
    return response


def network_of(address: str | None) -> str:
    """Give what counts as one network: an IPv4 address, or the half of an IPv6 one that is given out."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return "unknown"
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return f"{int(found) >> 64:016x}/64"


def _account_mark(email: str) -> str:
    return _mark("account", canonical(email))


def _mark(kind: str, text: str) -> str:
    secret = str(current_app.secret_key).encode()
    return hmac.new(secret, f"{kind}:{text}".encode(), hashlib.sha256).hexdigest()[:32]


def _device() -> Device | None:
    try:
        found: Device = _signer().loads(request.cookies.get(COOKIE, ""), max_age=YEAR)
    except BadData:
        return None
    return found


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="device")
