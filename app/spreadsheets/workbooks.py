"""Workbooks (.xlsx, .ods): unpacked with care, surveyed, and only then read.

The reader makes room for every cell between the first and the last of a sheet. A file of two cells
can name the last cell that there is, and would take all memory with it: so what a sheet really
holds is found first.
"""

import io
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from python_calamine import CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from app.spreadsheets import surveying
from app.spreadsheets.content import Content, Fault, UnreadableError
from app.spreadsheets.surveying import Survey

MOST_BYTES = 150_000_000
"""So much a file may come to, unpacked."""
MOST_CELLS = 2_000_000
MOST_SHEETS = 2_000


def read(content: bytes) -> Content:
    """Take the first sheet of a workbook apart.

    Raises:
        UnreadableError: it is no workbook, broken, locked or too large.

    """
    return _take_apart(content, _first)[0]


def read_all(content: bytes) -> list[Content]:
    """Take every sheet of a workbook apart, those out of sight too.

    Raises:
        UnreadableError: as ``read``.

    """
    return _take_apart(content, _every)


_Chooser = Callable[[Sequence[SheetMetadata]], list[str]]


def _take_apart(content: bytes, choose: _Chooser) -> list[Content]:
    try:
        return _read(content, choose)
    except (UnreadableError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        raise UnreadableError(Fault.NOT_A_SPREADSHEET) from error


def _first(sheets: Sequence[SheetMetadata]) -> list[str]:
    return [one.name for one in sheets if _is_shown(one)][:1]


def _every(sheets: Sequence[SheetMetadata]) -> list[str]:
    found = [one.name for one in sheets if one.typ == SheetTypeEnum.WorkSheet]
    if len(found) > MOST_SHEETS:
        raise UnreadableError(Fault.TOO_LARGE)
    return found


def _read(content: bytes, choose: _Chooser) -> list[Content]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        _insist_sound(packed)
        if surveying.is_locked(packed):
            raise UnreadableError(Fault.OLD_OR_LOCKED)
        of_all: dict[str, Survey] | None = None
        if "content.xml" in packed.namelist():
            of_all = surveying.open_document(packed)
            _insist_small(list(of_all.values()))
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names, count = choose(book.sheets_metadata), sum(map(_is_shown, book.sheets_metadata))
        if not names:
            raise UnreadableError(Fault.NOT_A_SPREADSHEET)
        surveys = [
            surveying.sheet(packed, name) if of_all is None else of_all.get(name, Survey())
            for name in names
        ]
        _insist_small(surveys)
    return [
        _content(book.get_sheet_by_name(name).to_python(skip_empty_area=False), survey, name, count)
        for name, survey in zip(names, surveys, strict=True)
    ]


def _insist_sound(packed: zipfile.ZipFile) -> None:
    """Insist that what is packed is as large as it says, and whole."""
    if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
        raise UnreadableError(Fault.TOO_LARGE)
    if packed.testzip() is not None:
        raise UnreadableError(Fault.NOT_A_SPREADSHEET)


def _insist_small(surveys: Sequence[Survey]) -> None:
    if sum(one.height * one.width for one in surveys) > MOST_CELLS:
        raise UnreadableError(Fault.TOO_LARGE, line=max(one.height for one in surveys))


def _is_shown(sheet: SheetMetadata) -> bool:
    shown: bool = sheet.visible == SheetVisibleEnum.Visible
    return shown and sheet.typ == SheetTypeEnum.WorkSheet


def _content(rows: list[list[Any]], survey: Survey, name: str, count: int) -> Content:
    texts = [[_as_text(value) for value in row] for row in rows]
    texts += [[] for _ in range(survey.height - len(texts))]
    for (line, column), text in survey.instead.items():
        row = texts[line - 1]
        row += [""] * (column - len(row))
        row[column - 1] = text
    filled = [(line, row) for line, row in enumerate(texts, start=1) if any(row)]
    width = max((at + 1 for _, row in filled for at, text in enumerate(row) if text), default=0)
    padded = [(row + [""] * width)[:width] for _, row in filled]
    return Content(padded, [line for line, _ in filled], name, count)


def _as_text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unicodedata.normalize("NFC", str(value)).strip()
