"""Sending again what was refused, put off or given up: with all its tries, and at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Notice, Round
from app.rules.access import Permission
from app.rules.notices import BLIND
from app.services import audit, may
from app.services.notices.finding import can_be_sent_again
from app.services.notices.sending import forget_failures
from app.services.work import Work


def send_again(work: Work, award_round: Round, wanted: str | None = None) -> int:
    """Queue messages of a round anew: one, or all that are held up; gives how many.

    Args:
        work: of the secretariat.
        award_round: the round.
        wanted: the number of the only one, as it was sent in.

    """
    award_round = may.begin(work, Permission.SEND_AGAIN, award_round)
    found = [
        notice
        for notice in _held_up(work.session, award_round)
        if wanted is None or wanted == str(notice.id)
    ]
    for notice in found:
        _queue_anew(notice, work.now)
        about = f"notice:{notice.id}"
        audit.record(work, "notice.sent_again", about, award_round=award_round)
    work.session.flush()
    return len(found)


def retry(work: Work, numbers: Sequence[int] = ()) -> int:
    """Queue messages of the whole installation anew: these, or all that are held up.

    It is whoever runs the installation that does so, from its command line.
    """
    found = [
        notice
        for notice in _held_up(work.session, None)
        if not numbers or notice.id in set(numbers)
    ]
    for notice in found:
        _queue_anew(notice, work.now)
        audit.record(work, "notice.sent_again", f"notice:{notice.id}")
    forget_failures(work.session)
    work.session.flush()
    return len(found)


def _held_up(session: Session, award_round: Round | None) -> list[Notice]:
    unsent = select(Notice).where(Notice.sent_at.is_(None)).options(joinedload(Notice.account))
    if award_round is not None:
        # What lists do not name is left to whoever runs the installation.
        unsent = unsent.where(Notice.round_id == award_round.id, Notice.kind.not_in(BLIND))
    return [one for one in session.scalars(unsent.order_by(Notice.id)) if can_be_sent_again(one)]


def _queue_anew(notice: Notice, now: datetime) -> None:
    notice.attempts, notice.last_error, notice.stopped = 0, "", None
    notice.retry_at = now
