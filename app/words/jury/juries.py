"""The jury as the public reads it: each seat with who held it that year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.models import Appointment, Jury, Round, Seat
from app.words import formats
from app.words.formats import listed
from app.words.text import _n


@dataclass(frozen=True)
class SeatLine:
    """One seat, in words."""

    institution: str
    members: str
    deputies: str
    leads: bool


@dataclass(frozen=True)
class JuryWords:
    """A jury, in words."""

    term_from: int
    term_to: int
    seats: Sequence[SeatLine]


def of_round(found: Jury | None, award_round: Round, today: date) -> JuryWords | None:
    """Describe the jury of a round: as it is today, or as it was in a year that has gone.

    Nothing where no jury is known.
    """
    if found is None or not found.seats:
        return None
    return in_words(found, _days(award_round, today))


def _days(award_round: Round, today: date) -> tuple[date, date]:
    year = award_round.year
    if award_round.is_recorded or today.year > year:
        return date(year, 1, 1), date(year, 12, 31)
    return today, today


def in_words(found: Jury, days: tuple[date, date]) -> JuryWords:
    """Put a jury in words, with those who held a seat within some days."""
    return JuryWords(found.term_from, found.term_to, [_seat(seat, days) for seat in found.seats])


def _seat(seat: Seat, days: tuple[date, date]) -> SeatLine:
    held = [a for a in seat.appointments if _within(a, days)]
    return SeatLine(
        institution(seat),
        listed([a.person_name for a in held if not a.is_deputy]),
        listed([a.person_name for a in held if a.is_deputy]),
        seat.leads,
    )


def institution(seat: Seat) -> str:
    """Name the institution that a seat belongs to, in the reader's language."""
    return formats.in_language(seat.institution.names) or seat.institution.name


def _within(appointment: Appointment, days: tuple[date, date]) -> bool:
    first, last = days
    until = appointment.until
    return appointment.since <= last and (until is None or until >= first)


def gone(appointment: Appointment, sheets: int) -> str:
    """Name somebody who held a seat and has left it, with what she handed in."""
    until = appointment.until
    return _n(
        "%(name)s satt for %(body)s til og med %(day)s. Skjemaet som ble levert i den tiden, teller.",
        "%(name)s satt for %(body)s til og med %(day)s. De %(num)s skjemaene som ble levert i den tiden, teller.",
        sheets,
        name=appointment.person_name,
        body=institution(appointment.seat),
        day=formats.day(until) if until else "",
    )
