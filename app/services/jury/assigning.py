"""The jury of a round: given to it, and told of what happens."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.models import Jury, Round
from app.rules.access import Permission
from app.rules.calendar import day_of
from app.rules.lifecycle import Milestone
from app.rules.notices import NoticeKind
from app.services import audit, may, notices
from app.services.jury.finding import holders
from app.services.work import LockedError, NotFoundError, Work


def assign(work: Work, award_round: Round, jury: Jury) -> None:
    """Give a round its jury, which must be one of its prize's.

    Raises:
        NotFoundError: it is another prize's.
        LockedError: the jury has begun.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    if jury.prize_id != award_round.prize_id:
        raise NotFoundError(f"jury {jury.id} of prize {award_round.prize_id}")
    if award_round.milestone not in {Milestone.PLANNED, Milestone.CALLED}:
        raise LockedError("the jury has begun")
    award_round.jury_id = jury.id
    work.session.flush()
    audit.record(
        work, "jury.assigned", f"round:{award_round.id}", award_round=award_round, jury=jury.id
    )


def tell(
    session: Session, award_round: Round, kind: NoticeKind, key: str, now: datetime, **context: Any
) -> None:
    """Queue a message to everybody who sits in a round's jury or may step in."""
    for holder in holders(session, award_round, day_of(now)):
        if holder.account_id is not None:
            notices.queue(
                session,
                holder.account_id,
                kind,
                key=key,
                now=now,
                award_round=award_round,
                slug=award_round.slug,
                **context,
            )
