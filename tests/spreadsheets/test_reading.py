"""Whatever a file is, it is read as it is meant, or refused with why; none ends the process."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from app.spreadsheets import Fault, UnreadableError, Unvalued, read, workbooks
from tests.spreadsheets.files import FAR_AND_EMPTY, ods, ods_row, saved, xlsx

pytestmark = pytest.mark.without_database

NOON = datetime(2026, 5, 4, 12)  # noqa: DTZ001 - spreadsheets know no zones


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Åse ", "Åse"),
        ("A\u030ase", "Åse"),
        (4, "4"),
        (4.0, "4"),
        (4.5, "4.5"),
        (2013.0, "2013"),
        (True, "True"),
        (date(2026, 5, 4), "2026-05-04"),
        (NOON, "2026-05-04 12:00:00"),
        (time(4, 5), "04:05:00"),
        ("=1+1", "=1+1"),
        ("#DIV/0!", "#DIV/0!"),
    ],
)
def test_cells_are_read_as_text(value, text) -> None:
    found = read(xlsx({"A1": "navn", "A2": value}))
    assert (found.rows, list(found.lines)) == ([["navn"], [text]], [1, 2])


def test_a_formula_without_a_value_is_told_from_a_text() -> None:
    found = read(xlsx({"A1": "navn", "A2": "=B1&C1", "A3": "tekst"}))
    assert [type(row[0]) for row in found.rows] == [str, Unvalued, str]


def test_empty_rows_and_columns_keep_their_numbers() -> None:
    found = read(xlsx({"B3": "navn", "C5": "x"}))
    assert (found.rows, list(found.lines)) == ([["", "navn", ""], ["", "", "x"]], [3, 5])


def test_the_first_sheet_that_is_shown_is_read() -> None:
    made = Workbook()
    made.active.sheet_state = "hidden"
    made.active["A1"] = "skjult"
    made.create_sheet("Plasser")["A1"] = "plass"
    made.create_sheet("Veiledning")["A1"] = "hjelp"
    found = read(saved(made))
    assert (found.sheet, found.sheets, found.rows) == ("Plasser", 2, [["plass"]])


def test_an_open_document_is_read() -> None:
    content = ods(ods_row("navn", "", "år"), ods_row("Åse", "", "2013"), FAR_AND_EMPTY)
    found = read(content)
    assert (found.sheet, found.rows) == ("Ark", [["navn", "", "år"], ["Åse", "", "2013"]])


def refused(content: bytes) -> Fault:
    with pytest.raises(UnreadableError) as refusal:
        read(content)
    return refusal.value.fault


def test_two_cells_far_apart_are_refused_before_room_is_made_for_what_is_between() -> None:
    assert refused(xlsx({"A1": "x", "XFD1048576": "y"})) is Fault.TOO_LARGE
    far = '<table:table-cell table:number-columns-repeated="16000"/>' + ods_row("y")[17:-18]
    rows = '<table:table-row table:number-rows-repeated="1000000">'
    gap = f"{rows}<table:table-cell/></table:table-row>"
    assert refused(ods(ods_row("x"), gap, ods_row("y", more=far))) is Fault.TOO_LARGE


def test_a_cell_repeated_over_everything_is_refused() -> None:
    value = 'office:value-type="float" office:value="1"'
    cell = f'<table:table-cell table:number-columns-repeated="16384" {value}/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    assert refused(ods(row)) is Fault.TOO_LARGE


def test_cells_that_do_not_say_where_they_are_are_counted() -> None:
    told, made = xlsx({"A1": "x"}), io.BytesIO()
    rows = "<row><c><v>1</v></c></row>" * 3 + f"<row>{'<c><v>2</v></c>' * 4}</row>"
    with zipfile.ZipFile(io.BytesIO(told)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                content = (
                    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                    f"<sheetData>{rows}</sheetData></worksheet>"
                ).encode()
            new.writestr(part, content)
    assert read(made.getvalue()).rows == [["1", "", "", ""]] * 3 + [["2"] * 4]


def test_what_unpacks_to_too_much_is_refused(monkeypatch) -> None:
    content = xlsx({"A1": "x" * 5000})
    monkeypatch.setattr(workbooks, "MOST_BYTES", 5000)
    assert refused(content) is Fault.TOO_LARGE


def _text_document() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), Fault.OLD_OR_LOCKED),
        (ods(manifest="<manifest:encryption-data/>"), Fault.OLD_OR_LOCKED),
        (b"PK\x03\x04 nothing", Fault.NOT_A_SPREADSHEET),
        (_text_document(), Fault.NOT_A_SPREADSHEET),
        (xlsx({"A1": "x"})[:-40], Fault.NOT_A_SPREADSHEET),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\x00\x01", Fault.NOT_IN_LETTERS),
        (b"\x89PNG\r\n\x1a\n", Fault.NOT_IN_LETTERS),
        (b"a,b\nc\x00,d\n", Fault.NOT_TEXT),
        (b'a,b\n"c,d\n', Fault.QUOTES),
    ],
)
def test_what_cannot_be_read_says_why(content, fault) -> None:
    assert refused(content) is fault


def test_an_empty_file_has_no_rows() -> None:
    assert (read(b"").rows, read(xlsx({})).rows, read(ods()).rows) == ([], [], [])


def formula(of: str, given: str = "", said: str = "", more: str = "") -> str:
    text = f"<text:p>{said}</text:p>" if said else ""
    return f'<table:table-cell table:formula="of:={of}" {given}{more}>{text}</table:table-cell>'


def test_an_open_document_s_errors_and_open_formulas_are_not_taken_for_nothing() -> None:
    """The reader gives an empty cell for each of them."""
    error = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    twice = ' table:number-columns-repeated="2"'
    content = ods(
        ods_row("a", "b", "c"),
        f"<table:table-row><table:table-cell/>{formula('1/0', error, '#DIV/0!')}</table:table-row>",
        "<table:table-row>"
        + formula("2+2")
        + formula("2+2", 'office:value-type="float" office:value="4"', "4")
        + "</table:table-row>",
        f"<table:table-row>{formula('1/0', error, '#DIV/0!', more=twice)}</table:table-row>",
    )
    rows = read(content).rows
    assert rows == [["a", "b", "c"], ["", "#DIV/0!", ""], ["=2+2", "4", ""], ["#DIV/0!"] * 2 + [""]]
    assert isinstance(rows[2][0], Unvalued)
    assert not isinstance(rows[2][1], Unvalued)
