"""What is read from a file: rows of text, and where each stood; or why it can't be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Why a file can't be read."""

    OLD_OR_LOCKED = "old_or_locked"
    NOT_A_SPREADSHEET = "not_a_spreadsheet"
    NOT_TEXT = "not_text"
    NOT_IN_LETTERS = "not_in_letters"
    QUOTES = "quotes"
    TOO_LARGE = "too_large"


class UnreadableError(ValueError):
    """A file can't be read; where is as far as it can be told."""

    def __init__(self, fault: Fault, line: int = 1, column: int = 1, told: str = "") -> None:
        super().__init__(f"line {line}, column {column}: {told or fault}")
        self.fault, self.line, self.column, self.told = fault, line, column, told


class Unvalued(str):
    """A formula whose value the file does not have, because nobody has worked it out."""

    __slots__ = ()


@dataclass(frozen=True)
class Content:
    """Rows of text as a file has them, blank ones included where it has lines for them.

    lines: the number of the line on which each begins.
    sheet: the name of the sheet that was read, of a workbook.
    sheets: how many sheets the workbook has.
    is_guessed: whether the letters were read as Windows-1252, because they are no UTF-8.
    """

    rows: list[list[str]]
    lines: Sequence[int]
    sheet: str = ""
    sheets: int = 1
    is_guessed: bool = False
