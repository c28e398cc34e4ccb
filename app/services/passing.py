"""What is noted in passing and is on no record: it goes when it has no more use."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.models import Nomination, Presence, Round, ScoreSheet, Stage


def forget_writers(session: Session, nomination: Nomination) -> None:
    """Forget who was seen writing in a nomination."""
    session.execute(delete(Presence).where(Presence.nomination_id == nomination.id))


def forget_all_writers(session: Session, award_round: Round) -> None:
    """Forget who was seen writing in any nomination of a round, drafts too."""
    theirs = select(Nomination.id).where(Nomination.round_id == award_round.id)
    session.execute(delete(Presence).where(Presence.nomination_id.in_(theirs)))


def forget_private_notes(session: Session, award_round: Round) -> None:
    """Delete what the jurors have noted for themselves alone. The scores and grounds stay."""
    stages = select(Stage.id).where(Stage.round_id == award_round.id)
    session.execute(
        update(ScoreSheet)
        .where(ScoreSheet.stage_id.in_(stages), ScoreSheet.private_notes != "")
        .values(private_notes="")
    )
