"""Inviting people to seats, and what they answer: yes with the promise, or no with a word."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Account, Appointment, Invitation, Jury, Nomination, Round, Seat
from app.rules.access import Permission, Role
from app.rules.lifecycle import Milestone, NominationState
from app.rules.mail_addresses import canonical
from app.rules.notices import NoticeKind
from app.services import accounts, audit, may, notices
from app.services.invitations import AlreadyHeldError, AlreadyInvitedError, links
from app.services.jury.appointing import note_pledge, put_in
from app.services.work import NotFoundError, Work

LONGEST_WORDS = 1000


class SeatTakenError(ValueError):
    """Somebody else holds the seat on that day."""


class SinceError(ValueError):
    """The first day is outside the term of the jury."""


class OfficeError(ValueError):
    """She has an office in the prize, or administers, or has nominated: she cannot be a juror."""


def invite(
    work: Work, seat: Seat, *, email: str, name: str, language: str, since: date, deputy: bool
) -> Invitation:
    """Invite somebody to a seat, as its member or as the next of its deputies. It is sent at once.

    Raises:
        DeniedError: the actor is not of the prize's secretariat.
        SinceError: the first day is outside the term.
        AlreadyInvitedError: the address has an invitation to the jury, or the seat has one.
        AlreadyHeldError: whoever has the address sits in the jury.
        SeatTakenError: somebody else is the member then.
        OfficeError: whoever has the address cannot be a juror here.

    """
    jury = seat.jury
    may.require_prize(work, Permission.MANAGE_JURY, jury.prize)
    work.session.execute(select(Jury.id).where(Jury.id == jury.id).with_for_update())
    email = canonical(email)
    if not date(jury.term_from, 1, 1) <= since <= date(jury.term_to, 12, 31):
        raise SinceError
    waiting = open_of(work.session, jury)
    if any(one.email == email for one in waiting):
        raise AlreadyInvitedError
    _refuse_needless(work.session, jury, email, since)
    rank = _free_rank(seat, waiting, since) if deputy else 0
    if rank == 0:
        _insist_vacant(seat, since)
        if any(one.seat_id == seat.id and one.rank == 0 for one in waiting):
            raise SeatTakenError
    made = links.draft(
        work,
        email=email,
        name=name,
        language=language,
        role=Role.DEPUTY if deputy else Role.CHAIR if seat.leads else Role.JUROR,
        prize_id=jury.prize_id,
        seat=seat,
        rank=rank,
        since=since,
    )
    links.issue(work, made, seat=seat.id, rank=rank, since=since.isoformat())
    return made


def _refuse_needless(session: Session, jury: Jury, email: str, since: date) -> None:
    account = session.scalars(select(Account).where(Account.email == email)).one_or_none()
    if account is None:
        return
    held = session.scalars(
        select(Appointment)
        .join(Seat)
        .where(Seat.jury_id == jury.id, Appointment.account_id == account.id)
    )
    if any(one.until is None or one.until >= since for one in held):
        raise AlreadyHeldError
    insist_can_judge(session, jury, account, since)


def insist_can_judge(session: Session, jury: Jury, account: Account, today: date) -> None:
    """Insist that somebody has nothing that keeps her out of a jury.

    Raises:
        OfficeError: she is of the prize's secretariat, administers, or has written a nomination in
            a round that the jury judges, or for a body that has one.

    """
    actor = accounts.actor_for(session, account, today)
    offices = {(Role.SECRETARIAT, jury.prize_id), (Role.ADMINISTRATOR, None)}
    if not offices.isdisjoint(actor.grants):
        raise OfficeError
    over = {Milestone.DECIDED, Milestone.ARCHIVED}
    nominated = session.scalar(
        select(Nomination.id)
        .join(Round, Round.id == Nomination.round_id)
        .where(
            Round.jury_id == jury.id,
            Round.milestone.not_in(over),
            Nomination.state != NominationState.WITHDRAWN,
            (Nomination.created_by_id == account.id)
            | Nomination.organisation_id.in_(actor.organisations)
            | Nomination.id.in_([nomination for nomination, _role in actor.let_into]),
        )
        .limit(1)
    )
    if nominated is not None:
        raise OfficeError


def _free_rank(seat: Seat, waiting: Sequence[Invitation], since: date) -> int:
    """Give the first place among the deputies that nobody has or is invited to."""
    taken = {one.rank for one in seat.appointments if one.until is None or one.until >= since}
    taken |= {one.rank for one in waiting if one.seat_id == seat.id and one.rank is not None}
    return next(rank for rank in range(1, len(taken) + 2) if rank not in taken)


def _insist_vacant(seat: Seat, since: date) -> None:
    if any(
        one.rank == 0 and (one.until is None or one.until >= since) for one in seat.appointments
    ):
        raise SeatTakenError


def of_jury(session: Session, jury: Jury) -> Sequence[Invitation]:
    """List the invitations to the seats of a jury, the oldest first."""
    return session.scalars(
        select(Invitation)
        .join(Seat, Seat.id == Invitation.seat_id)
        .where(Seat.jury_id == jury.id)
        .order_by(Invitation.id)
    ).all()


def open_of(session: Session, jury: Jury) -> Sequence[Invitation]:
    """List those that have neither been answered nor withdrawn."""
    return session.scalars(
        select(Invitation)
        .join(Seat, Seat.id == Invitation.seat_id)
        .where(Seat.jury_id == jury.id, *links.is_open())
        .order_by(Invitation.id)
    ).all()


def send_again(work: Work, invitation_id: int) -> Invitation:
    """Send an invitation to a seat again.

    Raises:
        DeniedError: the actor is not of the prize's secretariat.
        NotFoundError: there is none that waits for an answer.

    """
    return links.send_again(work, _of_secretariat(work, invitation_id))


def withdraw(work: Work, invitation_id: int) -> Invitation:
    """Withdraw an invitation to a seat.

    Raises:
        DeniedError, NotFoundError: as ``send_again``.

    """
    return links.withdraw(work, _of_secretariat(work, invitation_id))


def _of_secretariat(work: Work, invitation_id: int) -> Invitation:
    found = work.session.get(Invitation, invitation_id, with_for_update=True)
    if found is None or found.seat is None:
        raise NotFoundError("invitation")
    may.require_prize(work, Permission.MANAGE_JURY, found.seat.jury.prize)
    return found


def accept_with(work: Work, invitation: Invitation, account: Account, language: str) -> Appointment:
    """Say yes with an account that there is: it is appointed, and the promise is on record.

    Raises:
        SpentLinkError: as ``links.lock``.
        OfficeError: she cannot be a juror here.
        AlreadyHeldError: she sits in the jury already.
        SeatTakenError: somebody else is the member by now.

    """
    links.lock(work.session, invitation, work.now)
    seat = invitation.seat
    if seat is None or invitation.rank is None or invitation.since is None:
        raise NotFoundError("invitation")
    since = max(invitation.since, work.today)
    work.session.execute(select(Jury.id).where(Jury.id == seat.jury_id).with_for_update())
    insist_can_judge(work.session, seat.jury, account, work.today)
    sitting = accounts.actor_for(work.session, account, since).appointment_in(seat.jury_id)
    if sitting is not None:
        raise AlreadyHeldError
    if invitation.rank == 0:
        _insist_vacant(seat, since)
    links.take(work, invitation, account)
    made = put_in(
        work,
        Appointment(
            seat=seat,
            account=account,
            person_name=account.name,
            rank=invitation.rank,
            since=since,
            until=date(seat.jury.term_to, 12, 31),
        ),
    )
    note_pledge(work, made, language)
    return made


def accept_anew(
    work: Work, invitation: Invitation, *, name: str, password: str, language: str
) -> Appointment:
    """Say yes with a new account, at the address that the link was sent to.

    Raises:
        HasAccountError, WeakPasswordError: as ``links.new_account``.
        SpentLinkError, SeatTakenError: as ``accept_with``.

    """
    links.lock(work.session, invitation, work.now)
    account = links.new_account(work, invitation, name=name, password=password)
    return accept_with(work, invitation, account, language)


def decline(work: Work, invitation: Invitation, words: str) -> None:
    """Say no, with a word to the secretariat or without; it is told.

    Raises:
        SpentLinkError: as ``links.lock``.

    """
    links.lock(work.session, invitation, work.now)
    seat = invitation.seat
    if seat is None:
        raise NotFoundError("invitation")
    invitation.declined_at = work.now
    invitation.declined_words = words.strip()[:LONGEST_WORDS]
    audit.record(work, "invitation.declined", f"invitation:{invitation.id}")
    for account_id in accounts.holding(work.session, Role.SECRETARIAT, seat.jury.prize_id):
        notices.queue(
            work.session,
            account_id,
            NoticeKind.SEAT_DECLINED,
            key=str(invitation.id),
            now=work.now,
            person=invitation.name,
            institution=seat.institution.names or {"nb": seat.institution.name},
            words=invitation.declined_words,
            jury=seat.jury_id,
        )
    work.session.flush()
