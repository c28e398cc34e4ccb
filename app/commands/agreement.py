"""``flask agreement``: how much raters agree, from a wide table."""

from typing import IO

import click
import numpy as np

from app.commands.rank_json import dump, number
from app.commands.rank_table import layout
from app.commands.scores import numbers
from app.commands.tables import Table, alike, as_name, read
from app.ranking.agreement import Level, alpha, icc, kendall_w
from app.ranking.arrays import Floats

NAMES = {
    "icc11": "ICC(1,1)",
    "icc21": "ICC(2,1)",
    "icc31": "ICC(3,1)",
    "icc1k": "ICC(1,k)",
    "icc2k": "ICC(2,k)",
    "icc3k": "ICC(3,k)",
    "alpha_nominal": "Krippendorff's alpha, nominal",
    "alpha_ordinal": "Krippendorff's alpha, ordinal",
    "alpha_interval": "Krippendorff's alpha, interval",
    "alpha_ratio": "Krippendorff's alpha, ratio",
    "kendall_w": "Kendall's W",
    "kendall_w_ties": "Kendall's W, corrected for ties",
}


def run(file: IO[bytes], *, as_json: bool) -> str:
    """Give what to print.

    Raises:
        TableError: the file cannot be read as it should be.

    """
    table = read(file)
    figures = compute(ratings(table))
    for note in [
        *table.notes,
        *alike(table.heading[1:], "raters"),
        *alike([as_name(fields[0]) for fields in table.rows], "units"),
    ]:
        click.echo(f"Note: {note}", err=True)
    if as_json:
        return dump(figures)
    rows = [[name, shown(figures[key])] for key, name in NAMES.items()]
    return "\n".join(layout(rows, left=0))


def shown(value: float | None) -> str:
    """Write a figure. A correlation of means has no lower end: far below nothing is nothing."""
    if value is None:
        return "–"
    return "< −1" if value < -1 else f"{value:.3f}"


def ratings(table: Table) -> Floats:
    """Read the ratings, (units, raters), NaN where one is missing.

    Raises:
        TableError: a rating is no number, a rater has no name or two columns, a unit two rows.

    """
    columns = range(1, len(table.heading))
    raters = table.titles(columns, "rater")
    if not raters or not table.rows:
        raise table.error(table.top, "2", "there are no ratings")
    units: dict[str, int] = {}
    for line, fields in zip(table.lines, table.rows, strict=True):
        unit = as_name(fields[0])
        if not unit:
            raise table.error(line, table.heading[0] or "1", "the unit has no name")
        if units.setdefault(unit, line) != line:
            told = f"the unit “{unit}” has a row already, in line {units[unit]}"
            raise table.error(line, table.heading[0] or "1", told)
    out = np.stack([numbers(table, table.heading[at], at, gaps=True) for at in columns], axis=1)
    if np.isnan(out).all():
        raise table.error(table.lines[0], "2", "there are no ratings")
    return out


def compute(table: Floats) -> dict[str, float | None]:
    """Compute all figures of a table (units, raters), None where one cannot be given."""
    correlations = icc(table)
    unit, rater = np.nonzero(~np.isnan(table))
    figures: dict[str, float | None] = {
        key: None if correlations is None else number(getattr(correlations, key))
        for key in NAMES
        if key.startswith("icc")
    }
    for level in Level:
        figures[f"alpha_{level}"] = alpha(unit, table[unit, rater], level)
    figures["kendall_w"] = kendall_w(table, ties=False)
    figures["kendall_w_ties"] = kendall_w(table, ties=True)
    return figures
