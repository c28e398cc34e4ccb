"""What follows from a move of the secretariat's, before it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.models import Round
from app.rules.access import Permission
from app.rules.lifecycle import NominationState, UndeclaredMoveError
from app.services import impartiality, lists, may, remaining, scores, screening, visits
from app.services.moves import ConditionsUnmetError
from app.services.phases.finding import available
from app.services.phases.telling import messages
from app.services.remaining import Unfinished
from app.services.work import Work


@dataclass(frozen=True)
class ForeseenMove:
    """Whom and what a move touches, by name."""

    round_id: int
    name: str
    told: Sequence[str]
    """Those who get a message."""
    untold: Sequence[str]
    """Those who would, and have no account."""
    unfinished: Sequence[Unfinished]
    vacant: int
    """How many seats are vacant, counted for each nomination."""
    admitted: int
    rejected: Sequence[str]
    """The candidates of what has been rejected."""
    drafts: int
    """What was never handed in."""
    unplanned: Sequence[str]
    """The candidates of whom the visit has no time or no place yet."""
    unconfirmed: Sequence[tuple[str, str]]
    """Whose sheets on paper, for which candidates, would count for nothing."""


def foresee(work: Work, award_round: Round, name: str) -> ForeseenMove:
    """Say what follows from a move, as the round stands now.

    Raises:
        UndeclaredMoveError: there is no such move from here; also when somebody was first.
        ConditionsUnmetError: it cannot be made yet.

    """
    may.require(work, Permission.RUN_ROUND, award_round)
    offered = {one.name: one for one in available(work.session, award_round, work.now)}
    if name not in offered:
        raise UndeclaredMoveError(name, award_round.milestone.value)
    if offered[name].unmet:
        raise ConditionsUnmetError(offered[name].unmet)
    found = messages(work.session, award_round, name, work.today)
    counts = screening.count_by_state(work.session, award_round)
    return ForeseenMove(
        round_id=award_round.id,
        name=name,
        told=[one.to.person_name for one in found if one.to.account_id is not None],
        untold=[one.to.person_name for one in found if one.to.account_id is None],
        unfinished=remaining.unfinished(remaining.of_round(work.session, award_round, work.today))
        if name in _ENDS
        else [],
        vacant=_vacant(work.session, award_round, work.today) if name in _ENDS else 0,
        admitted=counts[NominationState.ADMITTED],
        rejected=_rejected(work.session, award_round, work.now) if name == "begin_judging" else [],
        drafts=counts[NominationState.DRAFT],
        unplanned=_unplanned(work.session, award_round) if name == "begin_visits" else [],
        unconfirmed=_unconfirmed(work.session, award_round) if name == "open_deliberation" else [],
    )


def _unplanned(session: Session, award_round: Round) -> list[str]:
    ids = visits.not_planned(session, award_round)
    names = lists.names(session, ids)
    return [names[wanted] for wanted in ids]


def _unconfirmed(session: Session, award_round: Round) -> list[tuple[str, str]]:
    found = scores.unconfirmed(session, award_round)
    names = lists.names(session, [one for _juror, one in found])
    return [(juror, names[one]) for juror, one in found]


_ENDS = frozenset({"open_scoring", "open_deliberation"})
"""The moves that end what the jury was at."""


def _vacant(session: Session, award_round: Round, today: date) -> int:
    where = impartiality.board(session, award_round, today)
    return sum(
        sitting.appointment_id is None
        for by_seat in where.seats.values()
        for sitting in by_seat.values()
    )


def _rejected(session: Session, award_round: Round, now: datetime) -> list[str]:
    found = screening.handed_in(session, award_round, now)
    ids = [one.id for one in found if one.state is NominationState.REJECTED]
    names = lists.names(session, ids)
    return [names[wanted] for wanted in ids]
