"""Headers that tell the browser to trust nothing but us."""

from flask import Flask, Response

from app.web.assets import is_file
from app.web.transaction import actor

# Designsystemet draws its icons from data: addresses in its style sheet.
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)  # of a file, a narrower one stands
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if is_file(response):
        return response  # needs no look at who it is
    if actor().is_signed_in:
        # A shared computer's back button shows nobody's scores.
        headers.setdefault("Cache-Control", "no-store")
    else:
        # What is public changes by the clock: nothing may be served from a cache unasked.
        headers.setdefault("Cache-Control", "no-cache")
    return response


def _trust_tls(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response


def init_app(app: Flask) -> None:
    """Attach the headers to every response; TLS for good where cookies require it."""
    app.after_request(_add_headers)
    if app.config["SESSION_COOKIE_SECURE"]:
        app.after_request(_trust_tls)
