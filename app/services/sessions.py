"""Sessions: begun by signing in, and ended by signing out, by time, or all of an account at once.

What the browser holds is a random token. Only its digest is stored, so that whoever reads the
table can sign in as nobody; and because it is the row that lives or has ended, a cookie that was
copied is worth nothing after the sign-out.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session, contains_eager

from app.models import Account, AccountSession
from app.services.old_rows import take_away

LIFETIME = timedelta(hours=12)
"""Without use: a long working day."""
NOTED_EVERY = timedelta(minutes=15)
"""A use is noted when the last that was noted is so old: reading writes almost never."""
KEPT = timedelta(days=30)


def start(session: Session, account: Account, now: datetime) -> str:
    """Begin a session, and give the token that names it. Rows long out of use are taken away."""
    take_away(session, AccountSession.id, AccountSession.used_at < now - KEPT)
    token = secrets.token_urlsafe(32)
    session.add(
        AccountSession(digest=digest_of(token), account_id=account.id, started_at=now, used_at=now)
    )
    session.flush()
    return token


def digest_of(token: str) -> str:
    """Give what is stored of a token: SHA-256 in hex. It is random, and needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(session: Session, token: str, now: datetime) -> AccountSession | None:
    """Find a session that has not ended, of an account that may sign in; with its account."""
    return session.scalars(
        select(AccountSession)
        .join(AccountSession.account)
        .options(contains_eager(AccountSession.account))
        .where(
            AccountSession.digest == digest_of(token),
            AccountSession.ended_at.is_(None),
            AccountSession.used_at > now - LIFETIME,
            Account.disabled_at.is_(None),
        )
    ).one_or_none()


def is_due(found: AccountSession, now: datetime) -> bool:
    """Say whether this use is to be noted."""
    return now - found.used_at >= NOTED_EVERY


def note_use(session: Session, session_id: int, now: datetime) -> None:
    """Note that a session was used now."""
    _set(session, AccountSession.id == session_id, used_at=now)


def end(session: Session, token: str, now: datetime) -> None:
    """End the session that a token names."""
    _set(session, AccountSession.digest == digest_of(token), ended_at=now)


def end_all(session: Session, account: Account, now: datetime) -> None:
    """End every session of an account."""
    _set(session, AccountSession.account_id == account.id, ended_at=now)


def open_ones(session: Session, account: Account, now: datetime) -> Sequence[AccountSession]:
    """List the sessions of an account that have not ended, the latest used first."""
    return session.scalars(
        select(AccountSession)
        .where(
            AccountSession.account_id == account.id,
            AccountSession.ended_at.is_(None),
            AccountSession.used_at > now - LIFETIME,
        )
        .order_by(AccountSession.used_at.desc(), AccountSession.id.desc())
    ).all()


def carry_over(session: Session, before: datetime, after: datetime) -> None:
    """Let a clock that is wound forward sign nobody out."""
    _set(session, AccountSession.used_at > before - LIFETIME, used_at=after)


def _set(session: Session, which: ColumnElement[bool], **values: datetime) -> None:
    """Change sessions that have not ended: what has ended stays as it is."""
    session.execute(
        update(AccountSession).where(which, AccountSession.ended_at.is_(None)).values(values)
    )
