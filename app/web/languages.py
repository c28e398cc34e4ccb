"""Which language a page is in: the account's own, else a cookie, else what the browser asks for."""

from flask import Flask, Response, g, request

from app.web import transaction

LANGUAGES = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"))
CODES = tuple(code for code, _ in LANGUAGES)
COOKIE = "language"
_YEAR = 365 * 24 * 60 * 60  # seconds


def selected() -> str:
    """Choose the language of this request."""
    if "language" not in g:
        g.language = _choose()
    chosen: str = g.language
    return chosen


def _choose() -> str:
    actor = transaction.actor()
    if actor.is_signed_in and actor.language in CODES:
        return actor.language
    cookie = request.cookies.get(COOKIE, "")
    if cookie in CODES:
        return cookie
    # A browser set to English still gets Norwegian: the prize is Norwegian, and many Norwegians
    # read with an English browser. English is one click away.
    wanted = request.accept_languages.best_match(["nb", "no", "nn"], default="nb")
    return "nn" if wanted == "nn" else "nb"


def init_app(app: Flask) -> None:
    """Attach what keeps the cookie in step with the account, whose language may change elsewhere."""
    app.after_request(_keep_in_step)


def _keep_in_step(response: Response) -> Response:
    """Let a page that is open when the session ends be answered in the language that it is in."""
    shown: str | None = g.get("language")
    is_page = request.method == "GET" and response.mimetype == "text/html"
    if not is_page or not shown or request.cookies.get(COOKIE) == shown:
        return response
    if transaction.actor().is_signed_in:
        return remember(response, shown)
    return response


def remember(response: Response, code: str) -> Response:
    """Remember a language on this browser."""
    response.set_cookie(
        COOKIE, code, max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure
    )
    return response
