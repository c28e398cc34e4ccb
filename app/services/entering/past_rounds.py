"""Past rounds from a table: a line for each candidate, with what is known of her year."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.models import Candidate, Jury, Prize
from app.rules.access import Permission
from app.rules.entering import Fault, Faults, Line, Wrong
from app.services import announcements, decisions, jury, may, organisations, rounds
from app.services.decisions import PastNominee
from app.services.entering import reading
from app.services.work import Work

COLUMNS = (
    "year",
    "candidate",
    "result",
    "county",
    "citation",
    "about",
    "leader",
    "jury",
    "source",
)
NEEDED = ("year", "candidate", "result")
RESULTS = reading.spelled(
    [
        ("winner", ("vinner", "vinnar", "vant", "winner")),
        ("nominee", ("nominert", "nominee", "nominated")),
    ]
)
LONGEST_TEXT = 5000


def enter_past_rounds(work: Work, prize: Prize, lines: Sequence[Line]) -> list[Fault]:
    """Record rounds that were held before the product existed; says what is wrong.

    Raises:
        DeniedError: the actor is not of the prize's secretariat.

    """
    may.require_prize(work, Permission.MANAGE_JURY, prize)
    faults = Faults()
    by_year: dict[int, list[Line]] = {}
    for line in lines:
        year = reading.year(faults, line, "year")
        faults.needed(line, "candidate")
        _result(line, faults)
        for column in ("citation", "about", "source"):
            faults.short(line, column, LONGEST_TEXT)
        by_year.setdefault(year, []).append(line)
    taken = {one.year for one in rounds.of_prize(work.session, prize)}
    for year, of_year in sorted(by_year.items()):
        if year in taken:
            faults.add(of_year[0], "year", Wrong.YEAR_TAKEN)
        elif year > work.today.year:
            faults.add(of_year[0], "year", Wrong.NOT_OVER)
        if not any(_result(line, Faults()) == "winner" for line in of_year):
            faults.add(of_year[0], "result", Wrong.NO_WINNER)
        if not any(faults.of(line) for line in of_year):
            _record(work, prize, year, of_year, faults)
    return faults.found


def _result(line: Line, faults: Faults) -> str | None:
    written = faults.needed(line, "result")
    found = RESULTS.get(written.casefold())
    if written and found is None:
        faults.add(line, "result", Wrong.NOT_RESULT)
    return found


def _record(work: Work, prize: Prize, year: int, lines: Sequence[Line], faults: Faults) -> None:
    panel = _jury(work, prize, year, lines, faults)
    if any(faults.of(line) for line in lines):
        return
    history: dict[str, object] = {}
    if about := _told(lines, "about"):
        history["about"] = {"nb": about}
    if leader := _told(lines, "leader"):
        history["jury_leader"] = leader
    if source := _told(lines, "source"):
        history["source"] = source
    award_round = announcements.enter_past_round(
        work, prize, year=year, jury_id=panel.id if panel else None, history=history
    )
    citation = _told(lines, "citation")
    decisions.record_past(
        work,
        award_round,
        [
            PastNominee(_candidate(work.session, line), _result(line, faults) == "winner")
            for line in lines
        ],
        citation={"nb": citation} if citation else {},
        grounds=[],
    )


def _told(lines: Sequence[Line], column: str) -> str:
    """Give what is told of a year, on whichever of its lines."""
    return next((line.text(column) for line in lines if line.text(column)), "")


def _candidate(session: Session, line: Line) -> Candidate:
    name, place = line.text("candidate"), line.text("county")
    found = organisations.named(session, name)
    municipality = found[0] if len(found) == 1 else None
    return Candidate(
        position=1,
        name=name,
        place=place or (municipality.county_name if municipality else ""),
        municipality_id=municipality.id if municipality else None,
    )


def _jury(
    work: Work, prize: Prize, year: int, lines: Sequence[Line], faults: Faults
) -> Jury | None:
    """Make the jury of a year from «Name, Institution; Name, Institution»: the first leads."""
    line = next((one for one in lines if one.text("jury")), None)
    if line is None:
        return None
    seats = [part.partition(",") for part in line.text("jury").split(";") if part.strip()]
    if any(not (name.strip() and body.strip()) for name, _comma, body in seats):
        faults.add(line, "jury", Wrong.NOT_SEATS)
        return None
    made = jury.create(work, prize, term_from=year, term_to=year)
    for place, (name, _comma, written) in enumerate(seats):
        body = organisations.called(work.session, written.strip())
        body = body or organisations.create(work, name=written.strip()[:200])
        if any(seat.institution_id == body.id for seat in made.seats):
            faults.add(line, "jury", Wrong.NOT_SEATS)
            return made
        seat = jury.add_seat(work, made, body, short=body.name[:20], leads=place == 0)
        jury.appoint(
            work,
            seat,
            person_name=name.strip()[:200],
            since=date(year, 1, 1),
            until=date(year, 12, 31),
        )
    return made
