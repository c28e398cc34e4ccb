"""A jury from a table: a line for each person, with her seat."""

from collections.abc import Sequence
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
        seat = _seat(work, made, line, faults, counties)
        if seat is not None and (line.text("name") or line.text("email")):
            _invite(work, seat, line, faults)
    return faults.found


def _seat(
    work: Work, made: Jury, line: Line, faults: Faults, counties: dict[str, str]
) -> Seat | None:
    """Give the seat of a line, added if the jury has none of the institution."""
    written = faults.needed(line, "institution")
    leads = reading.yes(faults, line, "leads")
    areas = reading.counties(faults, line, "areas", counties)
    known = organisations.called(work.session, written) if written else None
    seat = next((one for one in made.seats if known and one.institution_id == known.id), None)
    if seat is None:
        short = faults.needed(line, "short", 20)
        if faults.of(line):
            return None
        body = known or organisations.create(work, name=written)
        return jury.add_seat(work, made, body, short=short, leads=leads, areas=areas)
    faults.short(line, "short", 20)
    return None if faults.of(line) else seat


def _invite(work: Work, seat: Seat, line: Line, faults: Faults) -> None:
    name, email = faults.needed(line, "name"), reading.mail(faults, line, "email")
    place = DEPUTY.get(line.text("place").casefold())
    if place is None:
        faults.add(line, "place", Wrong.NOT_PLACE)
    first = min(max(date(seat.jury.term_from, 1, 1), work.today), date(seat.jury.term_to, 12, 31))
    since = reading.day(faults, line, "since", first)
    language = reading.language(faults, line, "language")
    if faults.of(line):
        return
    try:
        jury.invite(
            work,
            seat,
            email=email,
            name=name,
            language=language,
            since=since,
            deputy=place == "deputy",
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
