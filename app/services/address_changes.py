"""A change of address: it counts when both the old address and the new one have said yes."""

from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_urlsafe

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from app.models import Account, AddressChange
from app.rules.mail_addresses import canonical
from app.rules.notices import NoticeKind
from app.services import accounts, audit, notices, spent_links
from app.services.old_rows import take_away
from app.services.spent_links import Spent, SpentLinkError
from app.services.work import Work

LIFETIME = timedelta(days=2)
KEPT = timedelta(days=7)


class AddressTakenError(ValueError):
    """Another account has the address."""


class SameAddressError(ValueError):
    """It is the address that she has already."""


class Side(StrEnum):
    """Which of the two addresses says yes."""

    OLD = "old_address"
    NEW = "new_address"


def ask(work: Work, email: str) -> AddressChange:
    """Ask for a new address for the actor's account: both addresses are sent a link.

    That another account has the address is said to nobody: the link to it then leads nowhere.

    Raises:
        SameAddressError: there is nothing to change.

    """
    account = work.session.get_one(Account, work.actor.account_id, with_for_update=True)
    wanted = canonical(email)
    if wanted == account.email:
        raise SameAddressError
    take_away(work.session, AddressChange.id, AddressChange.expires_at < work.now - KEPT)
    _close_others(work.session, account, work.now)
    made = AddressChange(
        nonce=token_urlsafe(12),
        account_id=account.id,
        email=wanted,
        asked_at=work.now,
        expires_at=work.now + LIFETIME,
    )
    work.session.add(made)
    work.session.flush()
    audit.record(work, "account.address_asked_for", f"account:{account.id}")
    _send(work.session, made, Side.OLD, NoticeKind.ADDRESS_FROM, "")
    _send(work.session, made, Side.NEW, NoticeKind.ADDRESS_TO, wanted)
    return made


def _close_others(session: Session, account: Account, now: datetime) -> None:
    session.execute(
        update(AddressChange)
        .where(AddressChange.account_id == account.id, AddressChange.closed_at.is_(None))
        .values(closed_at=now)
    )


def _send(
    session: Session, made: AddressChange, side: Side, kind: NoticeKind, address: str
) -> None:
    notices.queue(
        session,
        made.account_id,
        kind,
        key=str(made.id),
        now=made.asked_at,
        to=notices.To(address=address),
        link={"purpose": side.value, "id": made.id, "nonce": made.nonce},
        until=made.expires_at.isoformat(),
        wanted=made.email,
    )


def find(session: Session, row_id: int, nonce: str, now: datetime) -> AddressChange:
    """Find what a link is for, while it counts.

    Raises:
        SpentLinkError: it is done, replaced or too old, or never was.

    """
    found = spent_links.find(
        session, AddressChange, row_id, nonce, joinedload(AddressChange.account)
    )
    if found.account.disabled_at is not None:
        raise SpentLinkError(Spent.UNKNOWN)
    spent_links.insist(used_at=found.closed_at, expires_at=found.expires_at, now=now)
    return found


def confirm(work: Work, row_id: int, nonce: str, side: Side) -> AddressChange:
    """Say yes from one of the addresses; from the second on, the account has the new one.

    Raises:
        SpentLinkError: as ``find``.
        AddressTakenError: another account has got the address.

    """
    found = find(work.session, row_id, nonce, work.now)
    account = work.session.get_one(Account, found.account_id, with_for_update=True)
    work.session.refresh(found)
    find(work.session, row_id, nonce, work.now)
    if side is Side.OLD:
        found.confirmed_from_old_at = found.confirmed_from_old_at or work.now
    else:
        found.confirmed_from_new_at = found.confirmed_from_new_at or work.now
    if found.confirmed_from_old_at and found.confirmed_from_new_at:
        _carry_out(work, account, found)
    work.session.flush()
    return found


def _carry_out(work: Work, account: Account, change: AddressChange) -> None:
    if accounts.has_account(work.session, change.email):
        raise AddressTakenError
    before, account.email = account.email, change.email
    change.closed_at = work.now
    audit.record(work, "account.address_changed", f"account:{account.id}")
    notices.queue(
        work.session,
        account.id,
        NoticeKind.ADDRESS_CHANGED,
        key=str(change.id),
        now=work.now,
        to=notices.To(address=before),
        now_at=change.email,
    )


def is_waiting(session: Session, account_id: int, now: datetime) -> AddressChange | None:
    """Give the change that an account waits for, if any."""
    return session.scalars(
        select(AddressChange).where(
            AddressChange.account_id == account_id,
            AddressChange.closed_at.is_(None),
            AddressChange.expires_at > now,
        )
    ).one_or_none()
