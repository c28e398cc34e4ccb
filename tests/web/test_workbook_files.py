"""The workbook of scores as a file: what is read of it, and what is wrong with it, cell by cell."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from app.rules.scoring import Scale
from app.rules.workbooks import (
    GROUNDS,
    NOTES,
    Fault,
    Headings,
    Mark,
    Meeting,
    Reading,
    Wrong,
    meet,
    print_of,
    read,
)
from app.spreadsheets import Fault as FileFault
from app.spreadsheets import UnreadableError
from app.web.scores.grids import grids_of
from tests.spreadsheets.files import ods, ods_row
from tests.spreadsheets.score_workbook import (
    CELLS,
    FIELDS,
    FIRST,
    HOLDER,
    LABELS,
    SECOND,
    closed,
    given_out,
    opened,
)

pytestmark = pytest.mark.without_database

HEADINGS = Headings(
    frozenset({"kriterium", "criterion"}),
    frozenset({"poeng", "score"}),
    {label.casefold(): key for key, label in LABELS.items()} | {"1. criterion x": "x"},
)
WHOLE = Scale(Decimal(1), Decimal(6), Decimal(1))
HALVES = Scale(Decimal(1), Decimal(6), Decimal("0.5"))
Act = Callable[[Workbook], object]


def come(content: bytes, scale: Scale = WHOLE) -> Reading:
    return read(grids_of(content), HEADINGS, scale, HOLDER)


def changed(act: Act) -> bytes:
    made = opened()
    act(made)
    return closed(made)


def put(cell: str, value: object, sheet: str = FIRST) -> Act:
    return lambda made: made[sheet].__setitem__(cell, value)


def test_what_is_given_out_is_read_as_it_is() -> None:
    reading = come(given_out())
    assert (reading.faults, reading.ignored) == ([], [])
    assert [(one.name, one.mark) for one in reading.sheets] == [
        (FIRST, Mark(*HOLDER, 11, 3)),
        (SECOND, Mark(*HOLDER, 12, 0)),
    ]
    assert [dict(one.fields) for one in reading.sheets] == [FIELDS, FIELDS]
    assert reading.sheets[0].cells == CELLS
    assert reading.sheets[0].prints == {key: print_of(text) for key, text in FIELDS.items()}


def test_only_what_is_filled_in_is_open_and_no_password_is_needed() -> None:
    made = opened()
    sheet = made[FIRST]
    unlocked = [c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked]
    assert unlocked == ["B7", "B8", "B9", "C9", "B10", "C10"]
    assert [made[name].protection.sheet for name in made.sheetnames] == [True] * 5
    assert [made[name].protection.password for name in made.sheetnames] == [None] * 5
    assert [made[name].sheet_state for name in made.sheetnames] == [
        *["visible"] * 3,
        *["hidden"] * 2,
    ]
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.type, rule.formula1) == ("B7:B8", "list", "'_poeng'!$A$2:$A$7")
    assert [made["_poeng"].cell(line, 1).value for line in range(2, 8)] == list("123456")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("4,5", "4.5"),
        ("4.5", "4.5"),
        (4.5, "4.5"),
        (4, "4"),
        ("4,0", "4"),
        (" 4,5 ", "4.5"),
        ("4\u00a0", "4"),
        ("\u00a04\u202f,5", "4.5"),
        ("\t5\n", "5"),
        ("", ""),
        ("  \u00a0 ", ""),
        (None, ""),
    ],
)
def test_a_score_is_read_however_it_is_written(written: object, read_as: str) -> None:
    reading = come(changed(put("B7", written)), HALVES)
    assert (reading.faults, reading.sheets[0].fields["x"]) == ([], read_as)


def move_rows(made: Workbook) -> None:
    sheet = made[FIRST]
    sheet.unmerge_cells("B9:C9")
    sheet.move_range("A7:C9", rows=12)


def move_columns(made: Workbook) -> None:
    made[FIRST].unmerge_cells("B9:C9")
    made[FIRST].unmerge_cells("B10:C10")
    made[FIRST].move_range("A1:C10", cols=3, rows=2)


GOOD: dict[str, Act] = {
    "rows moved": move_rows,
    "columns moved": move_columns,
    "a row in English": put("A7", "1. CRITERION  x"),
    "headings in English": lambda made: (put("A6", "Criterion")(made), put("B6", " score ")(made)),
    "a sheet renamed": lambda made: setattr(made[FIRST], "title", "Den beste"),
    "sheets in another order": lambda made: made.move_sheet(SECOND, -2),
    "the mark gone, the name there": put("A5", None),
    "a blank row between": lambda made: made[FIRST].insert_rows(7),
    "a note beside": put("F8", "usikker"),
    "what is said rewritten": put("C7", "Noe annet"),
    "a title with a number": put("B1", 9),
}


@pytest.mark.parametrize("act", GOOD.values(), ids=list(GOOD))
def test_what_is_moved_or_renamed_is_found(act: Act) -> None:
    reading = come(changed(act))
    assert (reading.faults, reading.ignored) == ([], [])
    assert {one.mark.nomination_id: dict(one.fields) for one in reading.sheets} == {
        11: FIELDS,
        12: FIELDS,
    }


def of_another(place: int) -> Act:
    def act(made: Workbook) -> None:
        holder = list(HOLDER)
        holder[place] = 99
        for name in (FIRST, SECOND):
            made[name]["A5"] = str(Mark(*holder, 11 if name == FIRST else 12, 3))

    return act


def copied(made: Workbook) -> None:
    made.copy_worksheet(made[FIRST]).title = "Kopi"


def emptied(made: Workbook) -> None:
    for name in (FIRST, SECOND, "_hederspris"):
        made.remove(made[name])


BAD: dict[str, tuple[Act, list[Fault]]] = {
    "another round's": (of_another(0), [Fault(Wrong.OTHER_ROUND)]),
    "another stage's": (of_another(1), [Fault(Wrong.OTHER_STAGE)]),
    "another juror's": (of_another(2), [Fault(Wrong.OTHER_JUROR)]),
    "one sheet of another juror": (
        put("A5", str(Mark(5, 7, 8, 12, 0)), SECOND),
        [Fault(Wrong.OTHER_JUROR, SECOND)],
    ),
    "all sheets gone": (emptied, [Fault(Wrong.NOT_OURS)]),
    "a sheet twice": (copied, [Fault(Wrong.TWICE, "Kopi")]),
    "the column renamed": (put("B6", "Karakter"), [Fault(Wrong.NO_HEADING, FIRST)]),
    "the headings gone": (
        lambda made: made[FIRST].delete_rows(6),
        [Fault(Wrong.NO_HEADING, FIRST)],
    ),
    "a row gone": (
        lambda made: made[FIRST].delete_rows(8),
        [Fault(Wrong.NO_ROW, FIRST, key="y")],
    ),
    "a row renamed": (
        put("A7", "Det viktigste"),
        [Fault(Wrong.UNKNOWN_ROW, FIRST, "B7", "4"), Fault(Wrong.NO_ROW, FIRST, key="x")],
    ),
    "a row twice": (
        put("A8", "1. Kriterium x"),
        [Fault(Wrong.ROW_TWICE, FIRST, "B8", "", "x"), Fault(Wrong.NO_ROW, FIRST, key="y")],
    ),
    "something below": (
        put("B15", "Og dette"),
        [Fault(Wrong.UNKNOWN_ROW, FIRST, "B15", "Og dette")],
    ),
    "above the scale": (put("B7", 7), [Fault(Wrong.OFF_SCALE, FIRST, "B7", "7", "x")]),
    "below the scale": (put("B7", "-1"), [Fault(Wrong.OFF_SCALE, FIRST, "B7", "-1", "x")]),
    "nought": (put("B7", 0), [Fault(Wrong.OFF_SCALE, FIRST, "B7", "0", "x")]),
    "between the steps": (put("B7", "4,5"), [Fault(Wrong.OFF_SCALE, FIRST, "B7", "4,5", "x")]),
    "a hair beside": (
        put("B7", "4.0000000000000000001"),
        [Fault(Wrong.OFF_SCALE, FIRST, "B7", "4.0000000000000000001", "x")],
    ),
    "a word": (put("B7", "god"), [Fault(Wrong.NOT_NUMBER, FIRST, "B7", "god", "x")]),
    "two scores": (put("B7", "4-5"), [Fault(Wrong.NOT_NUMBER, FIRST, "B7", "4-5", "x")]),
    "a score of six": (put("B7", "4/6"), [Fault(Wrong.NOT_NUMBER, FIRST, "B7", "4/6", "x")]),
    "yes": (put("B7", True), [Fault(Wrong.NOT_NUMBER, FIRST, "B7", "True", "x")]),
    "other digits": (put("B7", "٤"), [Fault(Wrong.NOT_NUMBER, FIRST, "B7", "٤", "x")]),
    "a date": (
        put("B7", date(2026, 5, 4)),
        [Fault(Wrong.IS_DATE, FIRST, "B7", "2026-05-04", "x")],
    ),
    "a formula that nobody has worked out": (
        put("B7", "=2+2"),
        [Fault(Wrong.BROKEN, FIRST, "B7", "=2+2", "x")],
    ),
    "grounds by such a formula": (
        put("B9", '="a"&"b"'),
        [Fault(Wrong.BROKEN, FIRST, "B9", '="a"&"b"', GROUNDS)],
    ),
    "an error": (put("B7", "#DIV/0!"), [Fault(Wrong.BROKEN, FIRST, "B7", "#DIV/0!", "x")]),
    "two faults in two sheets": (
        lambda made: (put("B8", "å")(made), put("B7", 8, SECOND)(made)),
        [
            Fault(Wrong.NOT_NUMBER, FIRST, "B8", "å", "y"),
            Fault(Wrong.OFF_SCALE, SECOND, "B7", "8", "x"),
        ],
    ),
}


@pytest.mark.parametrize(("act", "faults"), BAD.values(), ids=list(BAD))
def test_what_is_wrong_is_named_by_sheet_cell_and_what_was_read(
    act: Act, faults: list[Fault]
) -> None:
    assert come(changed(act)).faults == faults


def test_a_formula_with_its_value_is_that_value() -> None:
    """As a spreadsheet program saves it; openpyxl leaves the value out."""
    source, made = io.BytesIO(given_out()), io.BytesIO()
    with zipfile.ZipFile(source) as packed, zipfile.ZipFile(made, "w") as changed_:
        for name in packed.namelist():
            content = packed.read(name)
            if name == "xl/worksheets/sheet2.xml":
                cell = rb'<c r="B8"[^>]*?(/>|>.*?</c>)'
                content = re.sub(cell, b'<c r="B8"><f>B7+1</f><v>5</v></c>', content, count=1)
            changed_.writestr(name, content)
    reading = come(made.getvalue())
    assert (reading.faults, reading.sheets[0].fields["y"]) == ([], "5")


def test_a_removed_sheet_is_no_fault_and_one_of_hers_is_not_read() -> None:
    def act(made: Workbook) -> None:
        made.remove(made[SECOND])
        made.create_sheet("Kladd")["A1"] = "Tanker"

    reading = come(changed(act))
    assert ([one.name for one in reading.sheets], reading.faults) == ([FIRST], [])
    assert reading.ignored == ["Kladd"]


def test_without_its_register_it_is_read_by_its_marks() -> None:
    reading = come(changed(lambda made: made.remove(made["_hederspris"])))
    assert (reading.faults, [one.prints for one in reading.sheets]) == ([], [None, None])


def bomb() -> bytes:
    source, made = io.BytesIO(given_out()), io.BytesIO()
    with zipfile.ZipFile(source) as packed, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in packed.namelist():
            out.writestr(name, packed.read(name))
        out.writestr("xl/worksheets/sheet9.xml", b" " * 160_000_000)
    return made.getvalue()


def far(made: Workbook) -> None:
    made[FIRST]["XFD1048576"] = "her"


UNREADABLE: dict[str, tuple[Callable[[], bytes], FileFault]] = {
    "a text": (lambda: b"x;y\n4;5\n", FileFault.NOT_A_SPREADSHEET),
    "nothing": (lambda: b"", FileFault.NOT_A_SPREADSHEET),
    "half of it": (lambda: given_out()[:9000], FileFault.NOT_A_SPREADSHEET),
    "a zip of something else": (lambda: _zip("a.txt"), FileFault.NOT_A_SPREADSHEET),
    "with a password": (
        lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
        FileFault.OLD_OR_LOCKED,
    ),
    "an .ods with a password": (
        lambda: ods(ods_row("x"), manifest="<encryption-data/>"),
        FileFault.OLD_OR_LOCKED,
    ),
    "a bomb": (bomb, FileFault.TOO_LARGE),
    "a cell at the end of the world": (lambda: changed(far), FileFault.TOO_LARGE),
}


def _zip(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(("make", "fault"), UNREADABLE.values(), ids=list(UNREADABLE))
def test_what_can_not_be_read_says_why(make: Callable[[], bytes], fault: FileFault) -> None:
    with pytest.raises(UnreadableError) as refused:
        come(make())
    assert refused.value.fault is fault


def test_a_workbook_of_something_else_is_not_ours() -> None:
    made = Workbook()
    made.active["A1"] = "Budsjett"
    assert come(closed(made)).faults == [Fault(Wrong.NOT_OURS)]


@pytest.mark.parametrize(
    ("read_text", "stored", "printed", "is_as_downloaded", "meeting"),
    [
        ("4", "4", None, True, Meeting.SAME),
        (" Fordi.\r\n", "Fordi.", None, False, Meeting.SAME),
        ("5", "4", None, True, Meeting.CHANGED),
        ("", "4", "4", True, Meeting.CHANGED),
        ("4", "5", "4", False, Meeting.NEWER),
        ("5", "4", "4", False, Meeting.CHANGED),
        ("5", "3", "4", False, Meeting.CONFLICT),
        ("5", "3", None, False, Meeting.CONFLICT),
    ],
)
def test_how_a_field_meets_what_is_stored(
    read_text: str, stored: str, printed: str | None, is_as_downloaded: bool, meeting: Meeting
) -> None:
    known = print_of(printed) if printed is not None else None
    assert meet(read_text, stored, known, is_as_downloaded=is_as_downloaded) is meeting


def test_notes_are_read_too() -> None:
    reading = come(changed(put("B10", " Spør om tallene.\r\nHusk. ")))
    assert reading.sheets[0].fields[NOTES] == "Spør om tallene.\nHusk."
