"""Invitations to an office: made, confirmed by a second, sent, and taken once, by link."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Account, Invitation, Prize, RoleGrant
from app.rules.access import Permission, Role
from app.rules.offices import OFFICES
from app.services import accounts, audit, may, offices
from app.services.invitations import links
from app.services.invitations.standing import (
    AlreadyHeldError,
    AlreadyInvitedError,
    JurorError,
    Standing,
    standing,
)
from app.services.offices import SameEyesError
from app.services.work import NotFoundError, Work


def invite(
    work: Work, *, email: str, name: str, language: str, role: Role, prize: Prize | None = None
) -> Invitation:
    """Invite somebody to an office. It is sent when as many have agreed to it as it takes.

    Raises:
        DeniedError: the actor is no administrator.
        AlreadyHeldError, AlreadyInvitedError: there is nothing to invite to.
        ValueError: the office is of a prize and none is named, or the other way round.

    """
    may.require_installation(work, Permission.MANAGE_PEOPLE)
    return _make(work, email, name, language, role, prize)


def invite_first(work: Work, *, email: str, name: str, language: str) -> Invitation:
    """Invite the first administrator of an installation, which nobody is there to confirm."""
    return _make(work, email, name, language, Role.ADMINISTRATOR, None)


def _make(
    work: Work, email: str, name: str, language: str, role: Role, prize: Prize | None
) -> Invitation:
    office = OFFICES[role]
    if not (office.of_prize if prize else office.of_installation):
        raise ValueError(role)
    made = links.draft(
        work,
        email=email,
        name=name,
        language=language,
        role=role,
        prize_id=prize.id if prize else None,
    )
    second = offices.needs_second(work, role)  # also locks: two at once make one
    _refuse_needless(work.session, made)
    links.store(work, made, waits=second)
    if not second:
        _confirm(work, made)
    return made


def _refuse_needless(session: Session, made: Invitation) -> None:
    same = (Invitation.role == made.role, Invitation.prize_id.is_not_distinct_from(made.prize_id))
    waiting = select(Invitation).where(
        Invitation.email == made.email,
        Invitation.seat_id.is_(None),
        *links.is_open(),
        *same,
    )
    if session.scalars(waiting).first() is not None:
        raise AlreadyInvitedError
    holds = (
        select(RoleGrant.id)
        .join(RoleGrant.account)
        .where(
            Account.email == made.email,
            RoleGrant.role == made.role,
            RoleGrant.prize_id.is_not_distinct_from(made.prize_id),
            RoleGrant.revoked_at.is_(None),
        )
    )
    if session.scalar(holds) is not None:
        raise AlreadyHeldError


def confirm(work: Work, invitation_id: int) -> Invitation:
    """Agree to an invitation that another administrator has made; then it is sent.

    Raises:
        DeniedError: the actor is no administrator.
        NotFoundError: it does not wait for anybody.
        SameEyesError: she made it herself, and there is another who can confirm it.

    """
    found = _of_administrator(work, invitation_id)
    if standing(found, work.now) is not Standing.UNCONFIRMED:
        raise NotFoundError("invitation")
    is_own = found.made_by_id == work.actor.account_id
    if is_own and offices.needs_second(work, found.role):
        raise SameEyesError
    audit.record(work, "invitation.confirmed", f"invitation:{found.id}")
    _confirm(work, found)
    return found


def _confirm(work: Work, made: Invitation) -> None:
    made.confirmed_at, made.confirmed_by_id = work.now, work.actor.account_id
    links.send(work.session, made, work.now)


def send_again(work: Work, invitation_id: int) -> Invitation:
    """Send an invitation again, and let it be taken for as long as a new one.

    Raises:
        DeniedError: the actor is no administrator.
        NotFoundError: it has been taken or withdrawn, or waits to be confirmed.

    """
    return links.send_again(work, _of_administrator(work, invitation_id))


def withdraw(work: Work, invitation_id: int) -> Invitation:
    """Withdraw an invitation: from now on its link is worth nothing.

    Raises:
        DeniedError: the actor is no administrator.
        NotFoundError: it has been taken or withdrawn.

    """
    return links.withdraw(work, _of_administrator(work, invitation_id))


def _of_administrator(work: Work, invitation_id: int) -> Invitation:
    may.require_installation(work, Permission.MANAGE_PEOPLE)
    found = work.session.get(Invitation, invitation_id, with_for_update=True)
    if found is None or found.role not in OFFICES:
        raise NotFoundError("invitation")
    return found


def open_ones(work: Work) -> Sequence[Invitation]:
    """List the invitations to offices that are neither answered nor withdrawn, the oldest first."""
    may.require_installation(work, Permission.MANAGE_PEOPLE)
    return work.session.scalars(
        select(Invitation)
        .where(Invitation.role.in_(OFFICES), *links.is_open())
        .options(joinedload(Invitation.prize), joinedload(Invitation.made_by))
        .order_by(Invitation.id)
    ).all()


def take_with(work: Work, invitation: Invitation, account: Account) -> Account:
    """Take an invitation to an office with an account that there is.

    Raises:
        SpentLinkError: as ``links.lock``.
        JurorError: she sits in a jury that the office could meet.

    """
    links.lock(work.session, invitation, work.now)
    if OFFICES[invitation.role].no_juror and _sits(
        work.session, account, work.today, invitation.prize_id
    ):
        raise JurorError
    links.take(work, invitation, account)
    held = {(grant.role, grant.prize_id) for grant in offices.held_now(work.session, account.id)}
    if (invitation.role, invitation.prize_id) not in held:
        accounts.grant_role(work, account, invitation.role, invitation.prize)
    work.session.flush()
    return account


def _sits(session: Session, account: Account, today: date, prize_id: int | None) -> bool:
    """Say whether somebody sits in a jury of a prize, or in any where none is named."""
    appointments = accounts.actor_for(session, account, today).appointments
    return any(prize_id is None or held.prize_id == prize_id for held in appointments)


def take_anew(work: Work, invitation: Invitation, *, name: str, password: str) -> Account:
    """Take an invitation to an office with a new account, at the address of the link.

    Raises:
        HasAccountError, WeakPasswordError: as ``links.new_account``.
        SpentLinkError, JurorError: as ``take_with``.

    """
    links.lock(work.session, invitation, work.now)
    account = links.new_account(work, invitation, name=name, password=password)
    return take_with(work, invitation, account)
