"""Locks: the row that decides is held until the transaction ends, and read afresh."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Nomination, Prize, Round


def lock_round(session: Session, award_round: Round) -> Round:
    """Lock the row of a round, and read it, its stages and its announcements afresh."""
    locked = session.scalars(
        select(Round)
        .where(Round.id == award_round.id)
        .with_for_update(of=Round)
        .execution_options(populate_existing=True)
    ).one()
    for stage in locked.stages:
        session.refresh(stage)
    session.refresh(locked, ["announcements"])
    return locked


def lock_nomination(session: Session, nomination: Nomination) -> Nomination:
    """Lock the row of a nomination, and read it afresh. Its round is locked first, if at all."""
    return session.scalars(
        select(Nomination)
        .where(Nomination.id == nomination.id)
        .with_for_update(of=Nomination)
        .execution_options(populate_existing=True)
    ).one()


def lock_prize(session: Session, prize: Prize) -> Prize:
    """Lock the row of a prize, and read it afresh."""
    return session.scalars(
        select(Prize)
        .where(Prize.id == prize.id)
        .with_for_update(of=Prize)
        .execution_options(populate_existing=True)
    ).one()
