"""The people of the installation, as an administrator sees them: accounts and offices, no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.models import Account, RoleGrant
from app.rules.access import Permission
from app.rules.searching import Search
from app.services import may
from app.services.organisations import norwegian
from app.services.work import NotFoundError, Work


@dataclass(frozen=True)
class Listed:
    """One account of the list."""

    id: int
    name: str
    email: str
    closed_at: datetime | None


def listed(work: Work, query: str = "") -> Sequence[Listed]:
    """List the accounts whose name or address holds what is searched for, in Norwegian order.

    Raises:
        DeniedError: the actor is no administrator.

    """
    may.require_installation(work, Permission.MANAGE_PEOPLE)
    search = Search(query)
    everybody = work.session.execute(
        select(Account.id, Account.name, Account.email, Account.disabled_at)
    )
    # Compared and put in order here: the database knows nothing of aa for å, nor where å stands.
    found = [Listed(*row) for row in everybody if not query or search.finds([row.name, row.email])]
    return sorted(found, key=lambda one: (norwegian(one.name), one.id))


def count(session: Session) -> int:
    """Count the accounts."""
    return session.execute(select(func.count()).select_from(Account)).scalar_one()


def offices_of(session: Session, account_ids: Sequence[int]) -> dict[int, list[RoleGrant]]:
    """Give the offices that some accounts hold now, in one query."""
    found = session.scalars(
        select(RoleGrant)
        .where(RoleGrant.account_id.in_(account_ids), RoleGrant.revoked_at.is_(None))
        .options(joinedload(RoleGrant.prize))
        .order_by(RoleGrant.id)
    )
    held: dict[int, list[RoleGrant]] = {}
    for grant in found:
        held.setdefault(grant.account_id, []).append(grant)
    return held


def person(work: Work, account_id: int) -> Account:
    """Give one account.

    Raises:
        DeniedError: the actor is no administrator.
        NotFoundError: there is no such account.

    """
    may.require_installation(work, Permission.MANAGE_PEOPLE)
    found = work.session.get(Account, account_id)
    if found is None:
        raise NotFoundError("account")
    return found


def asked_to_be_taken(work: Work) -> Sequence[RoleGrant]:
    """List the offices that an administrator has asked to take, and another has to confirm."""
    may.require_installation(work, Permission.MANAGE_PEOPLE)
    return work.session.scalars(
        select(RoleGrant)
        .where(RoleGrant.revocation_asked_at.is_not(None), RoleGrant.revoked_at.is_(None))
        .options(joinedload(RoleGrant.prize), joinedload(RoleGrant.account))
        .order_by(RoleGrant.id)
    ).all()
