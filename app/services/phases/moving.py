"""The secretariat's moves, and what follows from each."""

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
    if name == "begin_judging":
        award_round.rulebook.locked_at = work.now
        _make(work, award_round, "open_declaring")
    told = _TOLD.get(name)
    if told is not None:
        jury.tell(work.session, award_round, told, f"round:{award_round.id}", work.now)


def _make(work: Work, award_round: Round, name: str) -> None:
    """Make a move of the round, or else of the stage that is under way."""
    declared = next(one for one in ROUND_MOVES + STAGE_MOVES if one.name == name)
    met = conditions.look_into(work.session, award_round, declared, work.now)
    stage = award_round.stage
    if declared in STAGE_MOVES and stage is not None:
        moves.move_stage(work, award_round, stage, name, met)
    else:
        moves.move_round(work, award_round, name, met)


_TOLD = {
    "begin_judging": NoticeKind.DECLARING_OPEN,
    "open_scoring": NoticeKind.SCORING_OPEN,
    "open_deliberation": NoticeKind.DELIBERATION_OPEN,
}
"""What the jury is told when a move has been made."""
