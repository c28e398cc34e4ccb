"""A jury from a table: a line for each person, with her seat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.models import Jury, Seat
from app.rules.access import Permission
from app.rules.entering import Fault, Faults, Line, Wrong
from app.services import jury, may, organisations
from app.services.entering import reading
from app.services.invitations import AlreadyHeldError, AlreadyInvitedError
from app.services.jury import OfficeError, SeatTakenError, SinceError
from app.services.work import Work

COLUMNS = ("institution", "short", "leads", "areas", "place", "name", "email", "since", "language")
NEEDED = ("institution",)
DEPUTY = reading.spelled(
    [
        ("member", ("", "medlem", "leder", "juryleder", "leiar", "member", "chair")),
        ("deputy", ("vara", "varamedlem", "deputy", "alternate")),
    ]
)


def enter_jury(work: Work, made: Jury, lines: Sequence[Line]) -> list[Fault]:
    """Add seats to a jury and invite people to them; says what is wrong.

    Raises:
        DeniedError: the actor is not of the prize's secretariat.

    """
    may.require_prize(work, Permission.MANAGE_JURY, made.prize)
    faults = Faults()
    counties = {name.casefold(): key for key, name in organisations.counties(work.session)}
    for line in lines:
        person = _person(made, line, faults, work.today)
        seat = _seat(work, made, line, faults, counties)
        if seat is not None and person is not None:
            _invite(work, seat, line, faults, person)
    return faults.found


def _seat(
    work: Work, made: Jury, line: Line, faults: Faults, counties: dict[str, str]
) -> Seat | None:
    """Give the seat of a line, added if the jury has none of the institution."""
    written = faults.needed(line, "institution")
    leads = reading.yes(faults, line, "leads")
    areas = reading.counties(faults, line, "areas", counties)
    known = organisations.called(work.session, written) if written else None
    seat = next(
        (
            one
            for one in made.seats
            if (known and one.institution_id == known.id)
            or (known is None and one.short.casefold() == written.casefold())
        ),
        None,
    )
    if seat is None:
        short = faults.needed(line, "short", 20)
        if faults.of(line):
            return None
        body = known or organisations.create(work, name=written)
        return jury.add_seat(work, made, body, short=short, leads=leads, areas=areas)
    faults.short(line, "short", 20)
    return None if faults.of(line) else seat


@dataclass(frozen=True)
class _Person:
    """Somebody as a line tells of her."""

    name: str
    email: str
    since: date
    language: str
    deputy: bool


def _person(made: Jury, line: Line, faults: Faults, today: date) -> _Person | None:
    """Read who is to have the seat; nobody where the line has neither name nor address."""
    if not (line.text("name") or line.text("email")):
        return None
    name, email = faults.needed(line, "name"), reading.mail(faults, line, "email")
    place = DEPUTY.get(line.text("place").casefold())
    if place is None:
        faults.add(line, "place", Wrong.NOT_PLACE)
    first = min(max(date(made.term_from, 1, 1), today), date(made.term_to, 12, 31))
    since = reading.day(faults, line, "since", first)
    language = reading.language(faults, line, "language")
    return _Person(name, email, since, language, deputy=place == "deputy")


def _invite(work: Work, seat: Seat, line: Line, faults: Faults, person: _Person) -> None:
    try:
        jury.invite(
            work,
            seat,
            email=person.email,
            name=person.name,
            language=person.language,
            since=person.since,
            deputy=person.deputy,
        )
    except AlreadyHeldError:
        faults.add(line, "email", Wrong.ALREADY_HELD)
    except AlreadyInvitedError:
        faults.add(line, "email", Wrong.ALREADY_INVITED)
    except OfficeError:
        faults.add(line, "email", Wrong.KEEPS_OUT)
    except SeatTakenError:
        faults.add(line, "place", Wrong.SEAT_TAKEN)
    except SinceError:
        faults.add(line, "since", Wrong.OUTSIDE_TERM)
