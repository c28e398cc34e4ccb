"""Writing a workbook that is filled in and comes back: sheets of rows, of which few cells are open.

The sheets are protected without a password: against a slip of the hand, and nothing else.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.spreadsheets.writing import FORBIDDEN, LONGEST_NAME, OPTIONS

MOST_SAID = 250
"""So many characters may be said at a cell."""
LINE = 15
WIDE, ABOUT = 96, 84
"""So many characters stand on a line of the guide, and of what is said of a row."""
REGISTER, CHOICES = "_hederspris", "_poeng"
FIRST = 6
"""The line, from nought, where rows begin: below what is said of the sheet."""
_OPEN = {"select_locked_cells": True, "format_columns": True, "format_rows": True}


@dataclass(frozen=True)
class Row:
    """One row: what it is called, what stands there, what is said of it.

    lines: how high it is where a text is written; none where a choice is made.
    """

    label: str
    value: str
    about: str = ""
    lines: int = 0


@dataclass(frozen=True)
class Form:
    """One sheet to be filled in."""

    name: str
    title: str
    said: Sequence[str]
    mark: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Guide:
    """The first sheet: what to do, and a list of the others."""

    name: str
    title: str
    steps: Sequence[str]
    headings: Sequence[str]
    states: Sequence[tuple[str, str]]
    """Of each form, what leads to it and how far it has come."""
    mark: str


@dataclass(frozen=True)
class Filling:
    """A workbook to be filled in.

    headings: of labels, of what is filled in, and of what is said of it.
    choices: what can be chosen.
    refusal: the title and the text of what is said when something else is written.
    register: a table out of sight.
    """

    guide: Guide
    forms: Sequence[Form]
    headings: tuple[str, str, str]
    choices: Sequence[str]
    refusal: tuple[str, str]
    register: Sequence[Sequence[str]]
    made_at: datetime


def sheet_name(text: str) -> str:
    """Give the name of a sheet: short, and without what none may have."""
    return FORBIDDEN.sub(" ", text).replace("'", "’")[:LONGEST_NAME].strip()


def filling_of(book: Filling) -> bytes:
    """Write a workbook to be filled in."""
    file = io.BytesIO()
    with Workbook(file, OPTIONS) as made:
        made.set_properties(
            {"title": book.guide.title, "created": book.made_at.replace(tzinfo=None)}
        )
        _Writer(made, book).write()
    return file.getvalue()


class _Writer:
    """The workbook while it is written."""

    def __init__(self, made: Workbook, book: Filling) -> None:
        self.made, self.book = made, book
        top: dict[str, Any] = {
            "valign": "top",
            "text_wrap": True,
            "font_name": "Arial",
            "font_size": 10,
        }
        field = {
            **top,
            "locked": False,
            "border": 1,
            "border_color": "#7d8985",
            "bg_color": "#fbf7e9",
        }
        self.title: Format = made.add_format({"bold": True, "font_size": 15, "font_name": "Arial"})
        self.line: Format = made.add_format({"font_name": "Arial", "font_size": 10})
        self.soft: Format = made.add_format({"font_color": "#8a938f", "font_size": 8})
        self.head: Format = made.add_format({**top, "bold": True, "bottom": 1})
        self.bold: Format = made.add_format({**top, "bold": True})
        self.text: Format = made.add_format(top)
        self.link: Format = made.add_format({**top, "font_color": "#1f5a45", "underline": 1})
        self.choice: Format = made.add_format({**field, "num_format": "@", "align": "center"})
        self.written: Format = made.add_format({**field, "num_format": "@"})

    def write(self) -> None:
        """Write the guide, the forms, and what is out of sight."""
        self._guide(self.made.add_worksheet(self.book.guide.name))
        for form in self.book.forms:
            self._form(self.made.add_worksheet(form.name), form)
        self._hidden(CHOICES, [[self.book.guide.mark], *([one] for one in self.book.choices)])
        self._hidden(REGISTER, self.book.register)

    def _hidden(self, name: str, rows: Sequence[Sequence[str]]) -> None:
        page: Worksheet = self.made.add_worksheet(name)
        for line, row in enumerate(rows):
            for at, text in enumerate(row):
                page.write_string(line, at, text)
        page.protect()
        page.hide()

    def _guide(self, page: Worksheet) -> None:
        guide = self.book.guide
        page.set_column(0, 0, 48)
        page.set_column(1, 1, 40)
        page.write_string(0, 0, guide.title, self.title)
        for line, step in enumerate(guide.steps, start=2):
            page.merge_range(line, 0, line, 1, step, self.text)
            page.set_row(line, LINE * _lines(step, WIDE))
        first = len(guide.steps) + 3
        for at, heading in enumerate(guide.headings):
            page.write_string(first, at, heading, self.head)
        for line, (form, said) in enumerate(
            zip(self.book.forms, guide.states, strict=True), start=first + 1
        ):
            where = f"internal:'{form.name}'!B{FIRST + 1}"
            page.write_url(line, 0, where, self.link, string=said[0][:MOST_SAID])
            page.write_string(line, 1, said[1], self.text)
        page.write_string(first + len(self.book.forms) + 2, 0, guide.mark, self.soft)
        self._lay(page)

    def _form(self, page: Worksheet, form: Form) -> None:
        page.set_column(0, 0, 34)
        page.set_column(1, 1, 12)
        page.set_column(2, 2, 80)
        page.write_string(0, 0, form.title, self.title)
        for line, said in enumerate(form.said, start=1):
            page.write_string(line, 0, said, self.line)
        page.write_string(FIRST - 2, 0, form.mark, self.soft)
        for at, heading in enumerate(self.book.headings):
            page.write_string(FIRST - 1, at, heading, self.head)
        for line, row in enumerate(form.rows, start=FIRST):
            page.write_string(line, 0, row.label, self.bold)
            if row.lines:
                page.merge_range(line, 1, line, 2, row.value, self.written)
                page.set_row(line, LINE * row.lines)
                continue
            page.write_string(line, 1, row.value, self.choice)
            page.write_string(line, 2, row.about, self.text)
            page.set_row(line, LINE * _lines(row.about, ABOUT))
        chosen = [line for line, row in enumerate(form.rows, start=FIRST) if not row.lines]
        page.data_validation(chosen[0], 1, chosen[-1], 1, self._choices())
        page.ignore_errors({"number_stored_as_text": f"B{chosen[0] + 1}:B{chosen[-1] + 1}"})
        page.freeze_panes(FIRST, 1)
        page.set_selection(FIRST, 1, FIRST, 1)
        self._lay(page)

    def _choices(self) -> dict[str, Any]:
        title, text = self.book.refusal
        return {
            "validate": "list",
            "source": f"='{CHOICES}'!$A$2:$A${len(self.book.choices) + 1}",
            "ignore_blank": True,
            "error_title": title[:32],
            "error_message": text[:MOST_SAID],
        }

    def _lay(self, page: Worksheet) -> None:
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.protect("", _OPEN)


def _lines(text: str, width: int) -> int:
    return sum(1 + len(line) // width for line in text.split("\n"))
