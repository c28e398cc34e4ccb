"""Tables with a heading, names and numbers in them; every mistake is named."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import IO

from app.commands.files import TableError, load

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
LARGEST = 1e9
HEADINGS = {
    "juror": ("juror", "dommer", "dommar", "jurymedlem", "medlem"),
    "nomination": ("nomination", "forslag"),
    "criterion": ("criterion", "kriterium"),
    "score": ("score", "poeng"),
    "weight": ("weight", "vekt"),
}
"""What each column may be called; the first of these that is there."""


@dataclass(frozen=True)
class Table:
    """Rows of text under a heading; ``name`` is the file's. Blank lines are left out.

    rows: the fields of each, as many as the heading has, with whatever blanks surround them.
    top, lines: where in the file the heading and each row begin, counted from one.
    notes: what was assumed in reading it, to be told beside the result.
    """

    name: str
    heading: list[str]
    top: int
    rows: list[list[str]]
    lines: Sequence[int]
    notes: list[str] = field(default_factory=list)

    def error(self, line: int, column: str, what: str) -> TableError:
        """Make an error that says where."""
        return TableError(f"{self.name}, line {line}, column {column}: {what}")

    def column(self, name: str) -> int | None:
        """Find a column by its name in English or Norwegian, in whatever case; None without one.

        Raises:
            TableError: there are two.

        """
        titles = [title.casefold() for title in self.heading]
        called = next((one for one in HEADINGS[name] if one in titles), name)
        if titles.count(called) > 1:
            raise self.error(self.top, called, "the column occurs twice")
        return titles.index(called) if called in titles else None

    def required(self, name: str) -> int:
        """Find a column that has to be there.

        Raises:
            TableError: it is not, or twice.

        """
        found = self.column(name)
        if found is None:
            listed = ", ".join(title for title in self.heading if title) or "nothing"
            raise self.error(self.top, name, f"the column is missing; the heading has {listed}")
        return found

    def titles(self, columns: Iterable[int], noun: str) -> list[str]:
        """Give the names of those to whom columns belong, each of whom has one.

        Raises:
            TableError: one has no name, or two columns.

        """
        found: list[str] = []
        for at in columns:
            name = self.heading[at]
            if not name or name in found:
                told = f"the {noun} “{name}” occurs twice" if name else f"the {noun} has no name"
                raise self.error(self.top, str(at + 1), told)
            found.append(name)
        return found


def read(file: IO[bytes]) -> Table:
    """Read a table.

    Raises:
        TableError: it is not a table with a heading, and which line shows it.

    """
    name = str(getattr(file, "name", "<stdin>"))
    if name == "<stdin>":
        name = "standard input"
    content, notes = load(name, file.read())
    rows, lines = content.rows, content.lines
    first = next((at for at, fields in enumerate(rows) if not blank(fields)), None)
    if first is None:
        raise TableError(f"{name}, line 1, column 1: the file is empty")
    heading, top = [as_name(field) for field in rows[first]], lines[first]
    rows, lines, width = rows[first + 1 :], lines[first + 1 :], len(heading)
    # Nearly always all rows fit: then no row is looked at twice.
    if any(len(fields) != width or not fields[0].strip() for fields in rows):
        kept = [(line, row) for line, row in zip(lines, rows, strict=True) if not blank(row)]
        lines = [line for line, _ in kept]
        rows = [_fit(name, line, row, width) for line, row in kept]
    return Table(name, heading, top, rows, lines, notes)


def as_name(text: str) -> str:
    """Give a name as one writes it: blanks of every kind and number are one space.

    Two spaces, a no-break space or a line break make no second person.
    """
    return " ".join(text.split())


def blank(fields: list[str]) -> bool:
    """Whether there is nothing in a row."""
    return not "".join(fields).strip()


def _fit(name: str, line: int, fields: list[str], width: int) -> list[str]:
    """Let blanks at the end come and go; anything else does not fit the heading."""
    if len(fields) == width:
        return fields
    if len(fields) < width:
        raise TableError(
            f"{name}, line {line}, column {len(fields) + 1}: "
            f"the line has {len(fields)} fields, the heading {width}"
        )
    if any(field.strip() for field in fields[width:]):
        raise TableError(
            f"{name}, line {line}, column {width + 1}: the line has {len(fields)} fields, "
            f'the heading {width} (between commas, write "4,5" in quotes)'
        )
    return fields[:width]


def alike(names: Iterable[str], noun: str) -> list[str]:
    """Warn of names that are the same but for capital letters, and so may be one."""
    by_case: dict[str, list[str]] = {}
    for name in names:
        by_case.setdefault(name.casefold(), []).append(name)
    return [
        f"{' and '.join(f'“{one}”' for one in same)} differ by capital letters only "
        f"and are taken for {len(same)} {noun}."
        for same in by_case.values()
        if len(same) > 1
    ]


def number(text: str) -> float | None:
    """Read "4,5" or "4.5"; None where it is no number, or beyond a thousand million."""
    if not NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", "."))
    return value if math.isfinite(value) and abs(value) <= LARGEST else None
