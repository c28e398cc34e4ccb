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
    Milestone,
    Move,
    Mover,
    StageState,
    UndeclaredMoveError,
)
from app.services import audit, conditions, jury, notices, rounds
from app.services.conditions import Unmet
from app.services.work import Work


class ConditionsUnmetError(Exception):
    """The move cannot be made yet; ``unmet`` says why."""

    def __init__(self, unmet: list[Unmet]) -> None:
        super().__init__(", ".join(unmet))
        self.unmet = unmet


@dataclass(frozen=True)
class Available:
    """A move that the secretariat could make from here, and what stands in its way."""

    name: str
    unmet: list[Unmet]


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
    return [
        Available(move.name, conditions.unmet(work, award_round, move.conditions)) for move in found
    ]


def move(work: Work, award_round: Round, name: str) -> None:
    """Make a declared move.

    Raises:
        UndeclaredMoveError: there is no such move from here; also when somebody was first.
        ConditionsUnmetError: it cannot be made yet.

    """
    award_round = rounds.lock(work.session, award_round)
    rounds.require(work, Permission.RUN_ROUND, award_round)
    offered = next((m for m in available(work, award_round) if m.name == name), None)
    if offered is None:
        raise UndeclaredMoveError(name, award_round.milestone.value)
    if offered.unmet:
        raise ConditionsUnmetError(offered.unmet)
    _make(work, award_round, next(m for m in ROUND_MOVES + STAGE_MOVES if m.name == name))
    after = _AFTER.get(name)
    if after is not None:
        after(work, award_round)


def _make(work: Work, award_round: Round, declared: Move) -> None:
    """Change the state, and put the move on record."""
    stage = award_round.stage if declared in STAGE_MOVES else None
    source = stage.state if stage else award_round.milestone
    if stage is not None:
        stage.state = StageState(declared.target)
    else:
        award_round.milestone = Milestone(declared.target)
    work.session.add(
        RoundMove(
            round_id=award_round.id,
            stage_id=stage.id if stage else None,
            name=declared.name,
            source=source.value,
            target=declared.target,
            moved_at=work.now,
            moved_by_id=work.actor.account_id,
        )
    )
    work.session.flush()
    audit.record(
        work,
        "round.moved",
        f"round:{award_round.id}",
        award_round=award_round,
        move=declared.name,
        source=source.value,
        target=declared.target,
    )


def _begin_judging(work: Work, award_round: Round) -> None:
    """Lock the rulebook, open the declaring, and tell the jury."""
    award_round.rulebook.locked_at = work.now
    _make(work, award_round, next(m for m in STAGE_MOVES if m.name == "open_declaring"))
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
    award_round = rounds.lock(work.session, award_round)
    rounds.require(work, Permission.EXTEND_DEADLINE, award_round)
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
