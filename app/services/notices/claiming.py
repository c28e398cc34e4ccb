"""One message at a time: claimed by one sender, and marked with what became of it.

A claim is by whom and until when, by the database's own clock: senders whose clocks differ keep
away from each other all the same. Whoever marks must still hold the claim. What is refused is tried
again over more than three days; what only could not be handed over uses up none of these tries.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session, joinedload

from app.models import Account, Notice
from app.models.engine import database_time
from app.rules.notices import Stopped

CLAIM = timedelta(minutes=30)
"""Longer than two tries of one message can take with a server that is as slow as it may be."""
PUT_OFF = timedelta(minutes=10)
"""How long the receiver's server is left alone when it asked to be tried later."""
_HOUR = timedelta(hours=1)
PAUSES = (
    timedelta(minutes=10),
    1 * _HOUR,
    4 * _HOUR,
    12 * _HOUR,
    24 * _HOUR,
    24 * _HOUR,
    24 * _HOUR,
)
"""How long a message waits after each time that it was refused; after one more it is given up."""


@dataclass(frozen=True)
class Claim:
    """A message that one sender, and no other, is sending."""

    notice_id: int
    sender: str


def is_due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Say in SQL that a message may leave now, whoever is sending it."""
    return (
        Notice.sent_at.is_(None),
        Notice.stopped.is_(None),
        Notice.not_before <= now,
        or_(Notice.retry_at.is_(None), Notice.retry_at <= now),
    )


def is_free(here: datetime) -> ColumnElement[bool]:
    """Say in SQL that nobody is sending a message, by the time that it is in the database."""
    return or_(Notice.claimed_until.is_(None), Notice.claimed_until < here)


def claim_next(session: Session, sender: str, now: datetime) -> Notice | None:
    """Claim the message that has been due longest, so that no other sender takes it."""
    here = database_time(session)
    chosen = session.scalar(
        select(Notice.id)
        .outerjoin(Notice.account)
        .where(*is_due(now), is_free(here), Account.disabled_at.is_(None))
        .order_by(Notice.not_before, Notice.id)
        .limit(1)
        .with_for_update(of=Notice, skip_locked=True)
    )
    if chosen is None:
        return None
    claimed = session.get_one(
        Notice, chosen, options=[joinedload(Notice.account)], populate_existing=True
    )
    claimed.claimed_by, claimed.claimed_until = sender, here + CLAIM
    session.flush()
    return claimed


def stop_closed(session: Session, now: datetime) -> None:
    """Stop what is due to accounts that have been closed: they get no mail."""
    closed = select(Account.id).where(Account.disabled_at.is_not(None))
    session.execute(
        update(Notice)
        .where(*is_due(now), is_free(database_time(session)), Notice.account_id.in_(closed))
        .values(stopped=Stopped.ACCOUNT_CLOSED)
    )


def mark_sent(session: Session, claim: Claim, now: datetime) -> bool:
    """Note that the mail server has taken it; False when the claim is no longer held."""
    return _mark(
        session, claim, sent_at=now, attempts=Notice.attempts + 1, retry_at=None, last_error=""
    )


def mark_refused(session: Session, claim: Claim, now: datetime, error: str) -> bool:
    """Note a fault of the message's own; the pauses grow, and after the last it is given up."""
    tries = session.get_one(Notice, claim.notice_id).attempts + 1
    waits = tries <= len(PAUSES)
    return _mark(
        session,
        claim,
        attempts=tries,
        retry_at=now + PAUSES[tries - 1] if waits else None,
        stopped=None if waits else Stopped.GIVEN_UP,
        last_error=error[:500],
    )


def put_off(session: Session, claim: Claim, now: datetime, error: str) -> bool:
    """Note that it was not taken for now, which is no fault of its own: the others go first."""
    return _mark(session, claim, retry_at=now + PUT_OFF, last_error=error[:500])


def release(session: Session, claim: Claim) -> bool:
    """Leave it as it was: there was no server to hand it to."""
    return _mark(session, claim)


def _mark(session: Session, claim: Claim, **values: Any) -> bool:
    """Change a message, if its claim is still held, and let go of it."""
    marked = session.scalar(
        update(Notice)
        .where(Notice.id == claim.notice_id, Notice.claimed_by == claim.sender)
        .values(claimed_by=None, claimed_until=None, **values)
        .returning(Notice.id)
    )
    return marked is not None
