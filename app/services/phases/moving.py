"""The secretariat's moves, and what follows from each."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Round
from app.rules.access import Permission
from app.rules.lifecycle import (
    ROUND_MOVES,
    STAGE_MOVES,
    UndeclaredMoveError,
)
from app.rules.notices import NoticeKind
from app.services import jury, may, moves
from app.services.phases import conditions
from app.services.phases.finding import available
from app.services.work import Work


def move(work: Work, award_round: Round, name: str) -> None:
    """Make a declared move of the secretariat's.

    Raises:
        UndeclaredMoveError: there is no such move from here; also when somebody was first.
        ConditionsUnmetError: it cannot be made yet.

    """
    award_round = may.begin(work, Permission.RUN_ROUND, award_round)
    if name not in {offered.name for offered in available(work.session, award_round, work.now)}:
        raise UndeclaredMoveError(name, award_round.milestone.value)
    _make(work, award_round, name)
    after = _AFTER.get(name)
    if after is not None:
        after(work, award_round)


def _make(work: Work, award_round: Round, name: str) -> None:
    """Make a move of the round, or else of the stage that is under way."""
    declared = next(one for one in ROUND_MOVES + STAGE_MOVES if one.name == name)
    met = conditions.look_into(work.session, award_round, declared, work.now)
    stage = award_round.stage
    if declared in STAGE_MOVES and stage is not None:
        moves.move_stage(work, award_round, stage, name, met)
    else:
        moves.move_round(work, award_round, name, met)


def _begin_judging(work: Work, award_round: Round) -> None:
    """Lock the rulebook, open the declaring, and tell the jury."""
    award_round.rulebook.locked_at = work.now
    _make(work, award_round, "open_declaring")
    _tell_jury(work.session, award_round, NoticeKind.DECLARING_OPEN, work.now)


def _open_scoring(work: Work, award_round: Round) -> None:
    _tell_jury(work.session, award_round, NoticeKind.SCORING_OPEN, work.now)


def _open_deliberation(work: Work, award_round: Round) -> None:
    _tell_jury(work.session, award_round, NoticeKind.DELIBERATION_OPEN, work.now)


def _tell_jury(session: Session, award_round: Round, kind: NoticeKind, now: datetime) -> None:
    key = f"round:{award_round.id}"
    jury.tell(session, award_round, kind, key, now)


_AFTER: dict[str, Callable[[Work, Round], None]] = {
    "begin_judging": _begin_judging,
    "open_scoring": _open_scoring,
    "open_deliberation": _open_deliberation,
}
