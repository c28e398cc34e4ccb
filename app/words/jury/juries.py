"""Juries in words: as the public reads one, and as those do who make it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.models import Appointment, Invitation, Jury, RankChange, Round, Seat
from app.services.invitations import Standing
from app.words import formats
from app.words.formats import listed
from app.words.text import _, _n


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


def title(jury: Jury) -> str:
    """Name a jury by its term."""
    if jury.term_from == jury.term_to:
        return _("Juryen %(year)s", year=jury.term_from)
    return _("Juryen %(start)s–%(end)s", start=jury.term_from, end=jury.term_to)


def seat_count(count: int) -> str:
    """Say how many seats a jury has."""
    if count == 0:
        return _("Ingen plasser ennå")
    return _n("%(num)s plass", "%(num)s plasser", count)


def summary(seats: int, members: int, waiting: int) -> str:
    """Say how far a jury has come: how many have said yes, and how many have not answered."""
    if seats == 0:
        return _("Juryen har ingen plasser ennå. Begynn med plassen som skal lede.")
    said = _n(
        "%(members)s av %(num)s plass har et medlem.",
        "%(members)s av %(num)s plasser har et medlem.",
        seats,
        members=members,
    )
    if waiting == 0:
        return said
    return " ".join(
        [
            said,
            _n(
                "Én invitasjon er ikke besvart.",
                "Det er %(num)s invitasjoner som ikke er besvart.",
                waiting,
            ),
        ]
    )


def lacking(*, has_seats: bool, leads: bool) -> list[str]:
    """Say what a jury lacks whatever round it is for."""
    if has_seats and not leads:
        return [_("Ingen plass leder juryen. Åpne plassen som skal lede, og kryss av for det.")]
    return []


def areas(names: Sequence[str]) -> str:
    """Say which counties a seat answers for."""
    return _("Ansvar for %(counties)s", counties=listed(names)) if names else ""


def place(rank: int, *, leads: bool) -> str:
    """Say what somebody is in her seat."""
    if rank == 0:
        return _("Juryleder") if leads else _("Medlem")
    return _("Vara nr. %(number)s", number=rank)


def period(appointment: Appointment, *, is_now: bool) -> str:
    """Say from when somebody sits, or until when if that is not the end of the term."""
    if not is_now:
        return _("Fra %(day)s", day=formats.day(appointment.since))
    until = appointment.until
    if until is None or until == date(appointment.seat.jury.term_to, 12, 31):
        return ""
    return _("Til og med %(day)s", day=formats.day(until))


def ranked(one: RankChange, people: Mapping[int, str]) -> str:
    """Say that a deputy got another place: when, from which, and by whom."""
    return _(
        "%(day)s: %(name)s ble vara nr. %(after)s, og var nr. %(before)s. Endret av %(who)s.",
        day=formats.day(one.changed_at),
        name=one.appointment.person_name,
        after=one.after,
        before=one.before,
        who=people.get(one.changed_by_id or 0, ""),
    )


def left(appointment: Appointment) -> str:
    """Say who has sat, as what, and when."""
    until = appointment.until
    return _(
        "%(name)s, %(place)s, %(since)s til %(until)s",
        name=appointment.person_name,
        place=place(appointment.rank, leads=appointment.seat.leads).lower(),
        since=formats.day(appointment.since),
        until=formats.day(until) if until else "–",
    )


def answered(stands: Standing, one: Invitation) -> str:
    """Say what somebody who was invited has answered, and when, or until when she can."""
    if stands is Standing.DECLINED and one.declined_at:
        return _("Svarte nei %(day)s", day=formats.day(one.declined_at))
    if stands is Standing.EXPIRED and one.expires_at:
        return _("Svarte ikke innen %(day)s", day=formats.day(one.expires_at))
    if one.expires_at is None:
        return ""
    return _("Har ikke svart. Kan svare til %(day)s", day=formats.day(one.expires_at))


def keeps_out() -> str:
    """Say who cannot be a juror, and why not she."""
    return _(
        "Personen er med i sekretariatet, er administrator, eller har et forslag i en runde som juryen vurderer. Da kan hun eller han ikke sitte i juryen."
    )


def offered(invitation: Invitation) -> str:
    """Say which seat is offered, and for how long; nothing of an office."""
    seat = invitation.seat
    if seat is None:
        return ""
    first = invitation.since or date(seat.jury.term_from, 1, 1)
    return _(
        "Plassen hører til %(body)s. Vervet varer fra %(since)s til %(until)s.",
        body=institution(seat),
        since=formats.day(first),
        until=formats.day(date(seat.jury.term_to, 12, 31)),
    )


def title_of(invitation: Invitation) -> str:
    """Name the jury that an invitation is to."""
    return title(invitation.seat.jury) if invitation.seat else ""
