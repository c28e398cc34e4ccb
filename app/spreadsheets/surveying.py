"""What a sheet holds, found before it is read: how far it reaches, and what the reader leaves out.

What a workbook says of its own extent is not believed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers import expat
from zipfile import ZipFile

from app.spreadsheets.content import Unvalued

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
OPEN_DOCUMENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
MOST_NOTED = 1_000
"""So many repeats of a cell without a value are noted, in each direction."""
PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass
class Survey:
    """How far a sheet reaches, and the cells of which the reader knows nothing.

    instead: by line and column from one, what stands there: an error, or a formula that nobody has
        worked out.
    """

    height: int = 0
    width: int = 0
    instead: dict[tuple[int, int], str] = field(default_factory=dict)

    def reach(self, line: int, column: int) -> None:
        """Note that there is something in a cell."""
        self.height, self.width = max(self.height, line), max(self.width, column)


def is_locked(packed: ZipFile) -> bool:
    """Say whether an open document has a password."""
    return MANIFEST in packed.namelist() and b"encryption-data" in packed.read(MANIFEST)


def sheet(packed: ZipFile, name: str) -> Survey:
    """Survey a sheet of an .xlsx by its name."""
    reader = _Cells()
    _parse(packed, _part(packed, name), reader.begin, reader.end, reader.text)
    return reader.survey


def _part(packed: ZipFile, name: str) -> str:
    """Find where in the file a sheet lies."""
    sheets = ET.fromstring(packed.read(WORKBOOK))  # noqa: S314 - expat expands no bombs
    key = next(
        value
        for one in sheets.iter()
        if _local(one.tag) == "sheet" and one.get("name") == name
        for attribute, value in one.items()
        if attribute.endswith("}id")
    )
    relations = ET.fromstring(packed.read(RELATIONS))  # noqa: S314 - as above
    target = next(one.get("Target", "") for one in relations if one.get("Id") == key)
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2]


class _Cells:
    """Reads the cells of an .xlsx one by one: where each is, and what is in it."""

    def __init__(self) -> None:
        self.survey = Survey()
        self.line = self.column = 0
        self.kind = ""
        self.inside = ""
        self.parts: dict[str, str] = {}

    def begin(self, tag: str, given: dict[str, str]) -> None:
        match _local(tag):
            case "row":
                told = given.get("r", "")
                self.line = int(told) if told.isdecimal() else self.line + 1
                self.column = 0
            case "c":
                place = PLACE.fullmatch(given.get("r", ""))
                if place:
                    self.line, self.column = int(place[2]), _number(place[1])
                else:
                    self.column += 1
                self.kind, self.parts = given.get("t", ""), {}
            case "f" | "v" | "is" as part:
                self.inside = part
                self.parts.setdefault(part, "")

    def text(self, data: str) -> None:
        if self.inside:
            self.parts[self.inside] += data

    def end(self, tag: str) -> None:
        match _local(tag):
            case "f" | "v" | "is":
                self.inside = ""
            case "c" if self.parts:
                self._note()

    def _note(self) -> None:
        value, formula = self.parts.get("v", ""), self.parts.get("f")
        if not (value or formula is not None or "is" in self.parts):
            return
        self.survey.reach(self.line, self.column)
        if self.kind == "e":
            self.survey.instead[self.line, self.column] = value
        elif formula and not value and self.kind != "str":
            self.survey.instead[self.line, self.column] = Unvalued(f"={formula}")


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def open_document(packed: ZipFile) -> dict[str, Survey]:
    """Survey an .ods, each of its sheets by name: the reader takes them apart at once."""
    reader = _Repeats()
    _parse(packed, OPEN_DOCUMENT, reader.begin, reader.end, reader.text)
    return reader.surveys


class _Repeats:
    """Counts the cells of an .ods, where one element stands for as many as it says."""

    def __init__(self) -> None:
        self.surveys: dict[str, Survey] = {}
        self.survey = Survey()
        self.line = self.column = self.rows = self.columns = 0
        self.reaches, self.is_filled = 0, False
        self.formula, self.is_valued, self.is_error, self.said = "", False, False, ""
        self.instead: list[tuple[int, str]] = []
        """By the column where it stands, what stands on the line at hand instead of a value."""

    def begin(self, tag: str, given: dict[str, str]) -> None:
        match _local(tag):
            case "table":
                self.line = 0
                self.survey = self.surveys.setdefault(given.get("table:name", ""), Survey())
            case "table-row":
                self.rows = _repeated(given, "rows")
                self.column = self.reaches = 0
                self.instead = []
            case "table-cell" | "covered-table-cell":
                self.columns = _repeated(given, "columns")
                self.is_filled = any(name.startswith("office:") for name in given)
                self.formula, self.said = given.get("table:formula", ""), ""
                self.is_valued = "office:value-type" in given
                self.is_error = given.get("calcext:value-type") == "error"

    def text(self, data: str) -> None:
        self.is_filled = self.is_filled or bool(data.strip())
        self.said += data if self.formula else ""

    def end(self, tag: str) -> None:
        match _local(tag):
            case "table-cell" | "covered-table-cell":
                self._note()
                self.column += self.columns
                if self.is_filled:
                    self.reaches = self.column
            case "table-row":
                for line in range(self.line + 1, self.line + 1 + min(self.rows, MOST_NOTED)):
                    self.survey.instead |= {(line, at): text for at, text in self.instead}
                self.line += self.rows
                if self.reaches:
                    self.survey.reach(self.line, self.reaches)

    def _note(self) -> None:
        """Note an error, or a formula that nobody has worked out."""
        if not self.formula:
            return
        instead = ""
        if self.is_error:
            instead = self.said.strip() or "#"
        elif not (self.is_valued or self.said.strip()):
            self.is_filled = True
            instead = Unvalued(f"={self.formula.partition('=')[2]}")
        if instead:
            places = range(self.column + 1, self.column + 1 + min(self.columns, MOST_NOTED))
            self.instead += [(at, instead) for at in places]


def _repeated(given: dict[str, str], what: str) -> int:
    told = given.get(f"table:number-{what}-repeated", "1")
    return int(told) if told.isdecimal() else 1


def _parse(
    packed: ZipFile,
    part: str,
    begin: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser: Any = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = text
    with packed.open(part) as stream:
        parser.ParseFile(stream)
