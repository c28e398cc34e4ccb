"""Scores and weights from tables: names to numbers, and every line that does not fit is named."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.commands.tables import Table, number
from app.ranking.arrays import Floats
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
    columns = [table.required(name) for name in ("juror", "nomination", "score")]
    by_criterion = table.column("criterion")
    jurors: dict[str, int] = {}
    nominations: dict[str, int] = {}
    criteria: dict[str, int] = {} if by_criterion is not None else {ONLY: 0}
    keys: dict[tuple[int, int, int], int] = {}
    values: list[float] = []
    read = reader(table, "score")
    at_juror, at_nomination, at_score = columns
    for line, fields in table.rows:
        juror, nomination = fields[at_juror], fields[at_nomination]
        criterion = ONLY if by_criterion is None else fields[by_criterion]
        if not (juror and nomination and criterion):
            named = zip((juror, nomination), ("juror", "nomination"), strict=True)
            empty = next((name for value, name in named if not value), "criterion")
            raise table.error(line, empty, "is empty")
        key = (
            nominations.setdefault(nomination, len(nominations)),
            jurors.setdefault(juror, len(jurors)),
            criteria.setdefault(criterion, len(criteria)),
        )
        values.append(read(line, fields[at_score]))
        if keys.setdefault(key, line) != line:
            told = f"{juror} has scored {nomination} on {criterion} in line {keys[key]} already"
            raise table.error(line, "juror", told)
    if not values:
        raise table.error(2, "score", "there are no scores")
    index = np.array(list(keys), dtype=np.int64).T
    shape = (len(nominations), len(jurors), len(criteria))
    sheets = from_lines(index[0], index[1], index[2], np.array(values), shape=shape)
    return Named(sheets, list(nominations), list(jurors), list(criteria))


def reader(table: Table, column: str) -> Callable[[int, str], float]:
    """Make a function that reads the numbers of one column, each text only once."""
    known: dict[str, float] = {}

    def read(line: int, text: str) -> float:
        value = known.get(text)
        if value is None:
            value = number(text)
            if value is None:
                told = "is empty" if not text else f"“{text[:40]}” is not a number"
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
        name = fields[at_name]
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
