"""Those who are let into one nomination: who they are, what they may, and that they go again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Account, Collaborator, Invitation, Nomination, Round
from app.rules.access import CollaboratorRole, Permission, Verdict
from app.services import audit, nominations, organisations
from app.services.invitations import links
from app.services.organisations import norwegian
from app.services.work import NotFoundError, Work


@dataclass(frozen=True)
class Person:
    """Somebody who has been let into a nomination, by the account that she came with."""

    account_id: int
    name: str
    email: str
    role: CollaboratorRole
    since: datetime


@dataclass(frozen=True)
class Sharing:
    """Who reads and writes a nomination: its organisation's people, those let in, those invited."""

    members: Sequence[str]
    people: Sequence[Person]
    invited: Sequence[Invitation]
    may_share: bool
    """Whether the actor says who is let in: then she is told who accepted, and by which address."""
    may_leave: bool


def look(work: Work, nomination: Nomination) -> Sharing:
    """Give who reads and writes a nomination that the actor may read."""
    award_round = nominations.require(work, Permission.READ_OWN_NOMINATION, nomination)
    shares, leaves = (
        nominations.decide(work, permission, nomination, award_round) is Verdict.ALLOWED
        for permission in (Permission.SHARE_NOMINATION, Permission.LEAVE_NOMINATION)
    )
    body = nomination.organisation_id
    members = organisations.people(work.session, body) if body else []
    return Sharing(
        [one.name for one in members],
        _people(work.session, nomination.id),
        open_for(work.session, nomination.id) if shares else [],
        may_share=shares,
        may_leave=leaves,
    )


def names(session: Session, nomination_id: int) -> list[str]:
    """Name those who write in a nomination by invitation, in Norwegian order."""
    return [
        one.name for one in _people(session, nomination_id) if one.role is CollaboratorRole.EDITOR
    ]


def _people(session: Session, nomination_id: int) -> list[Person]:
    found = session.execute(
        select(Account.id, Account.name, Account.email, Collaborator.role, Collaborator.since)
        .join(Collaborator, Collaborator.account_id == Account.id)
        .where(
            Collaborator.nomination_id == nomination_id,
            Collaborator.ended_at.is_(None),
            Account.disabled_at.is_(None),
        )
    )
    return sorted((Person(*row) for row in found), key=lambda one: norwegian(one.name))


def open_for(session: Session, nomination_id: int) -> Sequence[Invitation]:
    """List the invitations into a nomination that nobody has answered or withdrawn."""
    return links.open_for(session, Invitation.nomination_id == nomination_id)


def is_in_at(session: Session, nomination_id: int, email: str) -> bool:
    """Say whether the account at an address is let into a nomination now."""
    return (
        session.scalar(
            select(Collaborator.id)
            .join(Account, Account.id == Collaborator.account_id)
            .where(
                Account.email == email,
                Collaborator.nomination_id == nomination_id,
                Collaborator.ended_at.is_(None),
            )
        )
        is not None
    )


def held(session: Session, nomination_id: int, account_id: int | None) -> Collaborator | None:
    """Give what an account is let into a nomination by now, if it is."""
    return session.scalars(
        select(Collaborator).where(
            Collaborator.nomination_id == nomination_id,
            Collaborator.account_id == account_id,
            Collaborator.ended_at.is_(None),
        )
    ).one_or_none()


def let_in(
    work: Work, nomination: Nomination, account: Account, role: CollaboratorRole
) -> Collaborator:
    """Let an account into a nomination, on record in its round."""
    made = Collaborator(
        nomination_id=nomination.id, account_id=account.id, role=role, since=work.now
    )
    work.session.add(made)
    work.session.flush()
    _record(work, "nomination.let_in", made)
    return made


def change(work: Work, found: Collaborator, role: CollaboratorRole) -> None:
    """Let somebody who is in a nomination write in it, or only read."""
    if found.role == role:
        return
    found.role = role
    _record(work, "nomination.role_set", found)
    work.session.flush()


def set_role(
    work: Work, nomination: Nomination, account_id: int, role: CollaboratorRole
) -> Collaborator:
    """Let somebody write in a nomination, or only read it.

    Raises:
        DeniedError: the actor does not act for its organisation.
        NotFoundError: the account has not been let in.

    """
    found = _begin(work, Permission.SHARE_NOMINATION, nomination, account_id)
    change(work, found, role)
    return found


def take_out(work: Work, nomination: Nomination, account_id: int) -> Collaborator:
    """Take somebody out of a nomination. What she has written stays.

    Raises:
        DeniedError, NotFoundError: as ``set_role``.

    """
    found = _begin(work, Permission.SHARE_NOMINATION, nomination, account_id)
    _end(work, found)
    return found


def leave(work: Work, nomination: Nomination) -> None:
    """Leave a nomination that one was let into.

    Raises:
        DeniedError: the actor was not let into it.

    """
    _end(work, _begin(work, Permission.LEAVE_NOMINATION, nomination, work.actor.account_id))


def _begin(
    work: Work, permission: Permission, nomination: Nomination, account_id: int | None
) -> Collaborator:
    _, locked = nominations.begin(work, permission, nomination)
    found = held(work.session, locked.id, account_id)
    if found is None:
        raise NotFoundError("collaborator")
    return found


def _end(work: Work, found: Collaborator) -> None:
    found.ended_at, found.ended_by_id = work.now, work.actor.account_id
    _record(work, "nomination.let_out", found)
    work.session.flush()


def _record(work: Work, kind: str, row: Collaborator) -> None:
    nomination = work.session.get_one(Nomination, row.nomination_id)
    audit.record(
        work,
        kind,
        f"nomination:{nomination.id}",
        award_round=work.session.get_one(Round, nomination.round_id),
        account=row.account_id,
        role=CollaboratorRole(row.role).value,
    )
