"""What is written can be opened safely: a text is a text, a number a number."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from app.spreadsheets import Sheet, csv_of, read, xlsx_of

pytestmark = pytest.mark.without_database

DANGEROUS = [
    "=1+1",
    "+47 22 00 00 00",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    " =cmd|' /C calc'!A0",
    "＝1+1",
    '=HYPERLINK("https://example.org")',
]


def table(*values) -> Sheet:
    return Sheet("Liste", ["a"], [[value] for value in values])


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_never_becomes_a_formula(text) -> None:
    page = load_workbook(io.BytesIO(xlsx_of(table(text)))).active
    assert (page["A2"].data_type, page["A2"].quotePrefix) == ("s", True)
    [_, [cell]] = read(csv_of(table(text), norwegian=True)).rows
    assert cell == f"'{text}"


def test_ordinary_texts_and_numbers_are_as_they_are() -> None:
    rows = [["Åse – og Bø", 4, Decimal("4.5"), -3, date(2026, 5, 4), None]]
    rows.append(["to\nlinjer", 0, Decimal(0), 1, datetime(2026, 5, 4, 12, 30, tzinfo=UTC), ""])
    sheet = Sheet("Liste", list("abcdef"), rows)
    assert csv_of(sheet, norwegian=True).decode() == (
        "\ufeffa;b;c;d;e;f\r\nÅse – og Bø;4;4,5;-3;04.05.2026;\r\n"
        '"to\nlinjer";0;0;1;04.05.2026 12:30;\r\n'
    )
    assert csv_of(sheet, norwegian=False).decode() == (
        "\ufeffa,b,c,d,e,f\r\nÅse – og Bø,4,4.5,-3,2026-05-04,\r\n"
        '"to\nlinjer",0,0,1,2026-05-04 12:30,\r\n'
    )
    assert read(xlsx_of(sheet)).rows == [
        ["a", "b", "c", "d", "e", "f"],
        ["Åse – og Bø", "4", "4.5", "-3", "2026-05-04", ""],
        ["to\nlinjer", "0", "0", "1", "2026-05-04 12:30:00", ""],
    ]


def test_a_name_that_a_sheet_cannot_have_is_bent_to_one_that_it_can() -> None:
    sheet = Sheet("Juryen [2025/2028]: alle de som noen gang satt", ["a"], [])
    assert read(xlsx_of(sheet)).sheet == "Juryen  2025 2028   alle de som"
