"""Which language a page is in: its address's, the account's own, a cookie's, or the browser's.

Public pages can have it in their address, as ``?lang=nn``, so that search engines find each: it counts
before all else, follows to other public pages, and is remembered nowhere.
"""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Flask, Response, abort, current_app, g, request, url_for

from app.web import transaction
from app.web.guards import PUBLIC, guard_of

LANGUAGES = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"))
CODES = tuple(code for code, _ in LANGUAGES)
COOKIE = "language"
PARAMETER = "lang"
FOUND_BY_SEARCH = frozenset(
    {
        "bundles.show",
        *("pages.accessibility", "pages.contact", "pages.method", "pages.privacy"),
        *("prizes.front", "prizes.history", "prizes.show", "prizes.years"),
        *("public_questions.show", "rounds.form", "rounds.show", "subscriptions.show"),
    }
)
"""The pages that say their address in each language, for search engines."""
_YEAR = 365 * 24 * 60 * 60  # seconds


def selected() -> str:
    """Choose the language of this request."""
    if "language" not in g:
        g.language = _choose()
    chosen: str = g.language
    return chosen


def in_address() -> str:
    """Give the language that the address of a public page says; empty where it says none."""
    return request.args.get(PARAMETER, "") if _is_public(request.endpoint) else ""


def _is_public(endpoint: str | None) -> bool:
    """Say whether everybody may go there, and not only whoever has a personal link."""
    view = current_app.view_functions.get(endpoint or "")
    if view is None or guard_of(view) != PUBLIC:
        return False
    rules = current_app.url_map.iter_rules(endpoint)
    return not any("token" in rule.arguments for rule in rules)


def without(path: str) -> str:
    """Give an address without the language in it, for whoever chooses another."""
    parts = urlsplit(path)
    kept = [one for one in parse_qsl(parts.query, keep_blank_values=True) if one[0] != PARAMETER]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def alternates(endpoint: str = "", **values: Any) -> list[tuple[str, str]]:
    """Give the address of a page in each language, its own first; nothing of one not to be found.

    Args:
        endpoint: the page, where it is another than the one that was asked for.
        values: what its address is made of.

    """
    where = endpoint or request.endpoint or ""
    if where not in FOUND_BY_SEARCH:
        return []
    given = values if endpoint else (request.view_args or {})
    own = selected()
    codes = (own, *(code for code in CODES if code != own))
    return [(code, url_for(where, **given, lang=code, _external=True)) for code in codes]


def _choose() -> str:
    if in_address() in CODES:
        return in_address()
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
    app.before_request(_refuse_unknown)
    app.url_defaults(_carry_on)
    app.after_request(_keep_in_step)


def _refuse_unknown() -> None:
    """Answer an address with a language that there is not as one of nothing."""
    said = in_address()
    if said and said not in CODES:
        abort(404)


def _carry_on(endpoint: str, values: dict[str, Any]) -> None:
    """Let the language of an address follow to other public pages."""
    if in_address() in CODES and _is_public(endpoint):
        values.setdefault(PARAMETER, in_address())


def _keep_in_step(response: Response) -> Response:
    """Let a page that is open when the session ends be answered in the language that it is in."""
    shown: str | None = g.get("language")
    is_page = request.method == "GET" and response.mimetype == "text/html"
    if not is_page or in_address() or not shown or request.cookies.get(COOKIE) == shown:
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
