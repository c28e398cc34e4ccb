"""Personal links as requests bring them: read, and where one is spent, said so."""

from flask import Flask, Response, current_app, url_for

from app.documents import links
from app.documents.links import Link, Purpose
from app.services.spent_links import Spent, SpentLinkError
from app.web import errors
from app.words import accounts as words
from app.words.text import _


def read(purpose: Purpose, token: str) -> Link:
    """Give which row a link names.

    Raises:
        SpentLinkError: it was not made here, for this.

    """
    found = links.read(current_app.secret_key or "", purpose, token)  # type: ignore[arg-type]
    if found is None:
        raise SpentLinkError(Spent.UNKNOWN)
    return found


def init_app(app: Flask) -> None:
    """Have a link that is spent answered in words."""
    app.register_error_handler(SpentLinkError, _spent)


def _spent(error: SpentLinkError) -> Response:
    title, text = words.spent(error.why)
    ways = [(_("Logg inn"), url_for("accounts.sign_in"))]
    return errors.page(410, title, text, ways)
