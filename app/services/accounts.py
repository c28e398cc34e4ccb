"""Accounts: who somebody is, signing in, and the roles she is given."""

from collections.abc import Iterable, Sequence
from datetime import date

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import Account, Appointment, Jury, Membership, Prize, RoleGrant, Seat
from app.rules.access import Actor, AppointmentOf, Role
from app.rules.texts import secret
from app.services import audit
from app.services.work import NotFoundError, Work

_HASHER = PasswordHasher()
# Checked when there is no such account, so that the answer takes as long as when there is.
_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$PPusVzvBY20myOjWteLyOg"
    "$pmyu+Lpm43fzTVAVBWn2qdZg9Vhm1hOfZJbee7qSVIU"
)


class SignInRefusedError(Exception):
    """The address and the password do not belong together."""


def create(
    work: Work,
    *,
    email: str,
    name: str,
    language: str = "nb",
    password: str | None = None,
    demo_role: str | None = None,
) -> Account:
    """Create an account. Without a password it cannot sign in with one."""
    account = Account(
        email=email.strip().lower(),
        name=name.strip(),
        language=language,
        password_hash=_HASHER.hash(secret(password)) if password else None,
        created_at=work.now,
        demo_role=demo_role,
    )
    work.session.add(account)
    work.session.flush()
    audit.record(work, "account.created", f"account:{account.id}")
    return account


def grant_role(work: Work, account: Account, role: Role, prize: Prize | None = None) -> RoleGrant:
    """Give an account a role in one prize, or in the whole installation."""
    grant = RoleGrant(
        account=account,
        role=role,
        prize_id=prize.id if prize else None,
        granted_at=work.now,
        granted_by_id=work.actor.account_id,
    )
    work.session.add(grant)
    work.session.flush()
    audit.record(
        work, "role.granted", f"account:{account.id}", role=role.value, prize=grant.prize_id
    )
    return grant


def authenticate(work: Work, email: str, password: str) -> Account:
    """Check an address and a password.

    Raises:
        SignInRefusedError: without saying which of the two was wrong. The attempt is kept.

    """
    account = work.session.scalars(
        select(Account).where(Account.email == email.strip().lower())
    ).one_or_none()
    usable = account is not None and account.password_hash and account.disabled_at is None
    try:
        stored = account.password_hash if account and usable else None
        _HASHER.verify(stored or _NOBODY, secret(password))
    except VerificationError:
        usable = False
    if account is None or not usable:
        subject = f"account:{account.id}" if account else "account:unknown"
        work.keep(lambda kept: _record(kept, "account.sign_in_refused", subject))
        raise SignInRefusedError
    return account


def note_sign_in(work: Work, account: Account) -> None:
    """Put a sign-in on record."""
    audit.record(work, "account.signed_in", f"account:{account.id}")


def _record(work: Work, kind: str, subject: str) -> None:
    audit.record(work, kind, subject)


def sign_out_everywhere(work: Work, account: Account) -> None:
    """End every session of an account."""
    account.session_number += 1
    audit.record(work, "account.signed_out_everywhere", f"account:{account.id}")


def set_language(session: Session, account_id: int, language: str) -> None:
    """Remember the language somebody reads in."""
    session.get_one(Account, account_id).language = language


def actor_for(session: Session, account: Account, today: date) -> Actor:
    """Detach an account into an actor, with the roles that hold today. Three queries."""
    grants = session.execute(
        select(RoleGrant.role, RoleGrant.prize_id).where(
            RoleGrant.account_id == account.id, RoleGrant.revoked_at.is_(None)
        )
    ).all()
    organisations = session.scalars(
        select(Membership.organisation_id).where(
            Membership.account_id == account.id, Membership.ended_at.is_(None)
        )
    ).all()
    held = session.execute(
        select(Appointment.id, Seat.id, Seat.jury_id, Jury.prize_id, Appointment.rank, Seat.leads)
        .join(Seat, Appointment.seat_id == Seat.id)
        .join(Jury, Seat.jury_id == Jury.id)
        .where(
            Appointment.account_id == account.id,
            Appointment.since <= today,
            or_(Appointment.until.is_(None), Appointment.until >= today),
        )
    ).all()
    return Actor(
        account_id=account.id,
        name=account.name,
        language=account.language,
        grants=frozenset((role, prize_id) for role, prize_id in grants),
        organisations=frozenset(organisations),
        appointments=tuple(
            AppointmentOf(appointment_id, seat_id, jury_id, prize_id, deputy=rank > 0, leads=leads)
            for appointment_id, seat_id, jury_id, prize_id, rank, leads in held
        ),
    )


def by_email(session: Session, email: str) -> Account:
    """Find an account by its address.

    Raises:
        NotFoundError: when there is none.

    """
    wanted = email.strip().lower()
    found = session.scalars(select(Account).where(Account.email == wanted)).one_or_none()
    if found is None:
        raise NotFoundError("account")
    return found


def names_of(session: Session, account_ids: Iterable[int | None]) -> dict[int, str]:
    """Give the names of some accounts, in one query."""
    wanted = {account_id for account_id in account_ids if account_id is not None}
    found = session.execute(select(Account.id, Account.name).where(Account.id.in_(wanted)))
    return {row.id: row.name for row in found}


def demo_accounts(session: Session) -> Sequence[Account]:
    """List the accounts of the demonstration, in the order in which they were made."""
    return session.scalars(
        select(Account).where(Account.demo_role.is_not(None)).order_by(Account.id)
    ).all()
