"""Appointments: made, ended on a day, and the promise of confidentiality that goes with each."""

from datetime import date, timedelta

from sqlalchemy import select

from app.models import Account, Appointment, ConfidentialityStatement, Seat
from app.rules.access import Permission
from app.rules.confidentiality import VERSION
from app.services import audit, digests, may, seals
from app.services.work import NotFoundError, Work


class LastDayError(ValueError):
    """The last day of an appointment cannot be that: it is over, or beyond what she was given.

    Attributes:
        first, last: between which days it has to be.

    """

    def __init__(self, first: date, last: date) -> None:
        super().__init__(f"{first} to {last}")
        self.first, self.last = first, last


def appoint(
    work: Work,
    seat: Seat,
    *,
    person_name: str,
    since: date,
    until: date | None,
    account: Account | None = None,
    deputy: bool = False,
) -> Appointment:
    """Appoint somebody to a seat, as its member or as the next of its deputies.

    Raises:
        DeniedError: the actor is not of the prize's secretariat.

    """
    may.require_prize(work, Permission.MANAGE_JURY, seat.jury.prize)
    rank = sum(1 for held in seat.appointments if held.is_deputy) + 1 if deputy else 0
    made = Appointment(
        seat=seat, account=account, person_name=person_name, rank=rank, since=since, until=until
    )
    return put_in(work, made)


def put_in(work: Work, appointment: Appointment) -> Appointment:
    """Store a new appointment, whoever acts: she who was invited takes her seat herself."""
    work.session.add(appointment)
    work.session.flush()
    audit.record(
        work,
        "appointment.made",
        f"appointment:{appointment.id}",
        seat=appointment.seat.id,
        account=appointment.account.id if appointment.account else None,
        rank=appointment.rank,
        until=seals.day(appointment.until),
        digest=digests.of(seals.appointment(appointment)),
    )
    return appointment


def find(work: Work, appointment_id: int) -> Appointment:
    """Give an appointment that the actor may end.

    Raises:
        NotFoundError: there is none.
        DeniedError: the actor is not of the prize's secretariat.

    """
    found = work.session.get(Appointment, appointment_id)
    if found is None:
        raise NotFoundError("appointment")
    may.require_prize(work, Permission.MANAGE_JURY, found.seat.jury.prize)
    return found


def last_days(appointment: Appointment, today: date) -> tuple[date, date] | None:
    """Give between which days an appointment can end; None of one that has ended.

    Not before yesterday: until now she could read and act, and whoever judged until then counts.
    """
    if appointment.until is not None and appointment.until < today:
        return None
    yesterday = today - timedelta(days=1)
    first = max(yesterday, appointment.since - timedelta(days=1))
    return first, date(appointment.seat.jury.term_to, 12, 31)


def end(work: Work, appointment: Appointment, until: date) -> None:
    """Let an appointment end on a day, the last on which it holds. It can be set again until then.

    Raises:
        DeniedError: the actor is not of the prize's secretariat.
        NotFoundError: it has ended, and is history.
        LastDayError: it cannot end then.

    """
    may.require_prize(work, Permission.MANAGE_JURY, appointment.seat.jury.prize)
    work.session.refresh(appointment, with_for_update={"of": Appointment})
    days = last_days(appointment, work.today)
    if days is None:
        raise NotFoundError("appointment")
    if not days[0] <= until <= days[1]:
        raise LastDayError(*days)
    appointment.until = until
    work.session.flush()
    audit.record(work, "appointment.ended", f"appointment:{appointment.id}", until=seals.day(until))


def own_unpledged(work: Work) -> list[Appointment]:
    """List the actor's appointments for which she has not accepted the text that is in force."""
    ids = [held.appointment_id for held in work.actor.appointments if not held.pledged]
    found = (work.session.get_one(Appointment, key) for key in ids)
    return list(found)


def pledge(work: Work, appointment: Appointment, language: str) -> None:
    """Note that the holder of an appointment has accepted what jurors promise. Once for a text.

    Raises:
        NotFoundError: it is not the actor's own.

    """
    if appointment.account_id is None or appointment.account_id != work.actor.account_id:
        raise NotFoundError("appointment")
    note_pledge(work, appointment, language)


def note_pledge(work: Work, appointment: Appointment, language: str) -> None:
    """Put on record that somebody has accepted what jurors promise, with when and which text."""
    known = select(ConfidentialityStatement.id).where(
        ConfidentialityStatement.appointment_id == appointment.id,
        ConfidentialityStatement.version == VERSION,
    )
    if work.session.scalar(known) is not None:
        return
    work.session.add(
        ConfidentialityStatement(
            appointment_id=appointment.id,
            version=VERSION,
            language=language,
            accepted_at=work.now,
        )
    )
    work.session.flush()
    audit.record(
        work,
        "confidentiality.accepted",
        f"appointment:{appointment.id}",
        account=appointment.account_id,
        version=VERSION,
        language=language,
    )
