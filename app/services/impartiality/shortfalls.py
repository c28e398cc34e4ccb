"""Where an act leaves a seat vacant, and where too few seats are filled then: before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.services import lists
from app.services.impartiality.boards import Board
from app.services.impartiality.calling_in import changes

NAMED = 10
"""So many nominations are named of each; of more it says how many."""


@dataclass(frozen=True)
class Shortfall:
    """The nominations for which a seat becomes vacant, and those with fewer seats than a quorum.

    Each by name, of which the first are given, with how many there are.
    """

    vacant: Sequence[str]
    vacant_count: int
    below: Sequence[str]
    below_count: int


def shortfall(session: Session, before: Board, after: Board, quorum: int) -> Shortfall:
    """Say where seats become vacant between two boards, and where that leaves too few."""
    vacant = list(
        dict.fromkeys(
            nomination_id
            for nomination_id, _seat, was, now in changes(before, after)
            if was is not None and now is None
        )
    )
    below = [one for one in vacant if _filled(after, one) < quorum]
    names = lists.names(session, [*vacant[:NAMED], *below[:NAMED]])
    return Shortfall(
        [names[one] for one in vacant[:NAMED]],
        len(vacant),
        [names[one] for one in below[:NAMED]],
        len(below),
    )


def _filled(where: Board, nomination_id: int) -> int:
    return sum(one.appointment_id is not None for one in where.seats[nomination_id].values())
