"""The sheets of a file as the rules read them: by line and column, and only what holds something."""

from collections.abc import Iterator

from app.rules.workbooks import Grid
from app.spreadsheets import Content, Unvalued, read_all


def grids_of(content: bytes) -> list[Grid]:
    """Take a workbook apart.

    Raises:
        UnreadableError: it is no workbook, or broken, locked or too large.

    """
    return [
        Grid(
            one.sheet,
            dict(_cells(one)),
            frozenset(place for place, text in _cells(one) if isinstance(text, Unvalued)),
        )
        for one in read_all(content)
    ]


def _cells(one: Content) -> Iterator[tuple[tuple[int, int], str]]:
    for line, row in zip(one.lines, one.rows, strict=True):
        for column, text in enumerate(row, start=1):
            if text:
                yield (line, column), text
