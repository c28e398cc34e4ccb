"""Finding who was named. Says nothing of who may see it."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import Round, Shortlist, Stage


def named(session: Session, award_round: Round) -> Shortlist | None:
    """Give the latest shortlist of a round, with its entries; None until one is named."""
    return session.scalars(
        select(Shortlist)
        .join(Stage, Stage.id == Shortlist.stage_id)
        .where(Stage.round_id == award_round.id)
        .order_by(Stage.position.desc())
        .limit(1)
        .options(selectinload(Shortlist.entries))
    ).one_or_none()
