"""A table as it was sent: its headings found in any language, its cells by the key of the column."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app import spreadsheets
from app.rules.entering import MOST_LINES, Fault, Line, Wrong
from app.spreadsheets import UnreadableError, Unvalued
from app.words import entering as words
from app.words.entering import COLUMNS, NEEDED, Kind
from app.words.text import _

ERROR = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)")
"""What a spreadsheet program writes where it could not work something out."""


class TableError(ValueError):
    """What was sent is no such table; its text is said at the field."""


@dataclass(frozen=True)
class Table:
    """A table as it was sent.

    ignored: headings that nobody knows.
    faults: cells that hold nothing that can be read, whatever the column.
    """

    lines: Sequence[Line]
    keys: Sequence[str]
    ignored: Sequence[str] = ()
    faults: Sequence[Fault] = ()

    def packed(self) -> str:
        """Give it as a form carries it from the preview to what stores it."""
        return json.dumps([[line.number, dict(line.cells)] for line in self.lines])


def read(kind: Kind, content: bytes) -> Table:
    """Read a table from a file.

    Raises:
        TableError: it can't be read, has no such columns, or nothing below them.

    """
    try:
        found = spreadsheets.read(content)
    except UnreadableError as error:
        raise TableError(words.unreadable(error.fault)) from error
    rows = [
        (number, row)
        for number, row in zip(found.lines, found.rows, strict=True)
        if any(cell.strip() for cell in row)
    ]
    if not rows:
        raise TableError(_("Filen er tom."))
    keys, ignored = _headings(kind, rows[0][1])
    if len(rows) == 1:
        raise TableError(_("Filen har overskrifter, men ingen linjer under dem."))
    if len(rows) - 1 > MOST_LINES:
        raise TableError(words.too_many())
    return _table(rows[1:], keys, ignored)


def _headings(kind: Kind, row: Sequence[str]) -> tuple[list[str | None], list[str]]:
    """Find which column is which.

    Raises:
        TableError: one that is needed is not there, or one is there twice.

    """
    known = words.known(kind)
    names = [" ".join(cell.split()) for cell in row]
    keys = [known.get(name.casefold()) for name in names]
    for key in NEEDED[kind]:
        if key not in keys:
            raise TableError(
                _(
                    "Kolonnen «%(name)s» mangler. Overskriftene skal stå i den første linjen.",
                    name=words.heading(kind, key),
                )
            )
    for column in COLUMNS[kind]:
        if keys.count(column.key) > 1:
            raise TableError(
                _("Kolonnen «%(name)s» står to ganger.", name=words.heading(kind, column.key))
            )
    return keys, [name for name, key in zip(names, keys, strict=True) if name and key is None]


def _table(
    rows: Sequence[tuple[int, list[str]]], keys: Sequence[str | None], ignored: Sequence[str]
) -> Table:
    lines, faults = [], []
    for number, row in rows:
        cells: dict[str, str] = {}
        for key, cell in zip(keys, row, strict=False):
            if key is None:
                continue
            cells[key] = cell.strip()
            if isinstance(cell, Unvalued) or ERROR.fullmatch(cells[key]):
                faults.append(Fault(number, key, Wrong.BROKEN_FORMULA, cells[key]))
        if any(cells.values()):
            lines.append(Line(number, cells))
    return Table(lines, [key for key in keys if key], ignored, faults)


def unpack(kind: Kind, packed: str) -> Table:
    """Read a table as the form carries it.

    Raises:
        TableError: it is none that was packed here.

    """
    known = {column.key for column in COLUMNS[kind]}
    try:
        lines = [
            Line(int(number), {str(key): str(cell) for key, cell in cells.items() if key in known})
            for number, cells in json.loads(packed)
        ]
    except (AttributeError, TypeError, ValueError, RecursionError) as error:
        raise TableError(_("Velg filen på nytt.")) from error
    if not 0 < len(lines) <= MOST_LINES:
        raise TableError(_("Velg filen på nytt."))
    keys = [column.key for column in COLUMNS[kind] if any(column.key in one.cells for one in lines)]
    return Table(lines, keys)
