"""Invitations, to an office or to act for an organisation: made, sent, and taken once, by link."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from secrets import token_urlsafe

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Account, Invitation, Membership, Organisation, Prize, RoleGrant
from app.rules.access import Permission, Role
from app.rules.mail_addresses import canonical
from app.rules.notices import NoticeKind
from app.rules.offices import OFFICES
from app.services import accounts, audit, may, notices, offices, organisations, passwords
from app.services.offices import SameEyesError
from app.services.spent_links import Spent, SpentLinkError
from app.services.work import NotFoundError, Work

LIFETIME = timedelta(days=14)
"""From when it was sent last."""


class Standing(StrEnum):
    """Where an invitation stands."""

    UNCONFIRMED = "unconfirmed"
    SENT = "sent"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    TAKEN = "taken"


class AlreadyHeldError(ValueError):
    """Whoever has the address has the office already."""


class AlreadyInvitedError(ValueError):
    """Somebody at the address has been invited to it, and has not answered."""


class JurorError(ValueError):
    """The office can't be held by somebody who sits in a jury that it could meet."""


class UnconfirmedError(ValueError):
    """The organisation waits for the secretariat: until then nobody is invited to it."""


class HasAccountError(ValueError):
    """There is an account with the address: its owner signs in, and takes it with that."""


def standing(invitation: Invitation, now: datetime) -> Standing:
    """Say where an invitation stands."""
    if invitation.taken_at is not None:
        return Standing.TAKEN
    if invitation.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if invitation.expires_at is None:
        return Standing.UNCONFIRMED
    return Standing.SENT if invitation.expires_at > now else Standing.EXPIRED


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


def invite_for(
    work: Work,
    organisation_id: int,
    *,
    email: str,
    name: str,
    language: str,
    is_signatory: bool = False,
) -> Invitation:
    """Invite somebody to act for an organisation: a colleague does, or a secretariat.

    Raises:
        DeniedError: she may not, or may not say who submits.
        NotFoundError: there is no such organisation, or it was refused.
        UnconfirmedError: it waits for the secretariat.
        AlreadyHeldError, AlreadyInvitedError: there is nothing to invite to.

    """
    if is_signatory:
        organisation = organisations.begin(work, organisation_id)
    else:
        organisation = organisations.see(work, organisation_id)
    if organisations.standing(organisation) is not organisations.Standing.CONFIRMED:
        raise UnconfirmedError
    made = Invitation(
        nonce=token_urlsafe(12),
        email=canonical(email),
        name=name.strip(),
        language=language,
        role=Role.NOMINATOR,
        organisation_id=organisation.id,
        is_signatory=is_signatory,
        made_at=work.now,
        made_by_id=work.actor.account_id,
    )
    _refuse_needless_for(work.session, made)
    work.session.add(made)
    work.session.flush()
    audit.record(
        work,
        "invitation.made",
        f"invitation:{made.id}",
        role=made.role.value,
        prize=None,
        organisation=organisation.id,
        signatory=is_signatory,
        waits=False,
    )
    _confirm(work, made)
    return made


def _refuse_needless_for(session: Session, made: Invitation) -> None:
    waiting = select(Invitation.id).where(
        Invitation.email == made.email,
        Invitation.organisation_id == made.organisation_id,
        Invitation.taken_at.is_(None),
        Invitation.withdrawn_at.is_(None),
    )
    if session.scalar(waiting.limit(1)) is not None:
        raise AlreadyInvitedError
    acts = (
        select(Membership.id)
        .join(Account, Account.id == Membership.account_id)
        .where(
            Account.email == made.email,
            Membership.organisation_id == made.organisation_id,
            Membership.ended_at.is_(None),
        )
    )
    if session.scalar(acts) is not None:
        raise AlreadyHeldError


def _make(
    work: Work, email: str, name: str, language: str, role: Role, prize: Prize | None
) -> Invitation:
    office = OFFICES[role]
    if not (office.of_prize if prize else office.of_installation):
        raise ValueError(role)
    made = Invitation(
        nonce=token_urlsafe(12),
        email=canonical(email),
        name=name.strip(),
        language=language,
        role=role,
        prize_id=prize.id if prize else None,
        made_at=work.now,
        made_by_id=work.actor.account_id,
    )
    second = offices.needs_second(work, role)  # also locks: two at once make one
    _refuse_needless(work.session, made)
    work.session.add(made)
    work.session.flush()
    audit.record(
        work,
        "invitation.made",
        f"invitation:{made.id}",
        role=role.value,
        prize=made.prize_id,
        waits=second,
    )
    if not second:
        _confirm(work, made)
    return made


def _refuse_needless(session: Session, made: Invitation) -> None:
    same = (Invitation.role == made.role, Invitation.prize_id.is_not_distinct_from(made.prize_id))
    waiting = select(Invitation).where(
        Invitation.email == made.email,
        Invitation.taken_at.is_(None),
        Invitation.withdrawn_at.is_(None),
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
    _send(work.session, made, work.now)


def _send(session: Session, made: Invitation, now: datetime) -> None:
    made.expires_at = now + LIFETIME
    notices.queue(
        session,
        None,
        NoticeKind.INVITATION,
        key=f"{made.id}.{int(now.timestamp())}",
        now=now,
        to=notices.To(made.email, made.name, made.language),
        link={"purpose": "invitation", "id": made.id, "nonce": made.nonce},
        role=made.role.value,
        prize=made.prize.name if made.prize else {},
        organisation=made.organisation.name if made.organisation else "",
        until=made.expires_at.isoformat(),
    )
    session.flush()


def send_again(work: Work, invitation_id: int) -> Invitation:
    """Send an invitation again, and let it be taken for as long as a new one.

    Raises:
        DeniedError: she could not have made it.
        NotFoundError: it has been taken or withdrawn, or waits to be confirmed.

    """
    found = _of_inviter(work, invitation_id)
    if standing(found, work.now) not in {Standing.SENT, Standing.EXPIRED}:
        raise NotFoundError("invitation")
    audit.record(work, "invitation.sent_again", f"invitation:{found.id}")
    _send(work.session, found, work.now)
    return found


def withdraw(work: Work, invitation_id: int) -> Invitation:
    """Withdraw an invitation: from now on its link is worth nothing.

    Raises:
        DeniedError: she could not have made it.
        NotFoundError: it has been taken or withdrawn.

    """
    found = _of_inviter(work, invitation_id)
    if standing(found, work.now) in {Standing.TAKEN, Standing.WITHDRAWN}:
        raise NotFoundError("invitation")
    found.withdrawn_at, found.withdrawn_by_id = work.now, work.actor.account_id
    audit.record(work, "invitation.withdrawn", f"invitation:{found.id}")
    work.session.flush()
    return found


def _of_administrator(work: Work, invitation_id: int) -> Invitation:
    may.require_installation(work, Permission.MANAGE_PEOPLE)
    found = work.session.get(Invitation, invitation_id, with_for_update=True)
    if found is None:
        raise NotFoundError("invitation")
    return found


def _of_inviter(work: Work, invitation_id: int) -> Invitation:
    """Lock an invitation for somebody who could have made it."""
    body = work.session.scalar(
        select(Invitation.organisation_id).where(Invitation.id == invitation_id)
    )
    if body is None:
        return _of_administrator(work, invitation_id)
    organisations.see(work, body)
    return work.session.get_one(Invitation, invitation_id, with_for_update={"of": Invitation})


def open_ones(work: Work) -> Sequence[Invitation]:
    """List the invitations to offices that are neither taken nor withdrawn, the oldest first."""
    may.require_installation(work, Permission.MANAGE_PEOPLE)
    return work.session.scalars(
        select(Invitation)
        .where(
            Invitation.role.in_(OFFICES),
            Invitation.taken_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .options(joinedload(Invitation.prize), joinedload(Invitation.made_by))
        .order_by(Invitation.id)
    ).all()


def open_for(session: Session, organisation_id: int) -> Sequence[Invitation]:
    """List the invitations to act for an organisation that are neither taken nor withdrawn."""
    return session.scalars(
        select(Invitation)
        .where(
            Invitation.organisation_id == organisation_id,
            Invitation.taken_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .order_by(Invitation.id)
    ).all()


def find(session: Session, row_id: int, nonce: str, now: datetime) -> Invitation:
    """Find the invitation of a link, while it can be taken.

    Raises:
        SpentLinkError: it has been taken or withdrawn, or is too old, or never was.

    """
    found = session.scalars(
        select(Invitation)
        .where(Invitation.id == row_id, Invitation.nonce == nonce)
        .options(joinedload(Invitation.prize), joinedload(Invitation.organisation))
    ).one_or_none()
    if found is None:
        raise SpentLinkError(Spent.UNKNOWN)
    _insist_open(found, now)
    return found


_SPENT = {
    Standing.UNCONFIRMED: Spent.UNKNOWN,
    Standing.EXPIRED: Spent.EXPIRED,
    Standing.WITHDRAWN: Spent.WITHDRAWN,
    Standing.TAKEN: Spent.USED,
}


def _insist_open(found: Invitation, now: datetime) -> None:
    stands = standing(found, now)
    if found.organisation is not None and found.organisation.refused_at is not None:
        stands = Standing.WITHDRAWN
    if stands is not Standing.SENT:
        raise SpentLinkError(_SPENT[stands])


def _lock(session: Session, invitation: Invitation) -> None:
    """Lock an invitation, and read it anew: its row alone, not that of its prize."""
    session.execute(select(Invitation.id).where(Invitation.id == invitation.id).with_for_update())
    session.refresh(invitation)


def take_with(work: Work, invitation: Invitation, account: Account) -> Account:
    """Take an invitation with an account that there is.

    Raises:
        SpentLinkError: as ``find``; also for the second of two who come at once.
        JurorError: she sits in a jury that the office could meet.

    """
    _lock(work.session, invitation)
    _insist_open(invitation, work.now)
    office = OFFICES.get(invitation.role)
    if (
        office is not None
        and office.no_juror
        and _sits(work.session, account, work.today, invitation.prize_id)
    ):
        raise JurorError
    invitation.taken_at, invitation.taken_by_id = work.now, account.id
    about = f"invitation:{invitation.id}"
    audit.record(work, "invitation.taken", about, account=account.id)
    if invitation.organisation is not None:
        _join(work, invitation.organisation, account, is_signatory=invitation.is_signatory)
    else:
        _give_office(work, invitation, account)
    work.session.flush()
    return account


def _join(work: Work, organisation: Organisation, account: Account, *, is_signatory: bool) -> None:
    found = organisations.held(work.session, organisation.id, account.id)
    if found is None:
        organisations.add_member(work, organisation, account, is_signatory=is_signatory)
    elif is_signatory:
        organisations.name_signatory(work, found, signs=True)


def _give_office(work: Work, invitation: Invitation, account: Account) -> None:
    held = {(grant.role, grant.prize_id) for grant in offices.held_now(work.session, account.id)}
    if (invitation.role, invitation.prize_id) not in held:
        accounts.grant_role(work, account, invitation.role, invitation.prize)


def _sits(session: Session, account: Account, today: date, prize_id: int | None) -> bool:
    """Say whether somebody sits in a jury of a prize, or in any where none is named."""
    appointments = accounts.actor_for(session, account, today).appointments
    return any(prize_id is None or held.prize_id == prize_id for held in appointments)


def take_anew(work: Work, invitation: Invitation, *, name: str, password: str) -> Account:
    """Take an invitation with a new account, at the address that the link was sent to.

    Raises:
        HasAccountError: the address has an account that can be signed in to.
        WeakPasswordError: as ``passwords.insist``.
        SpentLinkError: as ``take_with``.

    """
    _lock(work.session, invitation)
    _insist_open(invitation, work.now)
    if accounts.has_account(work.session, invitation.email):
        raise HasAccountError
    passwords.insist(password, name, invitation.email)
    account = accounts.create(
        work, email=invitation.email, name=name, language=invitation.language, password=password
    )
    return take_with(work, invitation, account)
