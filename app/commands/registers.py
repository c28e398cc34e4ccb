"""The register of municipalities as a file, and what reading it would do, in words."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.commands.files import TableError, load
from app.services.organisations import Fault, Plan, Row, Trouble

NEEDED = ("number", "name", "county_number", "county_name")
SAYS = {
    Trouble.NOT_NEWER: "the register of {number} is in force already",
    Trouble.BAD_NUMBER: "“{number}” is no number of a municipality: it has four digits",
    Trouble.TWICE: "{number} {name} is there twice",
    Trouble.NO_NAME: "{number} has no name or no county",
    Trouble.BAD_ORG_NUMBER: "{number} {name} has an organisation number that is none",
    Trouble.UNKNOWN_BEFORE: "{number} {name} replaces what was not in the register before",
    Trouble.GONE: "{number} {name} is nowhere: say in “replaces” what it has become",
    Trouble.NO_PLACE: "{number} {name} is new, and stands nowhere on the map: see --places",
}
Place = tuple[float, float]


def read(path: Path, places: Path | None, year: int) -> list[Row]:
    """Read a register, and where its municipalities stand.

    Raises:
        TableError: the file cannot be read, or lacks a column.

    """
    found = _places(places, year) if places else {}
    return [
        Row(
            number=row["number"],
            name=row["name"],
            county_number=row["county_number"],
            county_name=row["county_name"],
            display_name=row.get("display_name", ""),
            sami_name=row.get("sami_name", ""),
            kven_name=row.get("kven_name", ""),
            org_number=row.get("org_number", ""),
            website=row.get("website", ""),
            replaces=[one.strip() for one in row.get("replaces", "").split(";") if one.strip()],
            place=found.get(row["number"]),
        )
        for row in _table(path, NEEDED)
    ]


def _places(path: Path, year: int) -> dict[str, Place]:
    rows = _table(path, ("register", "number", "x", "y"))
    try:
        return {
            row["number"]: (float(row["x"]), float(row["y"]))
            for row in rows
            if row["register"] == str(year)
        }
    except ValueError as error:
        raise TableError(f"{path.name}: {error}") from error


def _table(path: Path, needed: Sequence[str]) -> list[dict[str, str]]:
    content, _notes = load(path.name, path.read_bytes())
    if not content.rows:
        raise TableError(f"{path.name}: nothing is in it")
    header = [name.strip() for name in content.rows[0]]
    lacking = [name for name in needed if name not in header]
    if lacking:
        raise TableError(f"{path.name}: the columns {', '.join(lacking)} are missing")
    return [
        {name: cell.strip() for name, cell in zip(header, row, strict=False)}
        for row in content.rows[1:]
        if any(cell.strip() for cell in row)
    ]


def report(plan: Plan) -> Iterator[str]:
    """Say what reading a register would do, or what is wrong with it."""
    if plan.faults:
        yield from (_said(fault) for fault in plan.faults)
        yield "Nothing was changed."
        return
    now = {row.number: row for row in plan.rows}
    became = plan.predecessors
    kept = plan.kept
    yield f"{len(plan.rows)} municipalities; {len(kept)} were there before as they are."
    for old, new in kept.items():
        before, after = plan.before[old], now[new]
        called = after.display_name or after.name
        if (old, before.display_name) != (new, called):
            yield f"{old} {before.display_name} is now {new} {called}."
    if not kept:
        yield "There were none before: all are new."
        return
    for row in plan.rows:
        several = [f"{old} {plan.before[old].display_name}" for old in became[row.number]]
        if not several:
            yield f"{row.number} {row.name} is new."
        elif row.number not in kept.values():
            yield f"{row.number} {row.name} comes from {', '.join(several)}."


def _said(fault: Fault) -> str:
    return SAYS[fault.trouble].format(number=fault.number, name=fault.name) + "."
