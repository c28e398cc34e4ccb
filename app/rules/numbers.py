"""Whole numbers as they come in: of a row, a version, a page. Reading one never fails."""

import re

LARGEST = 2**31 - 1
"""The largest whole number that a column of either database holds."""
_DIGITS = re.compile(r"[0-9]+")
_WHOLE = re.compile(r"[0-9]{1,10}")


def row_number(text: str | None) -> int | None:
    """Read the number of a row or of a version; None where no row can have it."""
    if text is None or not _WHOLE.fullmatch(text):
        return None
    number = int(text)
    return number if number <= LARGEST else None


def page_number(text: str | None) -> int:
    """Read which page is asked for: the first where it is no number, however large it is."""
    if text is None or not _DIGITS.fullmatch(text):
        return 1
    return int(text) if len(text) < 10 else LARGEST


def row_numbers(texts: list[str]) -> list[int]:
    """Read several, each once, in their order; what is none is left out."""
    found = (row_number(text) for text in texts)
    return list(dict.fromkeys(number for number in found if number is not None))
