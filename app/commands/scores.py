"""Scores and weights from tables: names to numbers, and every line that does not fit is named."""

import math
from dataclasses import dataclass

import numpy as np

from app.commands.tables import Table, as_name, number
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
        raise table.error(table.top + 1, "score", "there are no scores")
    jurors, juror = names(table, "juror", at[0])
    nominations, nomination = names(table, "nomination", at[1])
    criteria, criterion = [ONLY], np.zeros(len(table.rows), dtype=np.int64)
    if by_criterion is not None:
        criteria, criterion = names(table, "criterion", by_criterion)
    values = numbers(table, "score", at[2])
    shape = (len(nominations), len(jurors), len(criteria))
    key = np.ravel_multi_index((nomination, juror, criterion), shape)
    order = np.argsort(key, kind="stable")
    repeated = order[1:][np.diff(key[order]) == 0]
    if repeated.size:
        again = int(repeated.min())
        earlier = int(np.flatnonzero(key == key[again])[0])
        told = (
            f"{jurors[juror[again]]} has scored {nominations[nomination[again]]} on "
            f"{criteria[criterion[again]]} in line {table.lines[earlier]} already"
        )
        raise table.error(table.lines[again], "juror", told)
    sheets = from_lines(nomination, juror, criterion, values, shape=shape)
    return Named(sheets, nominations, jurors, criteria)


def names(table: Table, column: str, at: int) -> tuple[list[str], Ints]:
    """Give the names in a column numbers, in the order in which they first occur.

    Returns:
        The names, and the number on each line, (lines,).

    Raises:
        TableError: one is empty.

    """
    texts = [fields[at] for fields in table.rows]
    stripped = {text: as_name(text) for text in dict.fromkeys(texts)}
    if not all(stripped.values()):
        first = next(line for line, text in enumerate(texts) if not stripped[text])
        raise table.error(table.lines[first], column, "is empty")
    found = {name: number for number, name in enumerate(dict.fromkeys(stripped.values()))}
    number_of = {text: found[name] for text, name in stripped.items()}
    return list(found), np.fromiter(map(number_of.__getitem__, texts), np.int64, len(texts))


def numbers(table: Table, column: str, at: int, *, gaps: bool = False) -> Floats:
    """Read the numbers in a column, (lines,); with ``gaps``, an empty field is NaN.

    Raises:
        TableError: one is none.

    """
    texts = [fields[at] for fields in table.rows]
    known = {
        text: math.nan if gaps and not text.strip() else number(text.strip())
        for text in dict.fromkeys(texts)
    }
    if None in known.values():
        first = next(line for line, text in enumerate(texts) if known[text] is None)
        text = " ".join(texts[first].split())
        told = f"“{text[:40]}” is not a number" if text else "is empty"
        raise table.error(table.lines[first], column, told)
    return np.array([known[text] for text in texts], dtype=np.float64)


def weights(table: Table, criteria: list[str]) -> tuple[Floats, list[str]]:
    """Read the columns criterion and weight.

    Returns:
        The weights in the order of ``criteria``, summing to one, and the criteria that have a
        weight and no score.

    Raises:
        TableError: a line does not fit, a criterion has no weight, or nothing weighs anything.

    """
    at_name, at_weight = table.required("criterion"), table.required("weight")
    values = numbers(table, "weight", at_weight).tolist()
    found: dict[str, float] = {}
    for line, fields, value in zip(table.lines, table.rows, values, strict=True):
        name = as_name(fields[at_name])
        if not name:
            raise table.error(line, "criterion", "is empty")
        if name in found:
            raise table.error(line, "criterion", f"“{name}” has a weight already")
        if value < 0:
            raise table.error(line, "weight", "is below zero")
        found[name] = value
    last = table.lines[-1] if table.rows else table.top
    missing = [name for name in criteria if name not in found]
    if missing:
        raise table.error(last, "criterion", f"no weight for “{missing[0]}”, which has scores")
    out = np.array([found[name] for name in criteria])
    if out.sum() <= 0:
        raise table.error(last, "weight", "no criterion with scores weighs anything")
    return out / out.sum(), [name for name in found if name not in criteria]
