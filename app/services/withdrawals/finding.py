"""What was withdrawn when the jury had begun, and when it had decided."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import Nomination, NominationMove, Notice, Round
from app.rules.lifecycle import NominationState
from app.rules.notices import NoticeKind
from app.services import nominations
from app.services.work import Work


def withdrawn_late(session: Session, award_round: Round) -> Sequence[Nomination]:
    """List what was judged and has been withdrawn after the decision, with candidates and moves."""
    return session.scalars(
        select(Nomination)
        .where(
            Nomination.round_id == award_round.id,
            Nomination.withdrawn_late_at.is_not(None),
            Nomination.state != NominationState.WITHDRAWN,
        )
        .order_by(Nomination.number)
        .options(selectinload(Nomination.candidates), selectinload(Nomination.moves))
    ).all()


def from_judging(session: Session, award_round: Round) -> Sequence[Nomination]:
    """List what was withdrawn while the jury judged it, in the order of their numbers."""
    judged = (
        select(NominationMove.nomination_id)
        .where(
            NominationMove.name.in_(["withdraw", "decline"]),
            NominationMove.source.in_(nominations.IN_JUDGING),
        )
        .scalar_subquery()
    )
    return session.scalars(
        select(Nomination)
        .where(Nomination.round_id == award_round.id, Nomination.id.in_(judged))
        .order_by(Nomination.number)
        .options(selectinload(Nomination.candidates))
    ).all()


def told_of(work: Work, award_round: Round) -> list[str]:
    """Name the candidates of what was withdrawn from the actor's desk, as she has been told."""
    found = work.session.scalars(
        select(Notice)
        .where(
            Notice.round_id == award_round.id,
            Notice.account_id == work.actor.account_id,
            Notice.kind == NoticeKind.WITHDRAWN_IN_JUDGING,
        )
        .order_by(Notice.id)
    )
    return [str(notice.context["names"]) for notice in found]
