"""Tables from files: CSV as people and programs write it, and .xlsx; every mistake is named."""

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import click

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
LARGEST = 1e9
XLSX = b"PK\x03\x04"


class TableError(click.ClickException):
    """A file that cannot be read as it should be; names the line and the column."""

    exit_code = 2


@dataclass(frozen=True)
class Table:
    """Rows of text under a heading; ``name`` is the file's. Blank lines are left out.

    rows: pairs of the line's number in the file and its fields, as many as the heading has,
        with whatever blanks surround them.
    """

    name: str
    heading: list[str]
    rows: list[tuple[int, list[str]]]

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
            raise self.error(1, name, "the column occurs twice")
        return found[0] if found else None

    def required(self, name: str) -> int:
        """Find a column that has to be there.

        Raises:
            TableError: it is not, or twice.

        """
        found = self.column(name)
        if found is None:
            listed = ", ".join(title for title in self.heading if title) or "nothing"
            raise self.error(1, name, f"the column is missing; the heading has {listed}")
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
    lines = _spreadsheet(name, content) if content.startswith(XLSX) else _csv(name, content)
    rows: list[tuple[int, list[str]]] = []
    heading: list[str] | None = None
    for line, fields in lines:
        if not any(fields) or not "".join(fields).strip():
            continue
        if heading is None:
            heading = [field.strip() for field in fields]
        elif len(fields) == len(heading):
            rows.append((line, fields))
        else:
            rows.append((line, _fit(name, line, fields, len(heading))))
    if heading is None:
        raise TableError(f"{name}, line 1: the file is empty")
    return Table(name, heading, rows)


def _fit(name: str, line: int, fields: list[str], width: int) -> list[str]:
    """Let blanks at the end come and go; anything else does not fit the heading."""
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


def _csv(name: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TableError(f"{name}, line {line}, column 1: not UTF-8 text") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TableError(f"{name}, line {line}, column 1: not text")
    text = unicodedata.normalize("NFC", text)
    first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for fields in reader:
            yield line, fields
            line = reader.line_num + 1
    except csv.Error as error:
        raise TableError(f"{name}, line {line}, column 1: {error}") from error


def _spreadsheet(name: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second, only for spreadsheets

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [[_as_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    except Exception as error:  # whatever a broken file makes the reader raise
        raise TableError(f"{name}, line 1: not a spreadsheet that can be read") from error
    width = max((at + 1 for row in rows for at, field in enumerate(row) if field), default=0)
    for line, row in enumerate(rows, start=1):
        yield line, (row + [""] * width)[:width]


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
