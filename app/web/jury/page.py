"""What the pages of a jury show: seats with who sits, who is invited, and who has left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.models import Appointment, Invitation, Jury, Prize, Round, Seat
from app.rules import terms
from app.rules.access import Permission, Verdict
from app.services import accounts, invitations, jury, may, organisations
from app.services.work import Work
from app.words.jury import juries as words


@dataclass(frozen=True)
class Holder:
    """Somebody who sits, or will."""

    appointment: Appointment
    place: str
    when: str
    can_end: bool


@dataclass(frozen=True)
class Invited:
    """Somebody who is invited and has not answered, or has said no."""

    invitation: Invitation
    place: str
    standing: str
    is_open: bool


@dataclass(frozen=True)
class SeatView:
    """A seat with its people."""

    seat: Seat
    name: str
    areas: str
    holders: Sequence[Holder]
    invited: Sequence[Invited]
    declined: Sequence[Invited]
    gone: Sequence[str]
    reordered: Sequence[str]
    """When a deputy got another place, and by whom; the latest first."""

    @property
    def members(self) -> list[Holder]:
        """Who is its member: one, or one after the other."""
        return [one for one in self.holders if not one.appointment.is_deputy]

    @property
    def has_member(self) -> bool:
        """Whether somebody is its member, or has been asked to be."""
        return bool(self.members) or any(one.invitation.rank == 0 for one in self.invited)

    @property
    def deputies(self) -> list[Holder]:
        """Its deputies, in their order."""
        return [one for one in self.holders if one.appointment.is_deputy]

    @property
    def can_go(self) -> bool:
        """Whether nobody has had anything to do with it."""
        return not (self.seat.appointments or self.invited or self.declined)


@dataclass(frozen=True)
class JuryView:
    """A jury with its seats."""

    jury: Jury
    title: str
    seats: Sequence[SeatView]
    rounds: Sequence[Round]
    summary: str
    lacks: Sequence[str]
    can_change: bool
    can_change_term: bool


@dataclass(frozen=True)
class Line:
    """One jury of the list."""

    jury: Jury
    title: str
    seats: str


@dataclass(frozen=True)
class JuryList:
    """The juries of a prize."""

    prize: Prize
    lines: Sequence[Line]
    can_change: bool


def lay_out_list(work: Work, prize: Prize) -> JuryList:
    """Lay out the list of a prize's juries."""
    found = jury.of_prize(work, prize)
    return JuryList(
        prize,
        [Line(one, words.title(one), words.seat_count(len(one.seats))) for one in found],
        can_change(work, prize),
    )


def lay_out(work: Work, made: Jury) -> JuryView:
    """Lay out the page of one jury."""
    seats = seat_views(work, made)
    members = sum(1 for one in seats if one.members)
    waiting = sum(1 for one in seats for each in one.invited if each.is_open)
    return JuryView(
        made,
        words.title(made),
        seats,
        jury.rounds_of(work.session, made),
        words.summary(len(seats), members, waiting),
        words.lacking(has_seats=bool(seats), leads=any(one.seat.leads for one in seats)),
        can_change(work, made.prize),
        not any(seat.appointments for seat in made.seats),
    )


def can_change(work: Work, prize: Prize) -> bool:
    """Say whether the reader may change the juries of a prize."""
    return may.decide_prize(work, Permission.MANAGE_JURY, prize) is Verdict.ALLOWED


def seat_views(work: Work, made: Jury) -> list[SeatView]:
    """Lay out the seats of a jury, in a number of queries that does not grow with them."""
    asked = jury.of_jury(work.session, made)
    names = dict(organisations.counties(work.session))
    moved = jury.moved_deputies(work.session, made)
    people = accounts.names_of(work.session, [one.changed_by_id for one in moved])
    told = [(one.appointment.seat_id, words.ranked(one, people)) for one in moved]
    return [
        _seat(
            work,
            seat,
            [one for one in asked if one.seat_id == seat.id],
            names,
            [line for seat_id, line in told if seat_id == seat.id],
        )
        for seat in sorted(made.seats, key=lambda one: one.position)
    ]


def unseated(work: Work, made: Jury) -> list[Invited]:
    """List the invitations of a jury with what became of each."""
    return [_invited(work, one) for one in jury.of_jury(work.session, made)]


def _seat(
    work: Work,
    seat: Seat,
    asked: list[Invitation],
    counties: dict[str, str],
    reordered: list[str],
) -> SeatView:
    today = work.today
    over = [one for one in seat.appointments if one.until is not None and one.until < today]
    sitting = [one for one in seat.appointments if one not in over]
    views = [_invited(work, one) for one in asked]
    return SeatView(
        seat,
        words.institution(seat),
        words.areas([counties.get(number, number) for number in seat.areas]),
        [_holder(one, today) for one in sorted(sitting, key=lambda one: (one.rank, one.since))],
        [one for one in views if one.is_open],
        [one for one in views if one.invitation.declined_at],
        [words.left(one) for one in over],
        reordered,
    )


def _holder(one: Appointment, today: date) -> Holder:
    return Holder(
        one,
        words.place(one.rank, leads=one.seat.leads),
        words.period(one, is_now=terms.holds(one.since, one.until, today)),
        jury.last_days(one, today) is not None,
    )


def _invited(work: Work, one: Invitation) -> Invited:
    stands = invitations.standing(one, work.now)
    return Invited(
        one,
        words.place(one.rank or 0, leads=one.seat.leads if one.seat else False),
        words.answered(stands, one),
        stands in invitations.OPEN,
    )
