"""A workbook of scores as it is given out, and as it comes back: changed by other programs."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from openpyxl import Workbook, load_workbook

from app.rules.workbooks import FORMAT, GROUNDS, GUIDE, MARK, NOTES, SHEET, Mark, print_of
from app.spreadsheets import Filling, Form, Guide, Row, filling_of
from tests.spreadsheets.files import saved

HOLDER = (5, 7, 9)
"""The round, the stage and the appointment."""
FIELDS = {"x": "4", "y": "", GROUNDS: "Fordi.", NOTES: ""}
LABELS = {"x": "1. Kriterium x", "y": "2. Kriterium y", GROUNDS: "Begrunnelse", NOTES: "Notat"}
CELLS = {"x": "B7", "y": "B8", GROUNDS: "B9", NOTES: "B10"}
FIRST, SECOND = "1 Fjordvik", "2 Solvik"


def given_out(holder: Sequence[int] = HOLDER, choices: Sequence[str] = "123456") -> bytes:
    """Write a workbook of two nominations, 11 and 12, each with the same on its sheet."""
    marks = {FIRST: Mark(*holder, 11, 3), SECOND: Mark(*holder, 12, 0)}
    forms = [
        Form(
            name,
            name,
            ["Tittel", "Prisen 2026", "Utkast"],
            str(mark),
            [Row(LABELS[k], FIELDS[k], lines=6 * (k in {GROUNDS, NOTES})) for k in FIELDS],
        )
        for name, mark in marks.items()
    ]
    prints = [print_of(text) for text in FIELDS.values()]
    register = [[FORMAT], [MARK, SHEET, *FIELDS]]
    register += [[str(mark), name, *prints] for name, mark in marks.items()]
    guide = Guide(
        "Slik", "Slik gjør du", ["Fyll ut."], ("Forslag", "Status"), [("1", ""), ("2", "")], GUIDE
    )
    made_at = datetime(2026, 5, 1, tzinfo=UTC)
    headings = ("Kriterium", "Poeng", "Hva poengene betyr")
    return filling_of(
        Filling(guide, forms, headings, list(choices), ("Nei", "Ikke slik"), register, made_at)
    )


def opened(content: bytes | None = None) -> Workbook:
    return load_workbook(io.BytesIO(content or given_out()))


def closed(made: Workbook) -> bytes:
    return saved(made)
