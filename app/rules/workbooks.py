"""The workbook of scores: what its sheets are known by, and what is read from them.

A sheet is known by its mark and its rows by what stands in their first column, in any of the
languages: never by where they are. What she has not touched since it was downloaded is known by
its print, so that what was stored meanwhile is no conflict.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.rules.scoring import Scale, ScoreOffScaleError, parse_score, plain
from app.rules.texts import clean

FORMAT = "hederspris-poeng-1"
"""What the register of a workbook begins with, and every mark."""
GUIDE = f"{FORMAT}:guide"
GROUNDS, NOTES = "grounds", "notes"
MARK, SHEET = "mark", "sheet"
"""The headings of the register, before those of the fields."""
LONGEST = 32_767
"""So many characters a cell holds."""
_MARK = re.compile(
    rf"{FORMAT}:([0-9]{{1,9}})\.([0-9]{{1,9}})\.([0-9]{{1,9}})\.([0-9]{{1,9}})\.([0-9]{{1,9}})"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}( .*)?")
_ERROR = re.compile(r"(#|Err:)[A-Z0-9/!?]+")
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")


class Wrong(StrEnum):
    """What can be wrong with a workbook, a sheet of it, or a cell."""

    NOT_OURS = "not_ours"
    OTHER_ROUND = "other_round"
    OTHER_STAGE = "other_stage"
    OTHER_JUROR = "other_juror"
    TWICE = "twice"
    NO_HEADING = "no_heading"
    NO_ROW = "no_row"
    ROW_TWICE = "row_twice"
    UNKNOWN_ROW = "unknown_row"
    OFF_SCALE = "off_scale"
    NOT_NUMBER = "not_number"
    IS_DATE = "is_date"
    BROKEN = "broken"
    SEALED_LACKS = "sealed_lacks"
    """A sheet that is handed in may not lack what it has."""


@dataclass(frozen=True)
class Fault:
    """One fault: where, what was read there, and the row that it is of, by key."""

    kind: Wrong
    sheet: str = ""
    cell: str = ""
    read: str = ""
    key: str = ""


@dataclass(frozen=True)
class Mark:
    """Whose sheet it is, of what, and what was stored when it was downloaded."""

    round_id: int
    stage_id: int
    appointment_id: int
    nomination_id: int
    version: int

    def __str__(self) -> str:
        told = (self.stage_id, self.appointment_id, self.nomination_id, self.version)
        return f"{FORMAT}:{self.round_id}.{'.'.join(map(str, told))}"

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        """Read a mark from a cell; None where there is none."""
        found = _MARK.fullmatch(text.strip())
        return cls(*map(int, found.groups())) if found else None


@dataclass(frozen=True)
class Grid:
    """A sheet of a file, by line and column from one: only what holds something."""

    name: str
    cells: Mapping[tuple[int, int], str]
    broken: frozenset[tuple[int, int]] = frozenset()
    """Formulas that nobody has worked out."""


@dataclass(frozen=True)
class Headings:
    """What columns and rows may be called, folded, in every language."""

    label: frozenset[str]
    score: frozenset[str]
    rows: Mapping[str, str]
    """The key of each row by what it may be called."""


@dataclass(frozen=True)
class SheetRead:
    """A sheet as it was read.

    fields: by key, criteria, grounds and notes, each as it would be stored.
    cells: where each stands.
    prints: of each as it was downloaded; None where the register is gone.
    """

    name: str
    mark: Mark
    fields: Mapping[str, str]
    cells: Mapping[str, str]
    prints: Mapping[str, str] | None


@dataclass(frozen=True)
class Reading:
    """What was read of a file."""

    sheets: Sequence[SheetRead] = ()
    faults: Sequence[Fault] = ()
    ignored: Sequence[str] = ()
    """The names of sheets that are not ours."""


def fold(text: str) -> str:
    """Give a heading as it is compared."""
    return " ".join(text.split()).casefold()


def tidy(text: str) -> str:
    """Give a text as it is stored and compared, whatever a spreadsheet program made of it."""
    return clean(text).strip()


def print_of(text: str) -> str:
    """Give the print of a field, which tells whether it is as it was."""
    return hashlib.sha256(tidy(text).encode()).hexdigest()[:16]


def cell_name(line: int, column: int) -> str:
    """Name a cell as a spreadsheet program does: B7."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return f"{letters}{line}"


def read(
    grids: Sequence[Grid], headings: Headings, scale: Scale, holder: tuple[int, int, int]
) -> Reading:
    """Read a workbook.

    Args:
        grids: its sheets, hidden ones too.
        headings: what its columns and rows are called.
        scale: the scores that may be given.
        holder: the round, the stage and the appointment that it must be of.

    """
    register = _register(grids)
    named = {name: mark for mark, (name, _prints) in register.items()}
    marks = _marks(grids, named)
    if not marks:
        return Reading(faults=[Fault(Wrong.NOT_OURS)])
    if astray := _astray(marks, holder):
        return Reading(faults=astray)
    sheets: list[SheetRead] = []
    faults: list[Fault] = []
    seen: set[int] = set()
    for grid, mark in marks:
        if mark.nomination_id in seen:
            faults.append(Fault(Wrong.TWICE, grid.name))
            continue
        seen.add(mark.nomination_id)
        reader = _Sheet(grid, headings, scale)
        faults += reader.faults
        _name, prints = register.get(mark, ("", None))
        sheets.append(SheetRead(grid.name, mark, reader.fields, reader.cells, prints))
    known = {grid.name for grid, _mark in marks}
    ignored = [one.name for one in grids if one.name not in known and not _is_ours(one)]
    return Reading(sheets, faults, ignored)


def _is_ours(grid: Grid) -> bool:
    return not grid.cells or any(text.startswith(FORMAT) for text in grid.cells.values())


def _register(grids: Sequence[Grid]) -> dict[Mark, tuple[str, dict[str, str]]]:
    """Read the register: by mark, the sheet's name and the prints of its fields."""
    found: dict[Mark, tuple[str, dict[str, str]]] = {}
    for grid in grids:
        if grid.cells.get((1, 1)) != FORMAT:
            continue
        keys = {text: column for (line, column), text in grid.cells.items() if line == 2}
        fields = {key: column for key, column in keys.items() if key not in {MARK, SHEET}}
        for line in sorted({line for line, _column in grid.cells if line > 2}):
            mark = Mark.read(grid.cells.get((line, keys.get(MARK, 0)), ""))
            if mark is not None:
                name = grid.cells.get((line, keys.get(SHEET, 0)), "")
                prints = {key: grid.cells.get((line, column), "") for key, column in fields.items()}
                found[mark] = name, prints
    return found


def _marks(grids: Sequence[Grid], named: Mapping[str, Mark]) -> list[tuple[Grid, Mark]]:
    """Find which sheet is whose: by the mark in it, or else by the name it was given."""
    found: list[tuple[Grid, Mark]] = []
    unmarked: list[Grid] = []
    for grid in grids:
        if grid.cells.get((1, 1)) == FORMAT:
            continue
        read_of = (Mark.read(text) for text in grid.cells.values() if text.startswith(FORMAT))
        mark = next((one for one in read_of if one), None)
        if mark is not None:
            found.append((grid, mark))
        elif not _is_ours(grid):
            unmarked.append(grid)
    taken = {mark.nomination_id for _grid, mark in found}
    for grid in unmarked:
        by_name = named.get(grid.name)
        if by_name is not None and by_name.nomination_id not in taken:
            found.append((grid, by_name))
    return found


def _astray(marks: Sequence[tuple[Grid, Mark]], holder: tuple[int, int, int]) -> list[Fault]:
    """Find sheets of another round, stage or juror; one fault where all are of the same."""
    kinds = (Wrong.OTHER_ROUND, Wrong.OTHER_STAGE, Wrong.OTHER_JUROR)
    found: list[Fault] = []
    for grid, mark in marks:
        given = (mark.round_id, mark.stage_id, mark.appointment_id)
        for kind, is_of, must_be in zip(kinds, given, holder, strict=True):
            if is_of != must_be:
                found.append(Fault(kind, grid.name))
                break
    whole = len(found) == len(marks) and len({fault.kind for fault in found}) == 1
    return [Fault(found[0].kind)] if whole else found


@dataclass
class _Sheet:
    """Reads one sheet by its headings."""

    grid: Grid
    headings: Headings
    scale: Scale
    fields: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        head = self._head()
        if head is None:
            self.faults.append(Fault(Wrong.NO_HEADING, self.grid.name))
            return
        first, labels, values = head
        for line in sorted({line for line, _column in self.grid.cells if line > first}):
            self._row(line, labels, values)
        self.faults += [
            Fault(Wrong.NO_ROW, self.grid.name, key=key)
            for key in dict.fromkeys(self.headings.rows.values())
            if key not in self.cells
        ]

    def _head(self) -> tuple[int, int, int] | None:
        """Find the line of the headings, and the columns of labels and of what is filled in."""
        for (line, column), text in sorted(self.grid.cells.items()):
            if fold(text) in self.headings.label:
                beside = (
                    at
                    for (row, at), other in sorted(self.grid.cells.items())
                    if row == line and fold(other) in self.headings.score
                )
                score = next(beside, None)
                if score is not None:
                    return line, column, score
        return None

    def _row(self, line: int, labels: int, values: int) -> None:
        label = self.grid.cells.get((line, labels), "")
        text = self.grid.cells.get((line, values), "")
        place = cell_name(line, values)
        key = self.headings.rows.get(fold(label))
        if key is None:
            if text.strip():
                self.faults.append(Fault(Wrong.UNKNOWN_ROW, self.grid.name, place, text))
            return
        if key in self.cells:
            self.faults.append(Fault(Wrong.ROW_TWICE, self.grid.name, place, text, key))
            return
        self.cells[key] = place
        if (line, values) in self.grid.broken or _ERROR.fullmatch(text.strip()):
            self.faults.append(Fault(Wrong.BROKEN, self.grid.name, place, text, key))
            return
        if key in {GROUNDS, NOTES}:
            self.fields[key] = tidy(text)
            return
        written = "".join(text.split())
        try:
            value = parse_score(key, written, self.scale)
        except ScoreOffScaleError:
            self.faults.append(Fault(_why(written), self.grid.name, place, text.strip(), key))
            return
        self.fields[key] = "" if value is None else str(plain(value))


def _why(written: str) -> Wrong:
    if _DATE.match(written):
        return Wrong.IS_DATE
    return Wrong.OFF_SCALE if _NUMBER.fullmatch(written) else Wrong.NOT_NUMBER


class Meeting(StrEnum):
    """How a field of the workbook meets what is stored."""

    SAME = "same"
    NEWER = "newer"
    """It was not touched in the workbook, and is stored otherwise since."""
    CHANGED = "changed"
    CONFLICT = "conflict"
    """It was changed in both."""


def meet(read_text: str, stored: str, printed: str | None, *, is_as_downloaded: bool) -> Meeting:
    """Say how a field that was read meets what is stored.

    Args:
        read_text: what the workbook says.
        stored: what is stored.
        printed: the print of what it was when it was downloaded; None where that is not known.
        is_as_downloaded: whether nothing was stored since.

    """
    if tidy(read_text) == tidy(stored):
        return Meeting.SAME
    if is_as_downloaded:
        return Meeting.CHANGED
    if printed == print_of(read_text):
        return Meeting.NEWER
    return Meeting.CHANGED if printed == print_of(stored) else Meeting.CONFLICT
