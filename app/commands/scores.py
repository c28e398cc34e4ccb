"""Scores and weights from tables: names to numbers, and every line that does not fit is named."""

import math
from dataclasses import dataclass

import numpy as np

from app.commands.tables import Table, alike, as_name, number
from app.ranking.arrays import Floats, Ints
from app.ranking.cells import Sheets, from_lines
from app.spreadsheets import Unvalued

ONLY = "score"
"""What the criterion is called where the table names none."""


@dataclass(frozen=True)
class Named:
    """Sheets, and the names behind the numbers, in the order in which they first occur.

    notes: what was assumed in reading them, to be told beside the result.
    """

    sheets: Sheets
    nominations: list[str]
    jurors: list[str]
    criteria: list[str]
    notes: list[str]


@dataclass(frozen=True)
class Marks:
    """Scores one by one, (n,): of which nomination, juror and criterion, and on which line.

    score: NaN where the field is blank. nominations, jurors, criteria: the names behind.
    """

    nominations: list[str]
    nomination: Ints
    jurors: list[str]
    juror: Ints
    criteria: list[str]
    criterion: Ints
    score: Floats
    line: Ints


def scores(table: Table) -> Named:
    """Read the columns juror, nomination, criterion and score, or a column per juror.

    A blank score is a missing one: who and what has no other is in the table all the same.

    Raises:
        TableError: a line does not fit, or says again what another has said.

    """
    notes = list(table.notes)
    wide = table.column("nomination") is not None and not any(
        table.column(name) is not None for name in ("juror", "score")
    )
    marks = _wide(table) if wide else _long(table)
    if wide:
        notes.append(f"{table.name} was read with a column per juror: {', '.join(marks.jurors)}.")
    shape = (len(marks.nominations), len(marks.jurors), len(marks.criteria))
    key = np.ravel_multi_index((marks.nomination, marks.juror, marks.criterion), shape)
    order = np.argsort(key, kind="stable")
    repeated = order[1:][np.diff(key[order]) == 0]
    if repeated.size:
        again = int(repeated.min())
        earlier = int(np.flatnonzero(key == key[again])[0])
        told = (
            f"{marks.jurors[marks.juror[again]]} has scored "
            f"{marks.nominations[marks.nomination[again]]} on "
            f"{marks.criteria[marks.criterion[again]]} in line {marks.line[earlier]} already"
        )
        raise table.error(int(marks.line[again]), "juror", told)
    for noun in ("jurors", "nominations", "criteria"):
        notes += alike(getattr(marks, noun), noun)
    there = ~np.isnan(marks.score)
    sheets = from_lines(
        marks.nomination[there],
        marks.juror[there],
        marks.criterion[there],
        marks.score[there],
        shape=shape,
    )
    return Named(sheets, marks.nominations, marks.jurors, marks.criteria, notes)


def _long(table: Table) -> Marks:
    """Read a table with a score a row."""
    at = [table.required(name) for name in ("juror", "nomination", "score")]
    if not table.rows:
        raise table.error(table.top + 1, "score", "there are no scores")
    jurors, juror = names(table, "juror", at[0])
    nominations, nomination = names(table, "nomination", at[1])
    criteria, criterion = _criteria(table)
    score = numbers(table, "score", at[2], gaps=True)
    if np.isnan(score).all():
        raise table.error(table.lines[0], "score", "there are no scores")
    line = np.asarray(table.lines)
    return Marks(nominations, nomination, jurors, juror, criteria, criterion, score, line)


def _wide(table: Table) -> Marks:
    """Read a table with a nomination a row (or one on each criterion) and a column per juror."""
    known = {table.required("nomination"), table.column("criterion")}
    columns = [at for at in range(len(table.heading)) if at not in known]
    columns = [at for at in columns if table.heading[at] or any(row[at] for row in table.rows)]
    if not columns:
        raise table.error(table.top, "juror", "there is neither a juror nor a column per juror")
    if not table.rows:
        raise table.error(table.top + 1, table.heading[columns[0]], "there are no scores")
    jurors = table.titles(columns, "juror")
    nominations, nomination = names(table, "nomination", table.required("nomination"))
    criteria, criterion = _criteria(table)
    score = np.stack([numbers(table, table.heading[at], at, gaps=True) for at in columns], axis=1)
    if np.isnan(score).all():
        raise table.error(table.lines[0], jurors[0], "there are no scores")
    each = len(jurors)
    return Marks(
        nominations,
        np.repeat(nomination, each),
        jurors,
        np.tile(np.arange(each), len(table.rows)),
        criteria,
        np.repeat(criterion, each),
        score.ravel(),
        np.repeat(np.asarray(table.lines), each),
    )


def _criteria(table: Table) -> tuple[list[str], Ints]:
    """Give the criteria and the one of each line; without such a column there is one."""
    at = table.column("criterion")
    if at is None:
        return [ONLY], np.zeros(len(table.rows), dtype=np.int64)
    return names(table, "criterion", at)


def names(table: Table, column: str, at: int) -> tuple[list[str], Ints]:
    """Give the names in a column numbers, in the order in which they first occur.

    Returns:
        The names, and the number on each line, (lines,).

    Raises:
        TableError: one is empty.

    """
    texts = [fields[at] for fields in table.rows]
    stripped = {text: as_name(text) for text in dict.fromkeys(texts)}
    if unvalued := next((text for text in stripped if isinstance(text, Unvalued)), None):
        raise table.error(table.lines[texts.index(unvalued)], column, formula(unvalued))
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
        told = formula(text) if isinstance(texts[first], Unvalued) else told
        raise table.error(table.lines[first], column, told)
    return np.array([known[text] for text in texts], dtype=np.float64)


def formula(text: str) -> str:
    """Say what to do about a formula whose value is not in the file."""
    return f"“{text[:40]}” is a formula without a value: save the file in the spreadsheet program"


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
