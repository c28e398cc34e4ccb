"""The outbox: queue a notice with what caused it, and hand out those that are due.

A notice is queued in the transaction of what it tells about, so nothing that was rolled back is
ever sent. A sender claims a notice before it sends, so nothing is sent twice by two senders.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, or_, select, update
from sqlalchemy.orm import Session, joinedload

from app.models import Notice, Round
from app.rules.notices import NOTICES, NoticeKind

CLAIM = timedelta(minutes=10)
MAXIMUM_ATTEMPTS = 8


class WrongTimeError(ValueError):
    """A message that leaves at once was given a time, or one that waits was given none."""


def queue(
    session: Session,
    account_id: int,
    kind: NoticeKind,
    *,
    key: str,
    now: datetime,
    award_round: Round | None = None,
    not_before: datetime | None = None,
    **context: Any,
) -> Notice | None:
    """Queue a notice; None when the same thing has been told already.

    Args:
        session: of what it tells about.
        account_id: who is told.
        kind: what it is; its row says whether it waits.
        key: what it is about, unique for ever.
        now: when it is queued.
        award_round: the round it belongs to.
        not_before: the time from which it may leave, of a kind that waits.
        context: plain values that the template needs.

    Raises:
        WrongTimeError: a time without waiting, or waiting without a time.

    """
    if NOTICES[kind].waits is (not_before is None):
        raise WrongTimeError(kind)
    full_key = f"{kind}:{key}:{account_id}"
    if session.scalar(select(Notice.id).where(Notice.key == full_key)) is not None:
        return None
    notice = Notice(
        round_id=award_round.id if award_round else None,
        account_id=account_id,
        kind=kind,
        context=context,
        key=full_key,
        queued_at=now,
        not_before=not_before or now,
    )
    session.add(notice)
    session.flush()
    return notice


def postpone(session: Session, kind: NoticeKind, key: str, until: datetime) -> None:
    """Let the messages of one kind about one thing leave at another time, if they have not left."""
    session.execute(
        update(Notice)
        .where(
            Notice.kind == kind,
            Notice.key.startswith(f"{kind}:{key}:", autoescape=True),
            Notice.sent_at.is_(None),
        )
        .values(not_before=until)
    )


def claim_due(session: Session, now: datetime, limit: int = 50) -> list[Notice]:
    """Claim notices that may leave now, so that no other sender takes them."""
    due = session.scalars(
        select(Notice.id)
        .where(
            Notice.sent_at.is_(None),
            Notice.not_before <= now,
            Notice.attempts < MAXIMUM_ATTEMPTS,
            or_(Notice.claimed_until.is_(None), Notice.claimed_until < now),
        )
        .order_by(Notice.not_before, Notice.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    session.execute(update(Notice).where(Notice.id.in_(due)).values(claimed_until=now + CLAIM))
    claimed = session.scalars(
        select(Notice)
        .where(Notice.id.in_(due))
        .order_by(Notice.not_before, Notice.id)
        .options(joinedload(Notice.account))
        .execution_options(populate_existing=True)
    )
    return list(claimed)


def mark_sent(notice: Notice, now: datetime) -> None:
    """Note that the mail server has taken it."""
    notice.sent_at, notice.claimed_until, notice.last_error = now, None, ""
    notice.attempts += 1


def mark_failed(notice: Notice, now: datetime, error: str) -> None:
    """Note a failure; the next try waits twice as long each time, from one minute."""
    notice.attempts += 1
    notice.last_error = error[:500]
    notice.claimed_until = now + timedelta(minutes=2 ** (notice.attempts - 1))


def of_round(session: Session, award_round: Round, limit: int = 200) -> Sequence[Notice]:
    """List the notices of a round: those that could not be sent, then the newest first."""
    failed = case((Notice.sent_at.is_(None) & (Notice.last_error != ""), 0), else_=1)
    return session.scalars(
        select(Notice)
        .where(Notice.round_id == award_round.id)
        .order_by(failed, Notice.id.desc())
        .limit(limit)
        .options(joinedload(Notice.account))
    ).all()


def told(session: Session, kind: NoticeKind, key: str) -> Sequence[Notice]:
    """List the notices of one kind about one thing: who has been told, and whether it has left."""
    start = f"{kind}:{key}:"
    return session.scalars(
        select(Notice)
        .where(Notice.kind == kind, Notice.key.startswith(start, autoescape=True))
        .order_by(Notice.id)
        .options(joinedload(Notice.account))
    ).all()


def count_failed(session: Session, award_round: Round) -> int:
    """Count notices of a round that could not be sent."""
    found = session.scalar(
        select(func.count())
        .select_from(Notice)
        .where(Notice.round_id == award_round.id, Notice.sent_at.is_(None), Notice.last_error != "")
    )
    return found or 0
