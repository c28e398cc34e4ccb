"""Finding who was named in each stage. Says nothing of who may see it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import Round, Shortlist, Stage


def named(session: Session, award_round: Round) -> Sequence[Shortlist]:
    """List who was named in each stage of a round, with those who were not, in their order."""
    return session.scalars(
        select(Shortlist)
        .join(Stage, Stage.id == Shortlist.stage_id)
        .where(Stage.round_id == award_round.id)
        .order_by(Stage.position)
        .options(selectinload(Shortlist.entries))
    ).all()


def places_before(session: Session, award_round: Round) -> dict[int, int | None]:
    """Give the place of each number in the last ranking that somebody was named by."""
    frozen = [one.ranking for one in named(session, award_round) if one.ranking]
    return {line["nomination"]: line["place"] for line in frozen[-1]["places"]} if frozen else {}
