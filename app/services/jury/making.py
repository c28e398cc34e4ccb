"""Making a jury: its term, and its seats by institution, in their order."""

from collections.abc import Sequence

from sqlalchemy import select

from app.models import Invitation, Jury, Organisation, Prize, Seat
from app.rules.access import Permission
from app.services import audit, may
from app.services.work import NotFoundError, Work

LONGEST = 20
"""Years: a longer term is a mistake of the keyboard."""


class TermError(ValueError):
    """A term ends before it begins, or is longer than any is."""


class TakenError(ValueError):
    """The institution has a seat in the jury already."""


class InUseError(ValueError):
    """Somebody sits in the seat, or has sat, or is invited to: it stays."""


def create(work: Work, prize: Prize, *, term_from: int, term_to: int) -> Jury:
    """Create a jury without seats.

    Raises:
        DeniedError: the actor is not of the prize's secretariat.
        TermError: it ends before it begins, or is too long.

    """
    may.require_prize(work, Permission.MANAGE_JURY, prize)
    if not term_from <= term_to < term_from + LONGEST:
        raise TermError
    jury = Jury(prize_id=prize.id, term_from=term_from, term_to=term_to)
    work.session.add(jury)
    work.session.flush()
    audit.record(work, "jury.created", f"jury:{jury.id}", prize=prize.id, term=[term_from, term_to])
    return jury


def copy(work: Work, source: Jury, prize: Prize, *, term_from: int, term_to: int) -> Jury:
    """Create a jury with the seats of another, for a new term. Nobody sits in it yet.

    Raises:
        DeniedError, TermError: as ``create``.

    """
    made = create(work, prize, term_from=term_from, term_to=term_to)
    for seat in source.seats:
        add_seat(work, made, seat.institution, short=seat.short, leads=seat.leads, areas=seat.areas)
    return made


def change_term(work: Work, jury: Jury, *, term_from: int, term_to: int) -> None:
    """Change the term of a jury that nobody has been appointed to.

    Raises:
        DeniedError, TermError: as ``create``.
        InUseError: somebody has been appointed, for the term that was said.

    """
    may.require_prize(work, Permission.MANAGE_JURY, jury.prize)
    if not term_from <= term_to < term_from + LONGEST:
        raise TermError
    if any(seat.appointments for seat in jury.seats):
        raise InUseError
    jury.term_from, jury.term_to = term_from, term_to
    work.session.flush()
    audit.record(
        work, "jury.changed", f"jury:{jury.id}", prize=jury.prize_id, term=[term_from, term_to]
    )


def add_seat(
    work: Work,
    jury: Jury,
    institution: Organisation,
    *,
    short: str,
    leads: bool = False,
    areas: Sequence[str] = (),
) -> Seat:
    """Add a seat that belongs to an institution. If it leads, no other does any more.

    Raises:
        DeniedError: the actor is not of the prize's secretariat.
        TakenError: the institution has one already.

    """
    may.require_prize(work, Permission.MANAGE_JURY, jury.prize)
    _insist_free(jury, institution)
    if leads:
        _let_nobody_lead(work, jury)
    seat = Seat(
        jury=jury,
        institution=institution,
        position=max((one.position for one in jury.seats), default=0) + 1,
        short=short,
        leads=leads,
        areas=list(areas),
    )
    work.session.add(seat)
    work.session.flush()
    audit.record(
        work,
        "seat.added",
        f"seat:{seat.id}",
        jury=jury.id,
        leads=leads,
        institution=institution.id,
    )
    return seat


def change_seat(
    work: Work,
    seat: Seat,
    institution: Organisation,
    *,
    short: str,
    leads: bool,
    areas: Sequence[str],
) -> None:
    """Change a seat; whose it is only as long as nobody has been appointed to it.

    Raises:
        DeniedError, TakenError: as ``add_seat``.
        InUseError: somebody has sat there for the institution that was said.

    """
    may.require_prize(work, Permission.MANAGE_JURY, seat.jury.prize)
    if institution.id != seat.institution_id:
        _insist_free(seat.jury, institution)
        if seat.appointments:
            raise InUseError
    if leads and not seat.leads:
        _let_nobody_lead(work, seat.jury)
    before = (seat.institution_id, seat.leads)
    seat.institution, seat.leads = institution, leads
    seat.short, seat.areas = short, list(areas)
    work.session.flush()
    if before != (institution.id, leads):
        _record_change(work, seat)


def move_seat(work: Work, seat: Seat, *, up: bool) -> None:
    """Let a seat change places with the one before it, or the one after it.

    Raises:
        DeniedError: the actor is not of the prize's secretariat.

    """
    may.require_prize(work, Permission.MANAGE_JURY, seat.jury.prize)
    order = sorted(seat.jury.seats, key=lambda one: one.position)
    place = order.index(seat) + (-1 if up else 1)
    if not 0 <= place < len(order):
        return
    other = order[place]
    mine, theirs = seat.position, other.position
    seat.position = 0  # both at once would be the same place twice
    work.session.flush()
    other.position = mine
    work.session.flush()
    seat.position = theirs
    work.session.flush()


def remove_seat(work: Work, seat: Seat) -> None:
    """Remove a seat that nobody has been appointed or invited to.

    Raises:
        DeniedError: the actor is not of the prize's secretariat.
        InUseError: it is part of what has happened, and stays.

    """
    may.require_prize(work, Permission.MANAGE_JURY, seat.jury.prize)
    invited = select(Invitation.id).where(Invitation.seat_id == seat.id).limit(1)
    if seat.appointments or work.session.scalar(invited) is not None:
        raise InUseError
    audit.record(work, "seat.removed", f"seat:{seat.id}", jury=seat.jury_id)
    seat.jury.seats.remove(seat)
    work.session.delete(seat)
    work.session.flush()


def seat_of(work: Work, seat_id: int) -> Seat:
    """Give a seat that the actor may change.

    Raises:
        NotFoundError: there is none.
        DeniedError: the actor is not of the prize's secretariat.

    """
    found = work.session.get(Seat, seat_id)
    if found is None:
        raise NotFoundError("seat")
    may.require_prize(work, Permission.MANAGE_JURY, found.jury.prize)
    return found


def _insist_free(jury: Jury, institution: Organisation) -> None:
    if any(seat.institution_id == institution.id for seat in jury.seats):
        raise TakenError


def _let_nobody_lead(work: Work, jury: Jury) -> None:
    for seat in jury.seats:
        if seat.leads:
            seat.leads = False
            work.session.flush()
            _record_change(work, seat)


def _record_change(work: Work, seat: Seat) -> None:
    audit.record(
        work,
        "seat.changed",
        f"seat:{seat.id}",
        jury=seat.jury_id,
        leads=seat.leads,
        institution=seat.institution_id,
    )
