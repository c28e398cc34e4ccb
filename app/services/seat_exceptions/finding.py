"""Which seats are not waited for, with which nominations, and why."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Round, SeatException

Standing = dict[tuple[int, int], SeatException]
"""The exceptions that hold, by (nomination, seat)."""


def standing(session: Session, award_round: Round) -> Standing:
    """Give the exceptions that hold in the stage that is under way."""
    last: Standing = {}
    for one in history(session, award_round):
        last[one.nomination_id, one.seat_id] = one
    return {key: one for key, one in last.items() if not one.is_lifted}


def history(session: Session, award_round: Round) -> Sequence[SeatException]:
    """List what was excepted in the stage that is under way, and lifted again, in order."""
    stage = award_round.stage
    return session.scalars(
        select(SeatException)
        .where(SeatException.stage_id == (stage.id if stage else None))
        .order_by(SeatException.id)
        .options(joinedload(SeatException.seat))
    ).all()
