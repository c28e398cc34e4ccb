"""Moving a round on: the declared transitions, who makes them, and what follows from them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Round, RoundMove
from app.rules.access import Permission
from app.rules.lifecycle import (
    ROUND_MOVES,
    STAGE_MOVES,
    Condition,
    Milestone,
    Move,
    Mover,
    UndeclaredMoveError,
)
from app.services import audit, conditions, jury, may, moves, notices
from app.services.work import Work


@dataclass(frozen=True)
class Available:
    """A move that the secretariat could make from here, and what stands in its way."""

    name: str
    unmet: list[Condition]


def available(work: Work, award_round: Round) -> list[Available]:
    """List the secretariat's declared moves from where the round stands."""
    stage = award_round.stage
    found = [
        move
        for move in ROUND_MOVES
        if move.mover is Mover.SECRETARIAT and award_round.milestone in move.sources
    ]
    if award_round.milestone is Milestone.JUDGING and stage is not None:
        found += [
            move
            for move in STAGE_MOVES
            if move.mover is Mover.SECRETARIAT and stage.state in move.sources
        ]
    return [Available(one.name, _unmet(work, award_round, one)) for one in found]


def _unmet(work: Work, award_round: Round, declared: Move) -> list[Condition]:
    met = conditions.look_into(work, award_round, declared)
    return [condition for condition, holds in met.items() if not holds]


def move(work: Work, award_round: Round, name: str) -> None:
    """Make a declared move of the secretariat's.

    Raises:
        UndeclaredMoveError: there is no such move from here; also when somebody was first.
        ConditionsUnmetError: it cannot be made yet.

    """
    award_round = may.begin(work, Permission.RUN_ROUND, award_round)
    if name not in {offered.name for offered in available(work, award_round)}:
        raise UndeclaredMoveError(name, award_round.milestone.value)
    _make(work, award_round, name)
    after = _AFTER.get(name)
    if after is not None:
        after(work, award_round)


def _make(work: Work, award_round: Round, name: str) -> None:
    """Make a move of the round, or else of the stage that is under way."""
    declared = next(one for one in ROUND_MOVES + STAGE_MOVES if one.name == name)
    met = conditions.look_into(work, award_round, declared)
    stage = award_round.stage
    if declared in STAGE_MOVES and stage is not None:
        moves.move_stage(work, award_round, stage, name, met)
    else:
        moves.move_round(work, award_round, name, met)


def _begin_judging(work: Work, award_round: Round) -> None:
    """Lock the rulebook, open the declaring, and tell the jury."""
    award_round.rulebook.locked_at = work.now
    _make(work, award_round, "open_declaring")
    _tell_jury(work, award_round, "declaring_open")


def _open_scoring(work: Work, award_round: Round) -> None:
    _tell_jury(work, award_round, "scoring_open")


def _open_deliberation(work: Work, award_round: Round) -> None:
    _tell_jury(work, award_round, "deliberation_open")


def _tell_jury(work: Work, award_round: Round, kind: str) -> None:
    for holder in jury.holders(work.session, award_round, work.now.date()):
        if holder.account_id is not None:
            notices.queue(
                work,
                holder.account_id,
                kind,
                key=f"round:{award_round.id}",
                award_round=award_round,
                slug=award_round.slug,
            )


_AFTER: dict[str, Callable[[Work, Round], None]] = {
    "begin_judging": _begin_judging,
    "open_scoring": _open_scoring,
    "open_deliberation": _open_deliberation,
}


def made_at(session: Session, award_round: Round) -> dict[str, datetime]:
    """Say when each move of a round and of its stages was made; the latest of each name."""
    found = session.execute(
        select(RoundMove.name, RoundMove.moved_at)
        .where(RoundMove.round_id == award_round.id)
        .order_by(RoundMove.id)
    )
    return {row.name: row.moved_at for row in found}


class EarlierDeadlineError(ValueError):
    """A deadline can only be moved to a later time."""


def extend_deadline(work: Work, award_round: Round, until: datetime) -> None:
    """Extend the deadline of an open call. It can only be moved later, and only while it runs.

    Raises:
        EarlierDeadlineError: the new one is not later than the old.

    """
    award_round = may.begin(work, Permission.EXTEND_DEADLINE, award_round)
    if award_round.deadline_at is None or until <= award_round.deadline_at:
        raise EarlierDeadlineError
    award_round.deadline_at = until
    work.session.flush()
    audit.record(
        work,
        "deadline.extended",
        f"round:{award_round.id}",
        award_round=award_round,
        until=until.isoformat(),
    )
