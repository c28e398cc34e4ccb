"""What is in a file: rows of text, from CSV as people and programs write it, and from .xlsx."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import click

XLSX = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""What spreadsheets begin with: of today, and old ones or those with a password."""
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
"""Bytes that no text has, whatever its encoding, unless it has two bytes a letter."""
SEPARATORS = (",", ";", "\t")
STATED = re.compile(r'"?sep=([^\w"\s]|\t)"?[,;\t ]*(?=[\r\n])', re.IGNORECASE)
"""The first line by which a spreadsheet program is told what the separator is."""
ADVICE = "save it as .xlsx, or as CSV UTF-8"


class TableError(click.ClickException):
    """A file that cannot be read as it should be; names the line and the column."""

    exit_code = 2


class Unvalued(str):
    """A formula whose value the file does not have, because nobody has worked it out."""

    __slots__ = ()


@dataclass
class Content:
    """Rows of text as the file has them, blank ones included where it has lines for them.

    lines: the number of the line on which each begins. notes: what was assumed in reading it.
    """

    rows: list[list[str]]
    lines: Sequence[int]
    notes: list[str] = field(default_factory=list)


def load(name: str, content: bytes) -> Content:
    """Take a file apart, whichever kind it is of.

    Raises:
        TableError: it is of no kind that can be read.

    """
    if content.startswith(OLE):
        told = f"an old spreadsheet, or one with a password: {ADVICE}"
        raise TableError(f"{name}, line 1, column 1: {told}")
    return (_spreadsheet if content.startswith(XLSX) else _csv)(name, content)


def _csv(name: str, content: bytes) -> Content:
    text, notes = _decode(name, content)
    separator, text = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    lines = [1]
    try:
        if '"' not in text:  # every row has a line to itself
            rows += reader
            return Content(rows, range(1, len(rows) + 1), notes)
        for fields in reader:
            rows.append(fields)
            lines.append(reader.line_num + 1)
    except csv.Error as error:
        line = lines[-1] if '"' in text else reader.line_num
        raise TableError(f"{name}, line {line}, column 1: {error}") from error
    return Content(rows, lines[:-1], notes)


def _decode(name: str, content: bytes) -> tuple[str, list[str]]:
    """Give the text, and what was assumed to read it.

    Windows-1252 is what spreadsheet programs in Norway write as "CSV". It has a letter for nearly
    every byte, so that it is tried last, and never where there are bytes that no text has.
    """
    notes = []
    wide = content.startswith(UTF16)
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        unread = TableError(f"{name}, {_place(before)}: not text that can be read: {ADVICE}")
        if wide or BINARY.search(content):
            raise unread from error
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise unread from error
        notes.append(
            f"{name} is not UTF-8 and was read as Windows-1252. If letters are wrong, {ADVICE}."
        )
    if "\0" in text:
        raise TableError(f"{name}, {_place(text[: text.index(chr(0))])}: not text: {ADVICE}")
    return unicodedata.normalize("NFC", text), notes


def _place(before: str) -> str:
    """Say where a text ends, as far as that can be told before it is read as a table."""
    last = before[before.rfind("\n") + 1 :]
    column = max(last.count(one) for one in SEPARATORS) + 1
    return f"line {before.count(chr(10)) + 1}, column {column}"


def _separator(text: str) -> tuple[str, str]:
    """Find what stands between fields, and take off the line that says so."""
    if stated := STATED.match(text):
        return stated[1], text[stated.end() :]
    first = next((line for line in io.StringIO(text) if line.strip(" ,;\t\r\n")), "")
    return max(SEPARATORS, key=first.count), text


def _spreadsheet(name: str, content: bytes) -> Content:
    try:
        known, notes = _cells(name, content, computed=True)
        if any(field is None for row in known for field in row):
            formulas, _ = _cells(name, content, computed=False)
            for row, others in zip(known, formulas, strict=False):
                for at, (field, formula) in enumerate(zip(row, others, strict=False)):
                    if field is None and formula:
                        row[at] = Unvalued(formula)
    except Exception as error:  # whatever a broken file makes the reader raise
        told = f"not a spreadsheet that can be read: {ADVICE}"
        raise TableError(f"{name}, line 1, column 1: {told}") from error
    filled = [(line, row) for line, row in enumerate(known, start=1) if any(row)]
    width = max((at + 1 for _, row in filled for at, field in enumerate(row) if field), default=0)
    rows = [[field or "" for field in (row + [None] * width)[:width]] for _, row in filled]
    return Content(rows, [line for line, _ in filled], notes)


def _cells(
    name: str, content: bytes, *, computed: bool
) -> tuple[list[list[str | None]], list[str]]:
    """Give the first sheet, None where nothing is stored, and what is to be told.

    A formula that came to an empty text has stored that; it is "", not None.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second, only for spreadsheets

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=computed)
    first, *others = book.worksheets
    # What a workbook says of its own extent is not believed: rows beyond it would be left out.
    first.reset_dimensions()
    rows = [[_as_text(cell) for cell in row] for row in first.iter_rows()]
    notes = []
    if others:
        notes.append(
            f"{name} has {len(others) + 1} sheets; only the first, “{first.title}”, was read."
        )
    return rows, notes


def _as_text(cell: Any) -> str | None:
    value = cell.value
    if value is None:
        return "" if cell.data_type == "str" else None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unicodedata.normalize("NFC", str(getattr(value, "text", value))).strip()
