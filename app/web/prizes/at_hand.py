"""The prize that a page speaks of: named by its address, or the only one that there is."""

from typing import Any

from flask import Flask, g, request

from app.models import Prize
from app.services import prizes
from app.services.work import NotFoundError
from app.web.transaction import work

FIELD = "pris"
"""By what name pages of the installation are asked about one prize."""


def named(slug: str) -> Prize:
    """Give the prize that an address names, and let the masthead name it.

    Raises:
        NotFoundError: there is none.

    """
    return speak_of(prizes.by_slug(work().session, slug))


def asked() -> Prize | None:
    """Give the prize that a page of the installation is asked about, or else the only one."""
    if wanted := request.args.get(FIELD):
        try:
            return named(wanted)
        except NotFoundError:
            pass
    every = prizes.all_of(work().session)
    return speak_of(every[0]) if len(every) == 1 else None


def speak_of(prize: Prize) -> Prize:
    """Let the masthead, the footer and the links of this page be those of a prize."""
    g.prize = prize
    return prize


def current() -> Prize | None:
    """Give the prize that this page speaks of: that of its round, or else as was said."""
    here = g.get("here")
    prize: Prize | None = here[0].prize if here else g.get("prize")
    return prize


def init_app(app: Flask) -> None:
    """Have links to the pages about the service carry the prize that they are followed from."""
    app.url_defaults(_carry)


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    prize = current() if endpoint.startswith("pages.") else None
    if prize is not None:
        values.setdefault(FIELD, prize.slug)
