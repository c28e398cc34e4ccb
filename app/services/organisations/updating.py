"""Reading a newer register of municipalities: what is new, what was renamed, what was merged.

A register is read whole. Each municipality of the one before must be found again: under its number,
under its organisation number, or in what a row says that it replaces. The rows of earlier registers
stay: candidates and organisations of then are of then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Municipality, Organisation
from app.rules.org_numbers import is_org_number
from app.services.organisations.finding import by_number
from app.services.organisations.register import import_register, register, register_year
from app.services.work import Work


class Trouble(StrEnum):
    """What is wrong with a register that is to be read."""

    NOT_NEWER = "not_newer"
    BAD_NUMBER = "bad_number"
    TWICE = "twice"
    NO_NAME = "no_name"
    BAD_ORG_NUMBER = "bad_org_number"
    UNKNOWN_BEFORE = "unknown_before"
    GONE = "gone"
    NO_PLACE = "no_place"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and with which municipality."""

    trouble: Trouble
    number: str
    name: str = ""


@dataclass(frozen=True)
class Row:
    """A municipality of the newer register.

    replaces: numbers of the register before, where its own number does not say it.
    place: where it stands on the map; if not given, where those that it replaces stood.
    """

    number: str
    name: str
    county_number: str
    county_name: str
    display_name: str = ""
    sami_name: str = ""
    kven_name: str = ""
    org_number: str = ""
    website: str = ""
    replaces: Sequence[str] = ()
    place: tuple[float, float] | None = None


@dataclass(frozen=True)
class Plan:
    """What reading a newer register would do."""

    year: int
    rows: Sequence[Row]
    before: Mapping[str, Municipality]
    """The municipalities of the register before, by number."""
    successors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Of each of them, the numbers that it has become."""
    faults: Sequence[Fault] = ()

    @property
    def predecessors(self) -> dict[str, list[str]]:
        """Of each of the newer ones, the numbers that became it."""
        found: dict[str, list[str]] = {row.number: [] for row in self.rows}
        for old, numbers in sorted(self.successors.items()):
            for number in numbers:
                found[number].append(old)
        return found

    @property
    def kept(self) -> dict[str, str]:
        """Those that are one and the same before and after, by their numbers then and now."""
        became = self.predecessors
        return {
            old: numbers[0]
            for old, numbers in self.successors.items()
            if len(numbers) == 1 and became[numbers[0]] == [old]
        }


def plan(session: Session, rows: Sequence[Row], year: int) -> Plan:
    """Say what reading a newer register would do, and what is wrong with it."""
    before = {one.number: one for one in register(session)}
    successors = {number: _became(one, rows) for number, one in before.items()}
    faults = list(_faults(rows, before))
    if year <= register_year(session):
        faults.insert(0, Fault(Trouble.NOT_NEWER, str(register_year(session))))
    gone = [before[number] for number, found in successors.items() if not found]
    faults += [Fault(Trouble.GONE, one.number, one.display_name) for one in gone]
    made = Plan(year, rows, before, successors, faults)
    if not faults:
        lost = [row for row in rows if row.place is None and not made.predecessors[row.number]]
        faults = [Fault(Trouble.NO_PLACE, row.number, row.name) for row in lost]
    return Plan(year, rows, before, successors, faults)


def _became(one: Municipality, rows: Sequence[Row]) -> list[str]:
    said = [row.number for row in rows if one.number in row.replaces]
    own = [row.number for row in rows if row.number == one.number and not row.replaces]
    same = [
        row.number
        for row in rows
        if one.org_number and row.org_number == one.org_number and not row.replaces
    ]
    return [*own, *said] or same


def _faults(rows: Sequence[Row], before: Mapping[str, Municipality]) -> list[Fault]:
    found, seen = [], set()
    for row in rows:
        troubles = {
            Trouble.BAD_NUMBER: not (len(row.number) == 4 and row.number.isdecimal()),
            Trouble.TWICE: row.number in seen,
            Trouble.NO_NAME: not (row.name and row.county_number and row.county_name),
            Trouble.BAD_ORG_NUMBER: bool(row.org_number) and not is_org_number(row.org_number),
            Trouble.UNKNOWN_BEFORE: bool(before) and not before.keys() >= set(row.replaces),
        }
        found += [
            Fault(trouble, row.number, row.name) for trouble, is_so in troubles.items() if is_so
        ]
        seen.add(row.number)
    return found


def apply(work: Work, made: Plan) -> None:
    """Read the newer register, and let organisations follow those that are still the same.

    The organisation of a municipality that was merged or divided stays of the one that was; what it
    has nominated stays its own.

    Raises:
        ValueError: something is wrong with it.

    """
    if made.faults:
        raise ValueError(made.faults)
    import_register(work, [_columns(made, row) for row in made.rows])
    _follow(work.session, made)
    work.session.flush()


def _columns(made: Plan, row: Row) -> dict[str, Any]:
    x, y = row.place or _between([made.before[n] for n in made.predecessors[row.number]])
    return {
        "register_year": made.year,
        "number": row.number,
        "name": row.name,
        "display_name": row.display_name or row.name,
        "sami_name": row.sami_name,
        "kven_name": row.kven_name,
        "county_number": row.county_number,
        "county_name": row.county_name,
        "org_number": row.org_number or None,
        "website": row.website,
        "successors": [],
        "map_x": x,
        "map_y": y,
    }


def _between(places: Sequence[Municipality]) -> tuple[float, float]:
    count = len(places)
    return sum(one.map_x for one in places) / count, sum(one.map_y for one in places) / count


def _follow(session: Session, made: Plan) -> None:
    for old in session.scalars(
        select(Municipality).where(Municipality.register_year < made.year)
    ).all():
        numbers = old.successors
        if old.number in made.before and old.id == made.before[old.number].id:
            numbers = [old.number]
        # Those that were successors before may have been merged since.
        became = [new for number in numbers for new in made.successors.get(number, ())]
        old.successors = list(dict.fromkeys(became)) or numbers
    new = {one.number: one for one in register(session)}
    places = {made.before[old].id: (made.before[old], new[now]) for old, now in made.kept.items()}
    bodies = session.scalars(select(Organisation).where(Organisation.municipality_id.in_(places)))
    for body in bodies.all():
        was, is_now = places[body.municipality_id or 0]
        if body.name == f"{was.display_name} kommune":
            body.name = f"{is_now.display_name} kommune"
        body.municipality = is_now
        taken = is_now.org_number and by_number(session, is_now.org_number)
        if is_now.org_number and not taken:
            body.org_number = is_now.org_number
