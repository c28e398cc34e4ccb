"""Tables from files: CSV as people and programs write it, and .xlsx; every mistake is named."""

import csv
import io
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

import click

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
LARGEST = 1e9
NEWLINE = b"\n"
XLSX = b"PK\x03\x04"


class TableError(click.ClickException):
    """A file that cannot be read as it should be; names the line and the column."""

    exit_code = 2


@dataclass(frozen=True)
class Table:
    """Rows of text under a heading; ``name`` is the file's. Blank lines are left out.

    rows: the fields of each, as many as the heading has, with whatever blanks surround them.
    top, lines: where in the file the heading and each row begin, counted from one.
    """

    name: str
    heading: list[str]
    top: int
    rows: list[list[str]]
    lines: Sequence[int]

    def error(self, line: int, column: str, what: str) -> TableError:
        """Make an error that says where."""
        return TableError(f"{self.name}, line {line}, column {column}: {what}")

    def column(self, name: str) -> int | None:
        """Find a column by its name, in whatever case; None without one.

        Raises:
            TableError: there are two.

        """
        found = [at for at, title in enumerate(self.heading) if title.casefold() == name]
        if len(found) > 1:
            raise self.error(self.top, name, "the column occurs twice")
        return found[0] if found else None

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


def read(file: IO[bytes]) -> Table:
    """Read a table.

    Raises:
        TableError: it is not a table with a heading, and which line shows it.

    """
    name = str(getattr(file, "name", "<stdin>"))
    if name == "<stdin>":
        name = "standard input"
    content = file.read()
    read_lines = _spreadsheet if content.startswith(XLSX) else _csv
    rows, lines = read_lines(name, content)
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
    return Table(name, heading, top, rows, lines)


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


Lines = tuple[list[list[str]], Sequence[int]]
"""Rows, and the number of the line on which each begins."""


def _csv(name: str, content: bytes) -> Lines:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(f"{name}, {_place(content[: error.start])}: not UTF-8 text") from error
    if b"\0" in content:
        raise TableError(f"{name}, {_place(content[: content.index(0)])}: not text")
    text = unicodedata.normalize("NFC", text)
    first = next((line for line in io.StringIO(text) if line.strip(" ,;\t\r\n")), "")
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    lines = [1]
    try:
        if '"' not in text:  # every row has a line to itself
            rows += reader
            return rows, range(1, len(rows) + 1)
        for fields in reader:
            rows.append(fields)
            lines.append(reader.line_num + 1)
    except csv.Error as error:
        line = lines[-1] if '"' in text else reader.line_num
        raise TableError(f"{name}, line {line}, column 1: {error}") from error
    return rows, lines[:-1]


def _place(before: bytes) -> str:
    """Say where a text ends, as far as that can be told before it is read as a table."""
    last = before[before.rfind(b"\n") + 1 :]
    column = max(last.count(b","), last.count(b";")) + 1
    return f"line {before.count(NEWLINE) + 1}, column {column}"


def _spreadsheet(name: str, content: bytes) -> Lines:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second, only for spreadsheets

    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # What a workbook says of its own extent is not believed: rows beyond it would be left out.
        sheet.reset_dimensions()
        for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            fields = [_as_text(value) for value in row]
            if any(fields):
                rows.append(fields)
                lines.append(line)
    except Exception as error:  # whatever a broken file makes the reader raise
        told = "not a spreadsheet that can be read"
        raise TableError(f"{name}, line 1, column 1: {told}") from error
    width = max((at + 1 for row in rows for at, field in enumerate(row) if field), default=0)
    return [(row + [""] * width)[:width] for row in rows], lines


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unicodedata.normalize("NFC", str(value)).strip()


def number(text: str) -> float | None:
    """Read "4,5" or "4.5"; None where it is no number, or beyond a thousand million."""
    if not NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", "."))
    return value if math.isfinite(value) and abs(value) <= LARGEST else None
