"""Who acts for an organisation: coming in, going out, and who may submit for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from app.models import Account, Membership, Organisation
from app.services import audit
from app.services.organisations.alphabet import norwegian
from app.services.work import Work


@dataclass(frozen=True)
class Member:
    """Somebody who acts for an organisation now."""

    account_id: int
    name: str
    email: str
    is_signatory: bool
    since: datetime


def add_member(
    work: Work, organisation: Organisation, account: Account, *, is_signatory: bool = False
) -> Membership:
    """Let an account act for an organisation."""
    membership = Membership(
        account_id=account.id,
        organisation_id=organisation.id,
        is_signatory=is_signatory,
        since=work.now,
    )
    work.session.add(membership)
    work.session.flush()
    audit.record(
        work,
        "membership.added",
        f"organisation:{organisation.id}",
        account=account.id,
        signatory=is_signatory,
    )
    return membership


def held(session: Session, organisation_id: int, account_id: int) -> Membership | None:
    """Give the membership by which an account acts for an organisation now, if any."""
    return session.scalars(
        select(Membership).where(
            Membership.organisation_id == organisation_id,
            Membership.account_id == account_id,
            Membership.ended_at.is_(None),
        )
    ).one_or_none()


def name_signatory(work: Work, membership: Membership, *, signs: bool) -> None:
    """Let a member submit on behalf of the organisation, or no longer."""
    if membership.is_signatory is signs:
        return
    membership.is_signatory = signs
    audit.record(
        work,
        "membership.signatory_set",
        f"organisation:{membership.organisation_id}",
        account=membership.account_id,
        signatory=signs,
    )
    work.session.flush()


def end(work: Work, membership: Membership) -> None:
    """Let a member act for the organisation no longer. What she has written stays with it."""
    membership.ended_at, membership.ended_by_id = work.now, work.actor.account_id
    audit.record(
        work,
        "membership.ended",
        f"organisation:{membership.organisation_id}",
        account=membership.account_id,
    )
    work.session.flush()


def end_all(work: Work, organisation: Organisation) -> None:
    """Let nobody act for an organisation any longer."""
    found = work.session.scalars(
        select(Membership)
        .where(Membership.organisation_id == organisation.id, Membership.ended_at.is_(None))
        .order_by(Membership.id)
    )
    for membership in found.all():
        end(work, membership)


def members(session: Session, organisation_id: int) -> Sequence[int]:
    """List the accounts that act for an organisation now."""
    return session.scalars(
        select(Membership.account_id).where(
            Membership.organisation_id == organisation_id, Membership.ended_at.is_(None)
        )
    ).all()


def acts_at(session: Session, organisation_id: int, email: str) -> bool:
    """Say whether the account at an address acts for an organisation now."""
    return (
        session.scalar(
            select(Membership.id)
            .join(Account, Account.id == Membership.account_id)
            .where(
                Account.email == email,
                Membership.organisation_id == organisation_id,
                Membership.ended_at.is_(None),
            )
        )
        is not None
    )


def people(session: Session, organisation_id: int) -> list[Member]:
    """List those who act for an organisation and can sign in, in Norwegian order."""
    found = session.execute(
        select(
            Account.id, Account.name, Account.email, Membership.is_signatory, Membership.since
        ).where(*_can_act(organisation_id))
    )
    return sorted((Member(*row) for row in found), key=lambda one: norwegian(one.name))


def _can_act(organisation_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Membership.account_id == Account.id,
        Membership.organisation_id == organisation_id,
        Membership.ended_at.is_(None),
        Account.disabled_at.is_(None),
    )


def signatories(session: Session, organisation_id: int) -> list[Member]:
    """List those who may submit for an organisation, in Norwegian order."""
    return [one for one in people(session, organisation_id) if one.is_signatory]


def colleagues(work: Work, organisation_id: int) -> Sequence[str]:
    """Name those who act for an organisation beside the actor herself, in Norwegian order."""
    everybody = people(work.session, organisation_id)
    return [one.name for one in everybody if one.account_id != work.actor.account_id]


def without_people() -> Select[int]:
    """Select the organisations for which somebody has acted, and nobody can any more."""
    somebody = (
        select(Membership.organisation_id)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.ended_at.is_(None), Account.disabled_at.is_(None))
    )
    return (
        select(Membership.organisation_id)
        .where(Membership.organisation_id.not_in(somebody))
        .distinct()
    )
