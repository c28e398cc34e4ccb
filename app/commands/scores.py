"""Scores and weights from tables: names to numbers, and every line that does not fit is named."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.commands.tables import Table, number
from app.ranking.arrays import Floats, Ints
from app.ranking.cells import Sheets, from_lines

ONLY = "score"
"""What the criterion is called where the table names none."""


@dataclass(frozen=True)
class Named:
    """Sheets, and the names behind the numbers, in the order in which they first occur."""

    sheets: Sheets
    nominations: list[str]
    jurors: list[str]
    criteria: list[str]


def scores(table: Table) -> Named:
    """Read the columns juror, nomination, criterion and score.

    Raises:
        TableError: a line does not fit, or says again what another has said.

    """
    at = [table.required(name) for name in ("juror", "nomination", "score")]
    by_criterion = table.column("criterion")
    if not table.rows:
        raise table.error(2, "score", "there are no scores")
    jurors, juror = names(table, "juror", at[0])
    nominations, nomination = names(table, "nomination", at[1])
    criteria, criterion = [ONLY], np.zeros(len(table.rows), dtype=np.int64)
    if by_criterion is not None:
        criteria, criterion = names(table, "criterion", by_criterion)
    read = reader(table, "score")
    values = np.array([read(line, fields[at[2]]) for line, fields in table.rows])
    shape = (len(nominations), len(jurors), len(criteria))
    key = np.ravel_multi_index((nomination, juror, criterion), shape)
    known, first = np.unique(key, return_index=True)
    if known.size < key.size:
        again = int(np.setdiff1d(np.arange(key.size), first)[0])
        earlier = int(np.flatnonzero(key == key[again])[0])
        told = (
            f"{jurors[juror[again]]} has scored {nominations[nomination[again]]} on "
            f"{criteria[criterion[again]]} in line {table.rows[earlier][0]} already"
        )
        raise table.error(table.rows[again][0], "juror", told)
    sheets = from_lines(nomination, juror, criterion, values, shape=shape)
    return Named(sheets, nominations, jurors, criteria)


def names(table: Table, column: str, at: int) -> tuple[list[str], Ints]:
    """Give the names in a column numbers, in the order in which they first occur.

    Returns:
        The names, and the number on each line, (lines,).

    Raises:
        TableError: one is empty.

    """
    texts = [fields[at] for _, fields in table.rows]
    stripped = {text: text.strip() for text in dict.fromkeys(texts)}
    empty = [text for text, name in stripped.items() if not name]
    if empty:
        line = min(table.rows[texts.index(text)][0] for text in empty)
        raise table.error(line, column, "is empty")
    found = {name: number for number, name in enumerate(dict.fromkeys(stripped.values()))}
    numbers = {text: found[name] for text, name in stripped.items()}
    return list(found), np.array([numbers[text] for text in texts], dtype=np.int64)


def reader(table: Table, column: str) -> Callable[[int, str], float]:
    """Make a function that reads the numbers of one column, each text only once."""
    known: dict[str, float] = {}

    def read(line: int, text: str) -> float:
        value = known.get(text)
        if value is None:
            value = number(text.strip())
            if value is None:
                told = f"“{text.strip()[:40]}” is not a number" if text.strip() else "is empty"
                raise table.error(line, column, told)
            known[text] = value
        return value

    return read


def weights(table: Table, criteria: list[str]) -> tuple[Floats, list[str]]:
    """Read the columns criterion and weight.

    Returns:
        The weights in the order of ``criteria``, summing to one, and the criteria that have a
        weight and no score.

    Raises:
        TableError: a line does not fit, a criterion has no weight, or nothing weighs anything.

    """
    at_name, at_weight = table.required("criterion"), table.required("weight")
    read = reader(table, "weight")
    found: dict[str, float] = {}
    for line, fields in table.rows:
        name = fields[at_name].strip()
        if not name:
            raise table.error(line, "criterion", "is empty")
        if name in found:
            raise table.error(line, "criterion", f"“{name}” has a weight already")
        found[name] = read(line, fields[at_weight])
        if found[name] < 0:
            raise table.error(line, "weight", "is below zero")
    last = table.rows[-1][0] if table.rows else 1
    missing = [name for name in criteria if name not in found]
    if missing:
        raise table.error(last, "criterion", f"no weight for “{missing[0]}”, which has scores")
    out = np.array([found[name] for name in criteria])
    if out.sum() <= 0:
        raise table.error(last, "weight", "no criterion with scores weighs anything")
    return out / out.sum(), [name for name in found if name not in criteria]
