"""The link of an invitation: sent, sent again, withdrawn, and found while it can be answered.

Nothing here asks who acts: whose invitation it is, and who may send or withdraw it, those know who
made it: to an office, to a seat, or to act for an organisation.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from app.models import Account, Invitation, Jury, Nomination, Seat
from app.rules.access import Role
from app.rules.mail_addresses import canonical
from app.rules.notices import NoticeKind
from app.services import accounts, audit, notices, passwords, spent_links
from app.services.invitations.standing import (
    OPEN,
    AlreadyInvitedError,
    HasAccountError,
    Standing,
    TooManyInvitedError,
    standing,
)
from app.services.spent_links import Spent, SpentLinkError
from app.services.work import NotFoundError, Work

LIFETIME = timedelta(days=14)
"""From when it was sent last."""
_WHOLE = (
    joinedload(Invitation.prize),
    joinedload(Invitation.organisation),
    joinedload(Invitation.made_by),
    joinedload(Invitation.nomination).options(joinedload(Nomination.organisation)),
    joinedload(Invitation.seat).options(
        joinedload(Seat.institution), joinedload(Seat.jury).joinedload(Jury.prize)
    ),
)
_SPENT = {
    Standing.UNCONFIRMED: Spent.UNKNOWN,
    Standing.EXPIRED: Spent.EXPIRED,
    Standing.WITHDRAWN: Spent.WITHDRAWN,
    Standing.DECLINED: Spent.DECLINED,
    Standing.TAKEN: Spent.USED,
}


def draft(
    work: Work, *, email: str, name: str, language: str, role: Role, **bound: Any
) -> Invitation:
    """Write an invitation from the actor that is not stored yet; ``bound``: what it is to."""
    return Invitation(
        nonce=token_urlsafe(12),
        email=canonical(email),
        name=name.strip(),
        language=language,
        role=role,
        made_at=work.now,
        made_by_id=work.actor.account_id,
        **bound,
    )


def store(work: Work, made: Invitation, *, waits: bool, **data: Any) -> None:
    """Store an invitation, on record; ``waits``: for a second who confirms it."""
    work.session.add(made)
    work.session.flush()
    audit.record(
        work,
        "invitation.made",
        f"invitation:{made.id}",
        role=made.role.value,
        prize=made.prize_id,
        waits=waits,
        **data,
    )


def issue(work: Work, made: Invitation, **data: Any) -> None:
    """Store an invitation that needs nobody to confirm it, and send it."""
    made.confirmed_at, made.confirmed_by_id = work.now, work.actor.account_id
    store(work, made, waits=False, **data)
    send(work.session, made, work.now)


def is_open() -> tuple[ColumnElement[bool], ...]:
    """Say in SQL that an invitation has been neither answered nor withdrawn."""
    return (
        Invitation.taken_at.is_(None),
        Invitation.declined_at.is_(None),
        Invitation.withdrawn_at.is_(None),
    )


def open_for(session: Session, *bound: ColumnElement[bool]) -> Sequence[Invitation]:
    """List the invitations to one thing that nobody has answered or withdrawn."""
    return session.scalars(
        select(Invitation).where(*bound, *is_open()).order_by(Invitation.id)
    ).all()


def insist_on_room(made: Invitation, waiting: Sequence[Invitation], most: int) -> None:
    """Insist that an invitation is one more of those that wait for an answer, and not too many.

    Raises:
        AlreadyInvitedError: one to the same address waits.
        TooManyInvitedError: ``most`` of them wait.

    """
    if any(one.email == made.email for one in waiting):
        raise AlreadyInvitedError
    if len(waiting) >= most:
        raise TooManyInvitedError


def send(session: Session, made: Invitation, now: datetime) -> None:
    """Queue the mail with the link, which counts from now on for as long as a new one."""
    made.expires_at = now + LIFETIME
    notices.queue(
        session,
        None,
        NoticeKind.SEAT_INVITATION if made.seat else NoticeKind.INVITATION,
        key=f"{made.id}.{int(now.timestamp())}",
        now=now,
        to=notices.To(made.email, made.name, made.language),
        link={"purpose": "invitation", "id": made.id, "nonce": made.nonce},
        role=made.role.value,
        prize=made.prize.name if made.prize else {},
        organisation=_body(made),
        inviter=made.made_by.name if made.made_by and made.nomination else "",
        until=made.expires_at.isoformat(),
        **(_of_seat(made.seat) if made.seat else {}),
    )
    session.flush()


def _body(made: Invitation) -> str:
    """Name the organisation that one is invited to act for, or into a nomination of."""
    body = made.nomination.organisation if made.nomination else made.organisation
    return body.name if body else ""


def _of_seat(seat: Seat) -> dict[str, Any]:
    return {
        "institution": seat.institution.names or {"nb": seat.institution.name},
        "term_from": seat.jury.term_from,
        "term_to": seat.jury.term_to,
    }


def send_again(work: Work, found: Invitation) -> Invitation:
    """Send an invitation again, and let it be taken for as long as a new one.

    Raises:
        NotFoundError: it has been answered or withdrawn, or waits to be confirmed.

    """
    if standing(found, work.now) not in {Standing.SENT, Standing.EXPIRED}:
        raise NotFoundError("invitation")
    audit.record(work, "invitation.sent_again", f"invitation:{found.id}")
    send(work.session, found, work.now)
    return found


def withdraw(work: Work, found: Invitation) -> Invitation:
    """Withdraw an invitation: from now on its link is worth nothing.

    Raises:
        NotFoundError: it has been answered or withdrawn.

    """
    if standing(found, work.now) not in OPEN:
        raise NotFoundError("invitation")
    found.withdrawn_at, found.withdrawn_by_id = work.now, work.actor.account_id
    audit.record(work, "invitation.withdrawn", f"invitation:{found.id}")
    work.session.flush()
    return found


def find(session: Session, row_id: int, nonce: str, now: datetime) -> Invitation:
    """Find the invitation of a link, while it can be answered.

    Raises:
        SpentLinkError: it has been answered or withdrawn, or is too old, or never was.

    """
    found = spent_links.find(session, Invitation, row_id, nonce, *_WHOLE)
    _insist_open(found, now)
    return found


def _insist_open(found: Invitation, now: datetime) -> None:
    stands = standing(found, now)
    body = found.nomination.organisation if found.nomination else found.organisation
    if body is not None and body.refused_at is not None:
        stands = Standing.WITHDRAWN
    if stands is not Standing.SENT:
        raise SpentLinkError(_SPENT[stands])


def lock(session: Session, invitation: Invitation, now: datetime) -> None:
    """Lock an invitation, and read it anew: its row alone, not that of its prize.

    Raises:
        SpentLinkError: as ``find``; also for the second of two who come at once.

    """
    session.execute(select(Invitation.id).where(Invitation.id == invitation.id).with_for_update())
    session.refresh(invitation)
    _insist_open(invitation, now)


def take(work: Work, invitation: Invitation, account: Account) -> None:
    """Note that somebody has taken an invitation, which is locked."""
    invitation.taken_at, invitation.taken_by_id = work.now, account.id
    audit.record(work, "invitation.taken", f"invitation:{invitation.id}", account=account.id)


def new_account(work: Work, invitation: Invitation, *, name: str, password: str) -> Account:
    """Make the account of whoever takes an invitation, at the address that its link was sent to.

    Raises:
        HasAccountError: the address has an account that can be signed in to.
        WeakPasswordError: as ``passwords.insist``.

    """
    if accounts.has_account(work.session, invitation.email):
        raise HasAccountError
    passwords.insist(password, name, invitation.email)
    return accounts.create(
        work, email=invitation.email, name=name, language=invitation.language, password=password
    )
