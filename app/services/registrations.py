"""Registering: a link is sent to an address, and whoever has it makes an account, once.

What is answered is the same whether the address is known or not. Whoever has an account is told so
by mail; nobody else is told anything.
"""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.models import Account, Registration
from app.rules.mail_addresses import canonical, mailbox
from app.rules.notices import NoticeKind
from app.services import accounts, attempts, notices, passwords, spent_links
from app.services.old_rows import take_away
from app.services.work import Work

LIFETIME = timedelta(days=2)
PAUSE = timedelta(minutes=5)
"""Whoever asks again so soon is sent nothing more: the first is on its way."""
MOST_A_DAY = 5
"""So many messages go to one mailbox in a day, however its address is spelt."""
FREE_OF_NETWORK = 20
"""So many may ask from one network in an hour before they wait between each."""
KEPT = timedelta(days=7)


def ask(
    session: Session, *, email: str, name: str, language: str, network: str, now: datetime
) -> None:
    """Send a link to an address, or a message that it has an account. Nothing tells which.

    Args:
        session: where it is kept.
        email: the address that is said to be hers.
        name: what she is called.
        language: that she reads.
        network: a mark of where she asks from.
        now: when she asks.

    Raises:
        TooSoonError: too many have asked from there.

    """
    attempts.spend(session, f"registering:{network}", FREE_OF_NETWORK, now)
    take_away(session, Registration.id, Registration.expires_at < now - KEPT)
    if _is_full(session, mailbox(email), now):
        return
    made = Registration(
        nonce=token_urlsafe(12),
        email=canonical(email),
        mailbox=mailbox(email),
        name=name.strip(),
        language=language,
        asked_at=now,
        expires_at=now + LIFETIME,
    )
    session.add(made)
    session.flush()
    account = session.scalars(select(Account).where(Account.email == made.email)).one_or_none()
    if account is None:
        _send(session, made)
    elif account.disabled_at is None:
        _remind(session, made, account)


def _is_full(session: Session, box: str, now: datetime) -> bool:
    asked = session.scalars(
        select(Registration.asked_at).where(
            Registration.mailbox == box, Registration.asked_at > now - timedelta(days=1)
        )
    ).all()
    return len(asked) >= MOST_A_DAY or any(at > now - PAUSE for at in asked)


def _send(session: Session, made: Registration) -> None:
    notices.queue(
        session,
        None,
        NoticeKind.REGISTRATION,
        key=str(made.id),
        now=made.asked_at,
        to=notices.To(made.email, made.name, made.language),
        link={"purpose": "registration", "id": made.id, "nonce": made.nonce},
        until=made.expires_at.isoformat(),
    )


def _remind(session: Session, made: Registration, account: Account) -> None:
    notices.queue(
        session,
        account.id,
        NoticeKind.REGISTERED_BEFORE,
        key=str(made.id),
        now=made.asked_at,
        address=account.email,
    )


def find(session: Session, row_id: int, nonce: str, now: datetime) -> Registration:
    """Find what a link is for, while it counts.

    Raises:
        SpentLinkError: it has been used, or its time is over, or it never was.

    """
    found = spent_links.find(session, Registration, row_id, nonce)
    has_account = accounts.has_account(session, found.email)
    used = found.used_at or (now if has_account else None)
    spent_links.insist(used_at=used, expires_at=found.expires_at, now=now)
    return found


def use(work: Work, row_id: int, nonce: str, *, name: str, password: str) -> Account:
    """Make the account. The link, and every other that went to the address, is used up.

    Raises:
        SpentLinkError: as ``find``; also for the second of two who come at once.
        WeakPasswordError: as ``passwords.insist``; then the link still counts.

    """
    work.session.execute(select(Registration.id).where(Registration.id == row_id).with_for_update())
    found = find(work.session, row_id, nonce, work.now)
    work.session.refresh(found)
    spent_links.insist(used_at=found.used_at, expires_at=found.expires_at, now=work.now)
    passwords.insist(password, name, found.email)
    account = accounts.create(
        work, email=found.email, name=name, language=found.language, password=password
    )
    work.session.execute(
        update(Registration)
        .where(Registration.email == found.email, Registration.used_at.is_(None))
        .values(used_at=work.now)
    )
    return account
