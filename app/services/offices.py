"""Offices: who holds which, and taking one away again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Account, RoleGrant
from app.rules.access import Permission, Role
from app.rules.offices import OFFICES
from app.services import audit, may, sessions
from app.services.work import NotFoundError, Work


class LastAdministratorError(ValueError):
    """There would be no administrator left."""


class SameEyesError(ValueError):
    """Whoever proposed it can't be the one who confirms it."""


class HoldsOfficeError(ValueError):
    """An account that holds offices can't be closed: they are taken first, one by one."""


def administrators(session: Session) -> Sequence[int]:
    """List the accounts that administer the installation now, locked until this is over."""
    return session.scalars(
        select(RoleGrant.account_id)
        .join(RoleGrant.account)
        .where(
            RoleGrant.role == Role.ADMINISTRATOR,
            RoleGrant.revoked_at.is_(None),
            Account.disabled_at.is_(None),
        )
        .order_by(RoleGrant.id)
        .with_for_update(of=RoleGrant)
    ).all()


def needs_second(work: Work, role: Role) -> bool:
    """Say whether another administrator has to confirm what the actor does with an office.

    While she is the only one, her acts take effect, and it is on the record that she was alone.
    """
    others = set(administrators(work.session)) - {work.actor.account_id}
    return OFFICES[role].four_eyes and bool(others)


def held(session: Session, account_id: int) -> Sequence[RoleGrant]:
    """List the offices that an account has been given, the latest first, those taken too."""
    return session.scalars(
        select(RoleGrant)
        .where(RoleGrant.account_id == account_id)
        .options(joinedload(RoleGrant.prize))
        .order_by(RoleGrant.id.desc())
    ).all()


def held_now(session: Session, account_id: int) -> list[RoleGrant]:
    """List the offices that an account holds now, the latest first."""
    return [grant for grant in held(session, account_id) if grant.revoked_at is None]


def revoke(work: Work, grant_id: int) -> RoleGrant:
    """Take an office from somebody, or ask for it where two have to agree.

    Raises:
        DeniedError: the actor is no administrator.
        NotFoundError: it is not held.
        LastAdministratorError: nobody would be left.
        SameEyesError: she has asked for it already, and another has to confirm.

    """
    may.require_installation(work, Permission.MANAGE_PEOPLE)
    found = administrators(work.session)
    grant = work.session.get(RoleGrant, grant_id, with_for_update=True)
    if grant is None or grant.revoked_at is not None:
        raise NotFoundError("role")
    if grant.role is Role.ADMINISTRATOR and set(found) <= {grant.account_id}:
        raise LastAdministratorError
    asked_by, second = grant.revocation_asked_by_id, needs_second(work, grant.role)
    if second and asked_by is None:
        grant.revocation_asked_at = work.now
        grant.revocation_asked_by_id = work.actor.account_id
        audit.record(work, "role.revocation_asked_for", f"grant:{grant.id}", **_facts(grant))
    elif second and asked_by == work.actor.account_id:
        raise SameEyesError
    else:
        grant.revoked_at, grant.revoked_by_id = work.now, work.actor.account_id
        audit.record(work, "role.revoked", f"grant:{grant.id}", **_facts(grant))
    work.session.flush()
    return grant


def keep(work: Work, grant_id: int) -> RoleGrant:
    """Let an office stay that somebody has asked to take."""
    may.require_installation(work, Permission.MANAGE_PEOPLE)
    grant = work.session.get(RoleGrant, grant_id, with_for_update=True)
    if grant is None or grant.revoked_at is not None or grant.revocation_asked_at is None:
        raise NotFoundError("role")
    grant.revocation_asked_at = grant.revocation_asked_by_id = None
    audit.record(work, "role.kept", f"grant:{grant.id}", **_facts(grant))
    work.session.flush()
    return grant


def _facts(grant: RoleGrant) -> dict[str, Any]:
    """Give what is put on record of a role: whose, and where."""
    return {"account": grant.account_id, "role": grant.role.value, "prize": grant.prize_id}


def close_account(work: Work, account_id: int) -> Account:
    """Close an account: its sessions end and nobody can sign in to it. What it did stays.

    Raises:
        DeniedError: the actor is no administrator.
        NotFoundError: there is no such account, or it is closed.
        HoldsOfficeError: it holds offices; they are taken first, by as many as it takes.

    """
    may.require_installation(work, Permission.MANAGE_PEOPLE)
    account = _locked(work.session, account_id)
    if account.disabled_at is not None:
        raise NotFoundError("account")
    if held_now(work.session, account_id):
        raise HoldsOfficeError
    account.disabled_at = work.now
    sessions.end_all(work.session, account, work.now)
    audit.record(work, "account.closed", f"account:{account.id}")
    return account


def open_account(work: Work, account_id: int) -> Account:
    """Open an account again that was closed.

    Raises:
        DeniedError, NotFoundError: as ``close_account``.

    """
    may.require_installation(work, Permission.MANAGE_PEOPLE)
    account = _locked(work.session, account_id)
    if account.disabled_at is None:
        raise NotFoundError("account")
    account.disabled_at = None
    audit.record(work, "account.opened", f"account:{account.id}")
    return account


def _locked(session: Session, account_id: int) -> Account:
    account = session.get(Account, account_id, with_for_update=True)
    if account is None:
        raise NotFoundError("account")
    return account
