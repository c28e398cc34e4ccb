"""Eight ways to make one order of many sheets; all but the first are there to compare with.

Every method gives each nomination a number, higher is better, NaN where it says nothing.
"""

from enum import StrEnum

import numpy as np

from app.ranking.arrays import TIE, Floats, Ints, divide, grouped, total
from app.ranking.cells import Panel, Sheets, weigh
from app.ranking.model.fair import Fit, fit
from app.ranking.model.graph import Components
from app.ranking.robustness.duels import TILE, duels
from app.ranking.weighing import weighed_by_precision

FEWEST_TO_TRIM = 3
"""With fewer scores than this there is nothing left between the highest and the lowest."""
MOST_PAIRWISE = 2000
"""With more nominations than this, head-to-head figures are for the best ones only."""
BEST = 200
"""How many the best ones are."""


class Method(StrEnum):
    """The ways to make one order."""

    FAIR = "fair"
    MEAN = "mean"
    MEDIAN = "median"
    TRIMMED = "trimmed"
    ZSCORE = "zscore"
    BORDA = "borda"
    COPELAND = "copeland"
    PRECISION = "precision"


def score(method: Method, sheets: Sheets, weights: Floats, parts: Components) -> Floats:
    """Score every nomination by one method, (nominations,)."""
    if method is Method.TRIMMED:
        return trimmed_mean(sheets, weights)
    panel = weigh(sheets, weights)
    if method is Method.FAIR:
        return fit(panel, parts).score
    if method is Method.PRECISION:
        return weighed_by_precision(fit(panel, parts))
    if method is Method.MEAN:
        return panel.means
    by = {
        Method.MEDIAN: median,
        Method.ZSCORE: z_score,
        Method.BORDA: borda,
        Method.COPELAND: copeland,
    }
    return by[method](panel)


def all_scores(sheets: Sheets, weights: Floats, fair: Fit) -> dict[Method, Floats]:
    """Score every nomination by every method, the fair average being known already."""
    panel = fair.panel
    return {
        Method.FAIR: fair.score,
        Method.MEAN: panel.means,
        Method.MEDIAN: median(panel),
        Method.TRIMMED: trimmed_mean(sheets, weights),
        Method.ZSCORE: z_score(panel),
        Method.BORDA: borda(panel),
        Method.COPELAND: copeland(panel, fair.score),
        Method.PRECISION: weighed_by_precision(fair),
    }


def median(panel: Panel) -> Floats:
    """Take the median of each nomination's cell scores, in points."""
    y = panel.y[grouped(panel.nomination, panel.by_value)]
    n = panel.per_nomination.astype(np.int64)
    scored = n > 0
    start = np.cumsum(n) - n
    out = np.full(panel.nominations, np.nan)
    low, high = start + (n - 1) // 2, start + n // 2
    out[scored] = (y[low[scored]] + y[high[scored]]) / 2
    return out


def trimmed_panel_scores(sheets: Sheets) -> Floats:
    """Average each criterion's scores without the highest and the lowest one.

    Returns:
        (nominations, criteria) in points; the plain mean where there are fewer than three
        scores, NaN where there is none.

    """
    out = np.full((sheets.nominations, sheets.criteria), np.nan)
    for criterion in range(sheets.criteria):
        x = sheets.scores[:, criterion]
        known = ~np.isnan(x)
        nomination, x = sheets.nomination[known], x[known]
        if not x.size:
            continue
        start = np.flatnonzero(np.diff(nomination, prepend=-1))
        which = nomination[start]
        n = np.diff(start, append=x.size).astype(np.float64)
        sums = np.add.reduceat(x, start)
        trim = n >= FEWEST_TO_TRIM
        ends = np.maximum.reduceat(x, start) + np.minimum.reduceat(x, start)
        out[which, criterion] = np.where(trim, sums - ends, sums) / np.where(trim, n - 2, n)
    return out


def trimmed_mean(sheets: Sheets, weights: Floats) -> Floats:
    """Weigh the trimmed means of the criteria together, in points.

    A criterion that nobody scored for a nomination is left out as in a cell score.
    """
    by_criterion = trimmed_panel_scores(sheets)
    known = ~np.isnan(by_criterion).all(axis=1)
    rows = np.flatnonzero(known)
    as_sheets = Sheets(rows, np.zeros_like(rows), by_criterion[rows], sheets.nominations, 1)
    return weigh(as_sheets, weights).means


def z_score(panel: Panel) -> Floats:
    """Average each juror's scores in her own standard deviations from her own mean.

    A juror without variation says nothing and counts as zero throughout.
    """
    n = panel.per_juror
    own = divide(total(panel.juror, panel.y, panel.jurors), n)
    away = panel.y - own[panel.juror]
    spread = np.sqrt(divide(total(panel.juror, away**2, panel.jurors), n))[panel.juror]
    z = np.where(spread > TIE, away / np.where(spread > TIE, spread, 1.0), 0.0)
    return divide(total(panel.nomination, z, panel.nominations), panel.per_nomination)


def borda(panel: Panel) -> Floats:
    """Average the places in the jurors' own lists, from 0 (last of many) to 1 (first of many).

    Ties share the mean of their places; a list of ``n`` gives ``1 − (place − ½)/n``.
    """
    from_last = ranks(panel.juror, panel.y, panel.by_value)
    value = (from_last - 0.5) / panel.per_juror[panel.juror]
    return divide(total(panel.nomination, value, panel.nominations), panel.per_nomination)


def ranks(group: Ints, values: Floats, ascending: Ints | None = None) -> Floats:
    """Rank ``values`` (n,) from 1 for the lowest within each group, ties averaged.

    ``ascending`` (n,) sorts the values, where the caller knows how.
    """
    if not values.size:
        return np.zeros(0)
    order = grouped(group, np.argsort(values) if ascending is None else ascending)
    g, v = group[order], values[order]
    new_group = np.diff(g, prepend=g[0] - 1) != 0
    new_value = new_group | (np.diff(v, prepend=v[0]) > TIE)
    start = np.flatnonzero(new_value)
    length = np.diff(start, append=v.size)
    in_group = np.flatnonzero(new_group)
    first = in_group[np.cumsum(new_group) - 1]
    mean_rank = np.repeat(start + (length - 1) / 2, length) - first + 1
    out = np.empty(v.size)
    out[order] = mean_rank
    return out


def copeland(panel: Panel, leading: Floats | None = None) -> Floats:
    """Give the share of opponents beaten head to head, a draw counting half.

    Only opponents whom some juror scored too are counted; a nomination without one has no score.
    Above 2,000 nominations the 200 best by ``leading`` (plain means by default) meet each other.
    """
    scored = np.flatnonzero(panel.per_nomination > 0)
    if scored.size > MOST_PAIRWISE:
        by = panel.means if leading is None else leading
        scored = np.sort(scored[np.argsort(-by[scored], kind="stable")[:BEST]])
    prefer, both = duels(panel, scored)
    np.fill_diagonal(both, 0)
    met, won = np.zeros((2, scored.size))
    height = max(TILE // max(scored.size, 1), 1)
    for top in range(0, scored.size, height):
        tile = slice(top, top + height)
        ahead = prefer[tile] - np.ascontiguousarray(prefer[:, tile].T)
        opponents = both[tile] > 0
        met[tile] = np.count_nonzero(opponents, axis=1)
        won[tile] = np.count_nonzero((ahead > 0) & opponents, axis=1)
        won[tile] += np.count_nonzero((ahead == 0) & opponents, axis=1) / 2
    out = np.full(panel.nominations, np.nan)
    out[scored] = divide(won, met)
    if panel.nominations == 1:
        out[scored] = 1.0
    return out
