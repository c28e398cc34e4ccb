"""Finding who was named. Says nothing of who may see it."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import Round, Shortlist, ShortlistEntry, Stage


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


def gone_on(session: Session, award_round: Round) -> list[int]:
    """List the nominations that were named, in the order of their numbers."""
    return _entries(session, award_round, goes_on=True)


def left_out(session: Session, award_round: Round) -> list[int]:
    """List the nominations that were judged and do not go on."""
    return _entries(session, award_round, goes_on=False)


def _entries(session: Session, award_round: Round, *, goes_on: bool) -> list[int]:
    found = session.scalars(
        select(ShortlistEntry.nomination_id)
        .join(Shortlist, Shortlist.id == ShortlistEntry.shortlist_id)
        .join(Stage, Stage.id == Shortlist.stage_id)
        .where(Stage.round_id == award_round.id, ShortlistEntry.goes_on.is_(goes_on))
        .order_by(ShortlistEntry.id)
    )
    return list(found)
