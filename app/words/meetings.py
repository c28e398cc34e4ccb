"""Meetings in words: how each stands, what came of a vote, and why something was refused."""

from collections.abc import Sequence

from app.models import Appointment, Division, Meeting
from app.rules.meetings import Approval, Choice, MeetingOrder, Mode
from app.rules.tables import every
from app.services.meetings import AttendanceFault, Bar, Barred
from app.words import formats
from app.words.jury.juries import institution
from app.words.text import _, _l, _n

ORDERS = {
    MeetingOrder.RANKED: _l("Som i rangeringen, de beste først"),
    MeetingOrder.DRAWN: _l("Trukket. Trekningen kan gjøres om igjen med det samme tallet"),
}
MODES = {
    Mode.ROOM: _l("I rommet"),
    Mode.REMOTE: _l("Med på nett"),
    Mode.OUT: _l("Ikke til stede"),
}
CHOICES = {
    Choice.FOR: _l("For"),
    Choice.AGAINST: _l("Mot"),
    Choice.ABSTAIN: _l("Avstår"),
}
BARS = {
    Bar.UNKNOWN: _l("Noen som ikke er med i juryen, kan ikke stemme."),
    Bar.RECUSED: _l("%(name)s er inhabil, eller har ikke svart om bindinger, og kan ikke stemme."),
    Bar.LEFT: _l(
        "%(name)s har gått og kan ikke stemme. Er vedkommende tilbake, skriver du det inn under oppmøtet først."
    ),
    Bar.NOT_PRESENT: _l(
        "%(name)s er ikke til stede og kan ikke stemme. Er det feil, retter du oppmøtet først."
    ),
    Bar.MEMBER_SITS: _l("%(name)s kan ikke stemme, for medlemmet sitter selv i plassen."),
}
FAULTS = {
    AttendanceFault.UNKNOWN_PERSON: _l("Noen av dem som ble sendt, er ikke med i juryen."),
    AttendanceFault.BEFORE_THE_MEETING: _l("Det er før møtet begynte."),
    AttendanceFault.NOT_YET: _l("Det tidspunktet har ikke vært ennå."),
    AttendanceFault.KEPT_OUT: _l(
        "%(names)s er inhabil, eller har ikke svart om bindinger, og kan ikke være med i saken."
    ),
}
every(MeetingOrder, ORDERS)
every(Mode, MODES)
every(Choice, CHOICES)
every(Bar, BARS)
every(AttendanceFault, FAULTS)


def titled(meeting: Meeting) -> str:
    """Name a meeting by its day, and by its number where it is not the first of its stage."""
    day = formats.day(meeting.opened_at)
    if meeting.number == 1:
        return _("Møtet %(day)s", day=day)
    return _("Møte %(number)s, %(day)s", number=meeting.number, day=day)


def lasted(meeting: Meeting) -> str:
    """Say when a meeting began and ended."""
    began = formats.time_of_day(meeting.opened_at)
    if meeting.closed_at is None:
        return _("Begynte %(began)s og pågår.", began=began)
    ended = formats.time_of_day(meeting.closed_at)
    return _("Fra %(began)s til %(ended)s.", began=began, ended=ended)


def who(one: Appointment) -> str:
    """Name somebody of the jury with her institution, and say it if she is a deputy."""
    if one.is_deputy:
        return _("%(name)s, vara for %(body)s", name=one.person_name, body=institution(one.seat))
    return f"{one.person_name}, {institution(one.seat)}"


def came_to(held: Division) -> str:
    """Say what came of a vote, in figures."""
    given = [one.choice for one in held.votes]
    yes, no = given.count(Choice.FOR), given.count(Choice.AGAINST)
    abstain = given.count(Choice.ABSTAIN)
    if held.is_carried:
        said = _("Vedtatt med %(yes)s mot %(no)s stemmer.", yes=yes, no=no)
    else:
        said = _("Falt med %(yes)s mot %(no)s stemmer.", yes=yes, no=no)
    parts = [said]
    if held.by_casting:
        parts.append(_("Stemmen til den som ledet saken, gjorde utslaget."))
    if abstain:
        parts.append(_("Avsto: %(count)s.", count=abstain))
    return " ".join(parts)


def voted(held: Division) -> list[tuple[str, str]]:
    """Say who voted what: each choice that somebody made, with the names."""
    found = []
    for choice in Choice:
        names = [one.appointment.person_name for one in held.votes if one.choice is choice]
        if names:
            found.append((str(CHOICES[choice]), "; ".join(names)))
    return found


def barred(found: Sequence[Barred]) -> str:
    """Say who has no vote, and why."""
    return " ".join(str(BARS[one.bar]) % {"name": one.name} for one in found)


def missing(names: Sequence[str]) -> str:
    """Say whose votes lack."""
    if not names:
        return _("Ingen sitter ved bordet i denne saken. Skriv inn oppmøtet først.")
    return _(
        "Alle som sitter ved bordet, stemmer eller avstår. Det mangler svar fra %(names)s.",
        names=formats.listed(names),
    )


def fault(found: AttendanceFault, names: Sequence[str]) -> str:
    """Say why attendance cannot be so."""
    return str(FAULTS[found]) % {"names": formats.listed(names)}


def approval(stands: Approval, answered: int, present: int, *, is_locked: bool) -> str:
    """Say where a version of the minutes stands."""
    if is_locked:
        return _n(
            "Godkjent av flertallet av den ene som var til stede. Teksten er låst.",
            "Godkjent av flertallet av de %(num)s som var til stede. Teksten er låst.",
            present,
        )
    if stands is Approval.REFUSED:
        return _(
            "Så mange nekter å godkjenne referatet at det ikke får flertall. Det må skrives om og godkjennes på nytt."
        )
    return _(
        "%(answered)s av %(present)s har svart. Referatet låses når flertallet har godkjent det.",
        answered=answered,
        present=present,
    )


def next_step(meeting: Meeting, *, keeps: bool) -> str:
    """Say what is expected of the reader of a meeting."""
    if meeting.closed_at is not None:
        return _("Les og godkjenn referatet")
    return _("Skriv ned det som skjer i møtet") if keeps else _("Følg møtet")


def next_of_minutes(*, answers: bool, writes: bool) -> str:
    """Say what is expected of the reader of the minutes."""
    if answers:
        return _("Svar på om du godkjenner referatet")
    return _("Les gjennom referatet, og rett det som er feil") if writes else _("Ingenting nå")
