"""Writing a table as .xlsx or CSV, so that a text in it is a text, whatever it begins with."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | Decimal | date | datetime | None
"""One value of a table; a moment is written as the clock that it is given in shows it."""

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""What a spreadsheet program may take for a formula, opening CSV."""
WIDEST, NARROWEST = 60, 10
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Of every workbook: a text is a text, and nothing is written to the disk."""


@dataclass(frozen=True)
class Sheet:
    """A table with a heading."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def xlsx_of(*sheets: Sheet) -> bytes:
    """Write a workbook, a sheet after the other."""
    file = io.BytesIO()
    with Workbook(file, {**OPTIONS, "remove_timezone": True}) as book:
        for sheet in sheets:
            _Page(book, sheet).write()
    return file.getvalue()


class _Page:
    """One sheet of a workbook while it is written."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        self.sheet = sheet
        self.page: Worksheet = book.add_worksheet(FORBIDDEN.sub(" ", sheet.name)[:LONGEST_NAME])
        top = {"valign": "top"}
        self.bold: Format = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, **top})
        self.text: Format = book.add_format({"text_wrap": True, **top})
        self.quoted: Format = book.add_format({"text_wrap": True, "quote_prefix": True, **top})
        self.number: Format = book.add_format(top)
        self.day: Format = book.add_format({"num_format": "dd.mm.yyyy", "align": "left", **top})
        self.moment: Format = book.add_format(
            {"num_format": "dd.mm.yyyy hh:mm", "align": "left", **top}
        )

    def write(self) -> None:
        """Write the heading, which stays in sight, and the rows."""
        headings, rows = self.sheet.headings, self.sheet.rows
        for at, heading in enumerate(headings):
            self.page.write_string(0, at, heading, self.bold)
            texts = [heading, *(str(row[at] or "") for row in rows)]
            longest = max(len(line) for text in texts for line in (text.splitlines() or [""]))
            self.page.set_column(at, at, min(max(longest + 2, NARROWEST), WIDEST))
        for line, row in enumerate(rows, start=1):
            for at, value in enumerate(row):
                self._cell(line, at, value)
        self.page.freeze_panes(1, 0)
        if rows:
            self.page.autofilter(0, 0, len(rows), len(headings) - 1)

    def _cell(self, line: int, at: int, value: Cell) -> None:
        match value:
            case None | "":
                return
            case str():
                is_like_formula = FORMULA.match(value) is not None
                self.page.write_string(
                    line, at, value, self.quoted if is_like_formula else self.text
                )
            case datetime():
                self.page.write_datetime(line, at, value, self.moment)
            case date():
                self.page.write_datetime(line, at, value, self.day)
            case _:
                self.page.write_number(line, at, float(value), self.number)


def csv_of(sheet: Sheet, *, norwegian: bool) -> bytes:
    """Write CSV with a byte order mark.

    Args:
        sheet: the table.
        norwegian: as spreadsheet programs in Norway want it: semicolons, and commas in numbers.

    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";" if norwegian else ",")
    writer.writerow([_plain(heading, norwegian=norwegian) for heading in sheet.headings])
    writer.writerows([[_plain(value, norwegian=norwegian) for value in row] for row in sheet.rows])
    return file.getvalue().encode("utf-8-sig")


def _plain(value: Cell, *, norwegian: bool) -> str:
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if FORMULA.match(value) else value
        case datetime():
            return value.strftime("%d.%m.%Y %H:%M" if norwegian else "%Y-%m-%d %H:%M")
        case date():
            return value.strftime("%d.%m.%Y" if norwegian else "%Y-%m-%d")
        case _:
            return str(value).replace(".", ",") if norwegian else str(value)
