"""What is entered from a table: lines with a cell for each column, and what is wrong with one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_LINES = 1000
"""So many at once: a longer list is a mistake, or is divided."""


class Wrong(StrEnum):
    """What can be wrong with a cell."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_MAIL = "not_mail"
    NOT_YEAR = "not_year"
    NOT_DATE = "not_date"
    NOT_YES_NO = "not_yes_no"
    NOT_PLACE = "not_place"
    NOT_ROLE = "not_role"
    NOT_PRIZE = "not_prize"
    NOT_LANGUAGE = "not_language"
    NOT_COUNTY = "not_county"
    NOT_RESULT = "not_result"
    NOT_SEATS = "not_seats"
    BROKEN_FORMULA = "broken_formula"
    NEEDLESS_PRIZE = "needless_prize"
    ALREADY_HELD = "already_held"
    ALREADY_INVITED = "already_invited"
    SEAT_TAKEN = "seat_taken"
    OUTSIDE_TERM = "outside_term"
    KEEPS_OUT = "keeps_out"
    YEAR_TAKEN = "year_taken"
    NO_WINNER = "no_winner"
    NOT_OVER = "not_over"


@dataclass(frozen=True)
class Fault:
    """One cell that is wrong: on which line, in which column, and what stands there."""

    line: int
    column: str
    wrong: Wrong
    value: str = ""


@dataclass(frozen=True)
class Line:
    """One line of a table: its number in the file, and its cells by the key of the column."""

    number: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Give what stands in a cell."""
        return self.cells.get(column, "")


@dataclass
class Faults:
    """What is wrong, gathered while lines are read."""

    found: list[Fault] = field(default_factory=list)

    def add(self, line: Line, column: str, wrong: Wrong) -> None:
        """Note what is wrong with a cell."""
        self.found.append(Fault(line.number, column, wrong, line.text(column)))

    def needed(self, line: Line, column: str, longest: int = 200) -> str:
        """Give what stands in a cell that must be filled in."""
        if not line.text(column):
            self.add(line, column, Wrong.EMPTY)
        return self.short(line, column, longest)

    def short(self, line: Line, column: str, longest: int = 200) -> str:
        """Give what stands in a cell that has no room for more."""
        if len(line.text(column)) > longest:
            self.add(line, column, Wrong.TOO_LONG)
        return line.text(column)

    def of(self, line: Line) -> bool:
        """Say whether anything is wrong with a line."""
        return any(one.line == line.number for one in self.found)
