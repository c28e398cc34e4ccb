"""How sending goes: whether there is a server to hand mail to, and somebody who does.

A fault of the connection is noted here, once for all messages, and never held against one of them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session

from app.models import Account, Notice, Sending
from app.models.engine import database_time
from app.services.notices.claiming import is_due, is_free

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 15))
"""How long a server that could not be reached is left alone; the last for good."""
LATE = timedelta(minutes=15)
"""Mail that has been due for so long, while none has left, is stuck."""

LONG_PUT_OFF = timedelta(hours=1)
"""A server that has asked for so long to be tried later, and taken nothing, does not work."""


class Halt(StrEnum):
    """Why no mail leaves."""

    NO_SERVER = "no_server"
    NO_SENDER = "no_sender"
    STUCK = "stuck"


@dataclass(frozen=True)
class Standing:
    """How sending goes in the whole installation.

    waiting: how many messages should have left, and have not been refused.
    since: since when none has left, where that is so.
    error: what the server answered last, or what became of reaching it.
    """

    waiting: int
    halt: Halt | None = None
    since: datetime | None = None
    error: str = ""


def note_run(session: Session, now: datetime) -> None:
    """Note that a sender looks for mail."""
    _lock(session).ran_at = now
    session.flush()


def note_success(session: Session, now: datetime) -> None:
    """Note that a server has taken a message."""
    state = _lock(session)
    state.sent_at = now
    _forget(state)
    session.flush()


def note_failure(session: Session, now: datetime, error: str) -> None:
    """Note that no server could be reached; it is left alone for longer each time."""
    state = _lock(session)
    state.failures += 1
    state.failing_since = state.failing_since or now
    state.retry_at = now + PAUSES[min(state.failures, len(PAUSES)) - 1]
    state.last_error = error[:500]
    session.flush()


def forget_failures(session: Session) -> None:
    """Let the next sender try at once."""
    _forget(_lock(session))
    session.flush()


def left_alone_until(session: Session, now: datetime) -> datetime | None:
    """Say until when the server is left alone; nothing when it may be tried now."""
    state = session.get(Sending, 1)
    until = state.retry_at if state else None
    return until if until is not None and until > now else None


def standing(session: Session, now: datetime) -> Standing:
    """Say whether mail leaves, and if not, why and since when."""
    waits = (*_has_not_left(now), Notice.attempts == 0)
    waiting = select(func.count()).select_from(Notice).outerjoin(Notice.account).where(*waits)
    count = session.execute(waiting).scalar_one()
    if not count:
        return Standing(0)
    state = session.get(Sending, 1) or Sending(id=1, last_error="")
    oldest = _due_longest(session, now)
    if state.failing_since is not None:
        since = min(state.failing_since, oldest or state.failing_since)
        return Standing(count, Halt.NO_SERVER, since, state.last_error)
    if oldest is not None and oldest <= now - LATE and not _since(state.sent_at, now - LATE):
        has_run = _since(state.ran_at, now - LATE)
        return Standing(count, Halt.STUCK if has_run else Halt.NO_SENDER, oldest)
    put_off = (
        select(Notice.not_before, Notice.last_error)
        .outerjoin(Notice.account)
        .where(*waits, Notice.last_error != "")
        .order_by(Notice.not_before)
    )
    for first, said in session.execute(put_off.limit(1)):
        if first <= now - LONG_PUT_OFF and not _since(state.sent_at, first):
            return Standing(count, Halt.STUCK, first, said)
    return Standing(count)


def count_waiting(session: Session, now: datetime) -> int:
    """Count what has not left: what is due, and what was refused or put off and is tried again."""
    return session.execute(
        select(func.count())
        .select_from(Notice)
        .outerjoin(Notice.account)
        .where(*_has_not_left(now))
    ).scalar_one()


def _has_not_left(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Notice.sent_at.is_(None),
        Notice.stopped.is_(None),
        Notice.not_before <= now,
        Account.disabled_at.is_(None),
    )


def _due_longest(session: Session, now: datetime) -> datetime | None:
    """Give since when the oldest message has been due that nobody is sending."""
    due_from = func.coalesce(Notice.retry_at, Notice.not_before)
    return session.execute(
        select(due_from)
        .outerjoin(Notice.account)
        .where(*is_due(now), is_free(database_time(session)), Account.disabled_at.is_(None))
        .order_by(due_from)
        .limit(1)
    ).scalar_one_or_none()


def _since(moment: datetime | None, start: datetime) -> bool:
    return moment is not None and moment > start


def _lock(session: Session) -> Sending:
    """Lock the one row, which the first that needs it makes."""
    session.execute(
        text(
            "INSERT INTO sending (id, failures, last_error) VALUES (1, 0, '') "
            "ON CONFLICT DO NOTHING"
        )
    )
    return session.get_one(Sending, 1, with_for_update=True, populate_existing=True)


def _forget(state: Sending) -> None:
    state.failing_since = state.retry_at = None
    state.failures, state.last_error = 0, ""
