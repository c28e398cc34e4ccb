"""What comes before and after a nomination on the work list."""

from dataclasses import dataclass

from flask import url_for

from app.services import lists
from app.services.desks import LEFT, Desk
from app.services.work import Work


@dataclass(frozen=True)
class Neighbour:
    """Another nomination on the work list: its candidates, and where it is."""

    name: str
    url: str


@dataclass(frozen=True)
class Pager:
    """What comes before and after a nomination on the work list."""

    previous: Neighbour | None
    following: Neighbour | None
    to_do: Neighbour | None
    """The next that is not handed in, from here on and then from the top."""


def around(work: Work, desk: Desk, nomination_id: int) -> Pager:
    """Find what can be gone on to from a nomination."""
    entries = [entry for entry in desk.entries if entry.reveals]
    at = next(place for place, entry in enumerate(entries) if entry.id == nomination_id)
    others = [*entries[at + 1 :], *entries[:at]]
    wanted = (
        entries[at - 1] if at else None,
        entries[at + 1] if at + 1 < len(entries) else None,
        next((entry for entry in others if entry.task in LEFT), None),
    )
    names = lists.names(work.session, [entry.id for entry in wanted if entry])
    return Pager(
        *(
            Neighbour(names[entry.id], url_for("scores.sheet", nomination_id=entry.id))
            if entry
            else None
            for entry in wanted
        )
    )
