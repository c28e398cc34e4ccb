"""Which moves could be made now, what stands in their way, and which have been made."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Round, RoundMove
from app.rules.lifecycle import (
    ROUND_MOVES,
    STAGE_MOVES,
    Condition,
    Course,
    Milestone,
    Move,
    Mover,
)
from app.services.phases import conditions


@dataclass(frozen=True)
class Available:
    """A move that the secretariat could make from here, and what stands in its way."""

    name: str
    unmet: list[Condition]


def available(session: Session, award_round: Round, now: datetime) -> list[Available]:
    """List the secretariat's declared moves from where the round stands, while it goes on."""
    if award_round.course is not Course.RUNNING:
        return []
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
    return [Available(one.name, _unmet(session, award_round, one, now)) for one in found]


def _unmet(session: Session, award_round: Round, declared: Move, now: datetime) -> list[Condition]:
    met = conditions.look_into(session, award_round, declared, now)
    return [condition for condition, holds in met.items() if not holds]


def made_at(session: Session, award_round: Round) -> dict[str, datetime]:
    """Say when each move of a round, and of the stage under way, was made; the latest of each.

    Of the other stages: when each was concluded, under ``stage:`` and its number.
    """
    found = session.execute(
        select(RoundMove.name, RoundMove.moved_at, RoundMove.stage_id)
        .where(RoundMove.round_id == award_round.id)
        .order_by(RoundMove.id)
    ).all()
    here = {None, award_round.stage.id if award_round.stage else None}
    made = {row.name: row.moved_at for row in found if row.stage_id in here}
    for row in found:
        if row.name == "conclude" and row.stage_id not in here:
            made[f"stage:{row.stage_id}"] = row.moved_at
    return made


def scores_opened_at(session: Session, award_round: Round) -> datetime | None:
    """Say when scores were first opened to the jury, in any stage; None if they were not."""
    return session.scalar(
        select(func.min(RoundMove.moved_at)).where(
            RoundMove.round_id == award_round.id, RoundMove.name == "open_deliberation"
        )
    )
