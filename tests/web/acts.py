"""Doing an act that cannot be undone as people do: they are shown what it leads to, then press."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient

ACTS = {
    "builder.remove": "GET",
    "phases.move": "GET",
    "course.do": "GET",
    "setup_criteria.remove": "GET",
    "decisions.finalise": "GET",
    "shortlists.name": "GET",
    "announcements.announce_now": "GET",
    "nominations.confirm_withdrawal": "GET",
    "reminders.send": "GET",
    "late.give_back": "GET",
    "late.make_exception": "GET",
    "impartiality.rule": "POST",
    "impartiality.absence": "POST",
    "dates.change": "POST",
    "prize_office.close": "GET",
    "organisations.refuse": "GET",
    "organisation_members.leave": "GET",
    "domains.confirm_all": "GET",
}
"""Each act, by the endpoint that does it, and how the page before it is asked for."""
_SEEN = re.compile(r'name="seen" value="([^"]+)"')


def seen_on(page: str) -> str:
    """Give the stamp on a page before an act; empty where there is none."""
    found = _SEEN.search(page)
    return found[1] if found else ""


def seen_before(client: FlaskClient, endpoint: str, address: str, data: dict[str, Any]) -> str:
    """Ask for the page before an act, and give its stamp."""
    # The page before announcing and before sealing has the address of the act.
    how = ACTS[endpoint]
    return seen_on(client.open(address, method=how, data=data if how == "POST" else None).text)


@dataclass
class Case:
    """An act: who does it, where, with what, and what changes meanwhile."""

    who: str
    address: str
    data: dict[str, str]
    meanwhile: Callable[[], object]
    names: list[str]
    done: Callable[[], bool]
    asks_by_post: bool = False
