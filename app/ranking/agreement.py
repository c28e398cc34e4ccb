"""How much the jurors agree: intraclass correlations, Krippendorff's alpha, Kendall's W.

Always over all nominations, never over a shortlist: reliability collapses in a selected range
(Erosheva, Martinková & Lee 2021, doi 10.1111/rssa.12681).
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from app.ranking.arrays import TIE, Floats, Ints, divide, numbered, total
from app.ranking.cells import Panel
from app.ranking.methods import ranks


class Level(StrEnum):
    """What differences between ratings mean."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True)
class Icc:
    """The six intraclass correlations of Shrout & Fleiss (1979), in their notation."""

    icc11: float
    icc21: float
    icc31: float
    icc1k: float
    icc2k: float
    icc3k: float


def icc(table: Floats) -> Icc | None:
    """Compute the six correlations of a complete table (units, raters).

    Shrout & Fleiss 1979, Psychological Bulletin 86, 420–428. None unless there are at least two
    units and raters, no gap, and some variation.
    """
    n, k = table.shape
    if n < 2 or k < 2 or np.isnan(table).any() or np.ptp(table) <= TIE:
        return None
    grand = table.mean()
    units, raters = table.mean(axis=1) - grand, table.mean(axis=0) - grand
    rest = table - grand - units[:, None] - raters[None, :]
    bms = k * float(units @ units) / (n - 1)
    jms = n * float(raters @ raters) / (k - 1)
    ems = float((rest**2).sum()) / ((n - 1) * (k - 1))
    wms = (jms * (k - 1) + ems * (n - 1) * (k - 1)) / (n * (k - 1))
    return Icc(
        icc11=_ratio(bms - wms, bms + (k - 1) * wms),
        icc21=_ratio(bms - ems, bms + (k - 1) * ems + k * (jms - ems) / n),
        icc31=_ratio(bms - ems, bms + (k - 1) * ems),
        icc1k=_ratio(bms - wms, bms),
        icc2k=_ratio(bms - ems, bms + (jms - ems) / n),
        icc3k=_ratio(bms - ems, bms),
    )


def _ratio(above: float, below: float) -> float:
    # Below nothing, what should be a sum of variances is none, and the ratio says nothing.
    return above / below if below > 0 else float("nan")


def icc_one_way(panel: Panel) -> tuple[float, float] | None:
    """Compute the one-way ICC of one score, and of the mean of a nomination's scores.

    From the variance components of the analysis of variance, nominations having any number of
    jurors; with equally many it is ICC(1,1) and ICC(1,k). ``k`` is the mean number of jurors.
    """
    n = panel.per_nomination[panel.per_nomination > 0]
    if n.size < 2 or panel.df < 1:
        return None
    away = (panel.means - panel.y.mean())[panel.per_nomination > 0]
    bms = float(n @ away**2) / (n.size - 1)
    wms = panel.within / panel.df
    size = (n.sum() - (n**2).sum() / n.sum()) / (n.size - 1)
    tau2 = (bms - wms) / size
    if tau2 + wms <= TIE**2 or tau2 + wms / n.mean() <= 0:
        return None
    return float(tau2 / (tau2 + wms)), float(tau2 / (tau2 + wms / n.mean()))


def alpha(unit: Ints, value: Floats, level: Level, ascending: Ints | None = None) -> float | None:
    """Compute Krippendorff's alpha of ratings (n,) of units (n,).

    ``ascending`` (n,) sorts the ratings, where the caller knows how.

    Krippendorff 2019, Content Analysis, ch. 12. Units with one rating are left out. None where
    nothing can be compared, all ratings are equal, or the level does not fit (a ratio below 0).
    """
    n_of = np.bincount(unit)
    pairable = n_of[unit] > 1
    if not pairable.all():
        unit, value, ascending = unit[pairable], value[pairable], None
    if not value.size or np.ptp(value) <= TIE:
        return None
    if level is Level.RATIO and value.min() < 0:
        return None
    units, unit = numbered(unit)
    size = np.bincount(unit, minlength=units.size).astype(np.float64)
    if level is Level.ORDINAL:
        value = ranks(np.zeros_like(unit), value, ascending)
    if level in {Level.ORDINAL, Level.INTERVAL}:
        observed, expected = _squares(unit, value, size)
    else:
        observed, expected = _pairs(unit, value, size, level)
    return 1 - observed / expected


def _squares(unit: Ints, value: Floats, size: Floats) -> tuple[float, float]:
    """Disagreement where it is the square of a difference: sums of squares do."""
    n = value.size
    away = value - (total(unit, value, size.size) / size)[unit]
    own = total(unit, away**2, size.size)
    observed = float((2 * size * own / (size - 1)).sum()) / n
    return observed, 2 * float(((value - value.mean()) ** 2).sum()) / (n - 1)


def _pairs(unit: Ints, value: Floats, size: Floats, level: Level) -> tuple[float, float]:
    """Disagreement of any kind: from how often each value was given to each unit."""
    values, which = np.unique(value, return_inverse=True)
    n = value.size
    given = np.bincount(which).astype(np.float64)
    key, times = np.unique(unit * values.size + which, return_counts=True)
    at, what, times_f = key // values.size, key % values.size, times.astype(np.float64)
    observed = expected = 0.0
    ends = np.searchsorted(at, np.arange(size.size + 1))
    if level is Level.NOMINAL:
        same = total(at, times_f**2, size.size)
        observed = float(((size**2 - same) / (size - 1)).sum()) / n
        return observed, float(n**2 - given @ given) / (n * (n - 1))
    for number, (start, end) in enumerate(pairwise(ends)):
        x, t = values[what[start:end]], times_f[start:end]
        observed += float(t @ _ratio_distance(x, x) @ t) / (size[number] - 1)
    for start in range(0, values.size, 1000):
        block = _ratio_distance(values[start : start + 1000], values)
        expected += float(given[start : start + 1000] @ block @ given)
    return observed / n, expected / (n * (n - 1))


def _ratio_distance(x: Floats, y: Floats) -> Floats:
    sums = x[:, None] + y[None, :]
    return np.nan_to_num(divide(x[:, None] - y[None, :], sums)) ** 2


def kendall_w(table: Floats, *, ties: bool) -> float | None:
    """Compute Kendall's coefficient of concordance of a complete table (units, raters).

    Kendall & Babington Smith 1939; ``ties`` takes account of a rater's equal ratings. None with
    fewer than two units or raters, a gap, or raters who all give everything the same.
    """
    n, m = table.shape
    if n < 2 or m < 2 or np.isnan(table).any():
        return None
    rater = np.repeat(np.arange(m), n)
    place = ranks(rater, table.T.ravel()).reshape(m, n)
    sums = place.sum(axis=0)
    s = float(((sums - sums.mean()) ** 2).sum())
    most = m**2 * (n**3 - n) / 12
    if ties:
        most = m * float(((place - (n + 1) / 2) ** 2).sum())
    return s / most if most > TIE else None


def table(panel: Panel, rows: Ints, columns: Ints) -> Floats:
    """Write the cell scores out as (nominations ``rows``, jurors ``columns``), NaN for gaps."""
    row, column = np.full(panel.nominations, -1), np.full(panel.jurors, -1)
    row[rows], column[columns] = np.arange(rows.size), np.arange(columns.size)
    at, by = row[panel.nomination], column[panel.juror]
    mine = (at >= 0) & (by >= 0)
    out = np.full((rows.size, columns.size), np.nan)
    out[at[mine], by[mine]] = panel.y[mine]
    return out
