"""Which moves could be made now, what stands in their way, and which have been made."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
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
    """Say when each move of a round and of its stages was made; the latest of each name."""
    found = session.execute(
        select(RoundMove.name, RoundMove.moved_at)
        .where(RoundMove.round_id == award_round.id)
        .order_by(RoundMove.id)
    )
    return {row.name: row.moved_at for row in found}
