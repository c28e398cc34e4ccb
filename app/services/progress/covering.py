"""What accounts for each nomination: whose sheets are in, and whom nobody waits for."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.models import Round
from app.rules import coverage
from app.rules.coverage import Coverage
from app.rules.lifecycle import StageKind
from app.services import handed_in, impartiality, lists, seat_exceptions
from app.services.impartiality import Board


class NotCoveredError(Exception):
    """The stage cannot be concluded: nothing accounts for some nominations, by their ids."""

    def __init__(self, nominations: Collection[int]) -> None:
        super().__init__(", ".join(str(one) for one in nominations))
        self.nominations = tuple(nominations)


def coverage_of(session: Session, award_round: Round, today: date) -> list[Coverage]:
    """Say of every nomination that is judged what accounts for it; of visits, nothing is asked."""
    if award_round.stage is not None and award_round.stage.kind is StageKind.VISIT:
        return []
    where = impartiality.board(session, award_round, today)
    excepted = seat_exceptions.standing(session, award_round)
    return covered(award_round, where, handed_in.sealed(session, award_round), excepted)


def covered(
    award_round: Round,
    where: Board,
    sealed: AbstractSet[tuple[int, int]],
    excepted: Collection[tuple[int, int]],
) -> list[Coverage]:
    """Say as ``coverage_of`` does, of a board, exceptions and what is handed in."""
    return coverage.coverage(where.seats, sealed, award_round.rulebook.quorum, set(excepted))


def insist_covered(session: Session, award_round: Round, today: date) -> None:
    """Insist that something accounts for every nomination.

    Raises:
        NotCoveredError: naming those that nothing accounts for.

    """
    bare = [
        one.nomination_id for one in coverage_of(session, award_round, today) if not one.is_enough
    ]
    if bare:
        raise NotCoveredError(bare)


def proof(session: Session, award_round: Round, today: date) -> list[dict[str, Any]]:
    """Give the list as an outcome keeps it: of every nomination, by which seats and by what.

    Seats by their ids, nominations by their numbers: names may change, and what is kept may not.
    """
    reasons = seat_exceptions.standing(session, award_round)
    number = dict(lists.judged(session, award_round))
    return [
        {
            "nomination": number.get(one.nomination_id),
            "accounted_by": one.accounted_by.value,
            "quorum": one.quorum,
            "sealed": sorted(one.sealed_by),
            "excepted": [
                {"seat": seat, "reason": reasons[one.nomination_id, seat].reason}
                for seat in sorted(one.excepted)
            ],
        }
        for one in coverage_of(session, award_round, today)
    ]
