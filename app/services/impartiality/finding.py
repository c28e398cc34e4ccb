"""Finding who is away in a stage, and who was elected to lead. Says nothing of who may see it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import Absence, ChairElection, Round


def away_in(session: Session, award_round: Round) -> frozenset[int]:
    """List who is away in the stage under way, by appointment."""
    return frozenset(key for key, one in absences(session, award_round).items() if one.is_away)


def absences(session: Session, award_round: Round) -> dict[int, Absence]:
    """Give what was noted last of everybody of whom something was noted in the stage under way."""
    stage = award_round.stage
    found = session.scalars(
        select(Absence)
        .where(Absence.stage_id == (stage.id if stage else None))
        .order_by(Absence.id)
    )
    return {one.appointment_id: one for one in found}


def elections(session: Session, award_round: Round) -> Sequence[ChairElection]:
    """List every election of an acting chair in a round, those that have ended too."""
    return session.scalars(
        select(ChairElection)
        .where(ChairElection.round_id == award_round.id)
        .order_by(ChairElection.id)
        .options(selectinload(ChairElection.participants))
    ).all()


def standing_elections(session: Session, award_round: Round) -> list[ChairElection]:
    """List the elections of a round that hold, the latest first.

    For a nomination, or for the stage that is under way.
    """
    stage_id = award_round.stage.id if award_round.stage else None
    latest = {
        (one.stage_id, one.nomination_id): one
        for one in elections(session, award_round)
        if one.stage_id in {None, stage_id}
    }
    held = [one for one in latest.values() if one.appointment_id is not None]
    return sorted(held, key=lambda one: one.id, reverse=True)
