"""Moves: every transition of a round, a stage or a nomination is made here, and put on record."""

from collections.abc import Mapping
from typing import Any

from app.models import Nomination, NominationMove, Round, RoundMove, Stage
from app.rules.lifecycle import (
    COURSE_MOVES,
    ROUND_MOVES,
    STAGE_MOVES,
    Condition,
    Course,
    Milestone,
    Move,
    NominationState,
    StageState,
    UndeclaredMoveError,
    find_move,
)
from app.rules.nomination_moves import NOMINATION_MOVES
from app.services import audit, digests, passing
from app.services.work import Work

Met = Mapping[Condition, bool]
"""What became of each condition that a move declares."""


class ConditionsUnmetError(Exception):
    """The move cannot be made yet; ``unmet`` says why."""

    def __init__(self, unmet: list[Condition]) -> None:
        super().__init__(", ".join(unmet))
        self.unmet = unmet


class ReasonMissingError(ValueError):
    """The move needs a reason, and none was given."""


class UncheckedConditionError(RuntimeError):
    """A move was to be made without a look at what it declares: a fault in the code."""


def move_round(work: Work, award_round: Round, name: str, met: Met) -> None:
    """Make a declared move of a round, which must be locked.

    Raises:
        UndeclaredMoveError: there is no such move from here; also when somebody was first.
        ConditionsUnmetError: it cannot be made yet.

    """
    insist_running(award_round, name)
    declared = find_move(ROUND_MOVES, name, award_round.milestone.value)
    insist(declared, met)
    source, award_round.milestone = award_round.milestone, Milestone(declared.target)
    _note(work, award_round, None, declared, source.value)


def move_stage(work: Work, award_round: Round, stage: Stage, name: str, met: Met) -> None:
    """Make a declared move of a stage of a round, which must be locked.

    Raises:
        UndeclaredMoveError: there is no such move from here; also when somebody was first.
        ConditionsUnmetError: it cannot be made yet.

    """
    insist_running(award_round, name)
    declared = find_move(STAGE_MOVES, name, stage.state.value)
    insist(declared, met)
    source, stage.state = stage.state, StageState(declared.target)
    _note(work, award_round, stage, declared, source.value)


def move_course(work: Work, award_round: Round, name: str, met: Met, reason: str = "") -> RoundMove:
    """Pause a round, which must be locked, have it go on, or cancel it.

    Raises:
        UndeclaredMoveError: there is no such move from here; also when somebody was first.
        ConditionsUnmetError: it cannot be made.

    """
    declared = find_move(COURSE_MOVES, name, award_round.course.value)
    insist(declared, met)
    source, award_round.course = award_round.course, Course(declared.target)
    return _note(work, award_round, None, declared, source.value, reason.strip())


def insist_running(award_round: Round, name: str) -> None:
    """Refuse a move of a round that stands still or is cancelled.

    Raises:
        UndeclaredMoveError: it is.

    """
    if award_round.course is not Course.RUNNING:
        raise UndeclaredMoveError(name, award_round.course.value)


def _note(
    work: Work,
    award_round: Round,
    stage: Stage | None,
    made: Move,
    source: str,
    reason: str = "",
) -> RoundMove:
    noted = RoundMove(
        round_id=award_round.id,
        stage_id=stage.id if stage else None,
        name=made.name,
        source=source,
        target=made.target,
        reason=reason,
        moved_at=work.now,
        moved_by_id=work.actor.account_id,
    )
    work.session.add(noted)
    work.session.flush()
    told = {"reason": digests.of(reason)} if made in COURSE_MOVES else {}
    audit.record(
        work,
        made.event,
        f"round:{award_round.id}",
        award_round=award_round,
        move=made.name,
        source=source,
        target=made.target,
        stage=stage.id if stage else None,
        **told,
    )
    return noted


def move_nomination(
    work: Work,
    award_round: Round,
    nomination: Nomination,
    name: str,
    met: Met,
    *,
    reason: str = "",
    **data: Any,
) -> NominationMove:
    """Make a declared move of a nomination, which must be locked; gives what is on record of it.

    Args:
        work: who makes it, and when.
        award_round: the nomination's.
        nomination: what is moved.
        name: of the move.
        met: what became of each condition that it declares.
        reason: why, where a reason is asked for; it is kept with the move, not on the chain.
        data: more to put on the chain: identifiers and digests, as ``audit.record`` takes them.

    Raises:
        UndeclaredMoveError: there is no such move from here; also when somebody was first.
        ConditionsUnmetError: it cannot be made yet.

    """
    declared = find_move(NOMINATION_MOVES, name, nomination.state.value)
    insist(declared, met)
    made = NominationMove(
        name=name,
        source=nomination.state.value,
        target=declared.target,
        reason=reason.strip(),
        moved_at=work.now,
        moved_by_id=work.actor.account_id,
    )
    nomination.moves.append(made)
    nomination.state = NominationState(declared.target)
    work.session.flush()
    audit.record(
        work,
        declared.event,
        f"nomination:{nomination.id}",
        award_round=award_round,
        move=made.name,
        source=made.source,
        target=made.target,
        reason=digests.of(made.reason),
        **data,
    )
    passing.forget_writers(work.session, nomination)
    return made


def insist(declared: Move, met: Met) -> None:
    """Refuse a move whose conditions do not hold, or that nobody has looked into."""
    if set(met) != set(declared.conditions):
        missed = set(met) ^ set(declared.conditions)
        raise UncheckedConditionError(f"{declared.name}: {', '.join(sorted(missed))}")
    unmet = [condition for condition in declared.conditions if not met[condition]]
    if unmet:
        raise ConditionsUnmetError(unmet)
