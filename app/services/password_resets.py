"""A forgotten password: a link is sent, and whoever has it chooses a new one, once."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from app.models import Account, PasswordReset
from app.rules.mail_addresses import canonical
from app.rules.notices import NoticeKind
from app.services import audit, notices, passwords, spent_links
from app.services.old_rows import take_away
from app.services.spent_links import Spent, SpentLinkError
from app.services.work import Work

LIFETIME = timedelta(hours=2)
PAUSE = timedelta(minutes=5)
"""Whoever asks again so soon is sent nothing more: the first is on its way."""
KEPT = timedelta(days=7)


def ask(work: Work, email: str) -> None:
    """Send a link to an address, if an account has it. Nothing tells whether one has."""
    take_away(work.session, PasswordReset.id, PasswordReset.expires_at < work.now - KEPT)
    account = work.session.scalars(
        select(Account).where(Account.email == canonical(email), Account.disabled_at.is_(None))
    ).one_or_none()
    if account is None or _was_asked_lately(work.session, account, work.now):
        return
    made = PasswordReset(
        nonce=token_urlsafe(12),
        account_id=account.id,
        asked_at=work.now,
        expires_at=work.now + LIFETIME,
    )
    work.session.add(made)
    work.session.flush()
    audit.record(work, "account.password_asked_for", f"account:{account.id}")
    notices.queue(
        work.session,
        account.id,
        NoticeKind.NEW_PASSWORD,
        key=str(made.id),
        now=work.now,
        link={"purpose": "new_password", "id": made.id, "nonce": made.nonce},
        until=made.expires_at.isoformat(),
    )


def _was_asked_lately(session: Session, account: Account, now: datetime) -> bool:
    latest = select(PasswordReset.id).where(
        PasswordReset.account_id == account.id,
        PasswordReset.asked_at > now - PAUSE,
        PasswordReset.used_at.is_(None),
    )
    return session.scalar(latest.limit(1)) is not None


def find(session: Session, row_id: int, nonce: str, now: datetime) -> PasswordReset:
    """Find what a link is for, while it counts.

    Raises:
        SpentLinkError: it has been used, or its time is over, or it never was.

    """
    found = spent_links.find(
        session, PasswordReset, row_id, nonce, joinedload(PasswordReset.account)
    )
    if found.account.disabled_at is not None:
        raise SpentLinkError(Spent.UNKNOWN)
    spent_links.insist(used_at=found.used_at, expires_at=found.expires_at, now=now)
    return found


def use(work: Work, row_id: int, nonce: str, password: str) -> Account:
    """Choose a new password. The link, and every other that was asked for, is used up.

    Raises:
        SpentLinkError: as ``find``; also for the second of two who come at once.
        WeakPasswordError: as ``passwords.insist``; then the link still counts.

    """
    found = find(work.session, row_id, nonce, work.now)
    account = work.session.get_one(Account, found.account_id, with_for_update=True)
    work.session.refresh(found)
    find(work.session, row_id, nonce, work.now)
    passwords.change(work, account, password)
    work.session.execute(
        update(PasswordReset)
        .where(PasswordReset.account_id == account.id, PasswordReset.used_at.is_(None))
        .values(used_at=work.now)
    )
    return account
