"""Each juror, and each score that deserves another look. Never called bias: it may be insight.

A score is held against what the others lead to expect without it: its residual is studentised
externally, by a σ² from which it is left out (Cook & Weisberg 1982, Residuals and Influence in
Regression, 2.2). Studentised by a σ² that it has itself blown up, no score of a small jury could
ever be far: of 3 × 3 none beyond 2.45. What comes of it has Student's distribution and is put on
the normal scale (Wallace 1959, Annals of Mathematical Statistics 30, 1121–1130), so that "three
standard errors" is as rare in a small jury as in a large one.
"""

from dataclasses import dataclass
from math import erfc

import numpy as np

from app.ranking.arrays import TIE, Bools, Floats, Ints, count, divide, total
from app.ranking.model.fair import Fit

FAR = 3.0
"""Residuals beyond this many standard errors are listed."""
CHANCE = erfc(FAR / 2**0.5)
"""The share of residuals that chance alone puts there."""
FEWEST_DF = 4
"""With fewer degrees of freedom no score on an ordinary scale could be that far, and nothing is
said: without it two would be left, and it would have to be 23 standard errors away."""
FEWEST_JURORS = 3
"""Of two, each is as far from the other."""


@dataclass(frozen=True)
class Jurors:
    """What the scores say about each juror; all arrays (jurors,), NaN where nothing can be said.

    severity, se: points, positive is generous; shrunk, so a juror with one score is near zero.
    influence: share of the spread between the fair averages that is hers; they sum to one.
    correlation: of her scores with the mean of the others' for the same nominations.
    misfit: mean square of her residuals, in what chance leads to expect (1 is as expected).
    number: how many nominations she scored. same: whether she gave them all the same.
    """

    severity: Floats
    se: Floats
    influence: Floats
    correlation: Floats
    misfit: Floats
    number: Ints
    same: Bools


@dataclass(frozen=True)
class LookAgain:
    """One cell far from what the rest leads to expect without it.

    ``residual`` in points. ``z`` in standard errors, of a normal distribution.
    """

    nomination: int
    juror: int
    residual: float
    z: float


@dataclass(frozen=True)
class Details:
    """The jurors, the cells to look at again, and how many of those chance alone would give.

    expected: None where there are too few scores for any to be that far.
    """

    jurors: Jurors
    look_again: list[LookAgain]
    expected: float | None


def details(fit: Fit) -> Details:
    """Describe jurors and cells under the model, whether or not the scores are corrected."""
    panel = fit.panel
    severity = fit.solve(panel.surplus)
    fair = panel.means - fit.blocks.mean_of(severity)
    residual = panel.y - fair[panel.nomination] - severity[panel.juror]
    free = np.maximum(1 - leverage(fit), 0.0)
    z = studentised(fit, residual, free)
    far = np.flatnonzero(np.abs(np.nan_to_num(z)) > FAR)
    far = far[np.argsort(-np.abs(z[far]), kind="stable")]
    listed = [
        LookAgain(
            int(panel.nomination[c]),
            int(panel.juror[c]),
            float(residual[c] / free[c]),
            float(z[c]),
        )
        for c in far
    ]
    squares = total(panel.juror, residual**2, panel.jurors)
    room = fit.noise * total(panel.juror, free, panel.jurors)
    several = jurors_beside(fit) >= FEWEST_JURORS
    misfit = divide(squares, np.where(several & (room > TIE**2), room, 0.0))
    scored = panel.per_juror > 0
    highest, lowest = np.full((2, panel.jurors), np.nan)
    np.fmax.at(highest, panel.juror, panel.y)
    np.fmin.at(lowest, panel.juror, panel.y)
    known = scored & (not np.isinf(fit.lam)) & (fit.noise > 0)
    found = Jurors(
        severity=np.where(scored, severity, np.nan),
        se=np.where(known, np.sqrt(fit.noise * inverse_diagonal(fit)), np.nan),
        influence=np.where(scored, influence(fit), np.nan),
        correlation=correlation(fit, severity),
        misfit=misfit,
        number=panel.per_juror.astype(np.int64),
        same=(panel.per_juror > 1) & (highest - lowest <= TIE),
    )
    comparable = np.count_nonzero(~np.isnan(z))
    return Details(found, listed, float(CHANCE * comparable) if comparable else None)


def studentised(fit: Fit, residual: Floats, free: Floats) -> Floats:
    """Studentise residuals (n,) externally, on the normal scale; NaN where nothing can be said.

    Without a cell, RSS(λ) is less by ``e²/(1 − h)``, exactly, λ held.

    Args:
        fit: what they are of.
        residual: (n,) points.
        free: (n,) ``1 − h``, what each has of σ² for its variance.

    """
    df = fit.panel.df - 1
    able = free > TIE
    if df < FEWEST_DF - 1 or not fit.noise or not able.any():
        return np.full(residual.shape, np.nan)
    share = divide(residual**2, np.where(able, free, 0.0))
    without = np.maximum(fit.sigma2 * (df + 1) - share, 0.0) / df
    t2 = share / np.maximum(without, fit.rounding or np.finfo(np.float64).tiny)
    normal: Floats = (8 * df + 1) / (8 * df + 3) * np.sqrt(df * np.log1p(t2 / df))
    return np.copysign(normal, residual)


def jurors_beside(fit: Fit) -> Ints:
    """Count the jurors of each one's component, herself included, (jurors,)."""
    part = fit.blocks.components.juror
    known = part >= 0
    out = np.zeros(part.size, dtype=np.int64)
    out[known] = np.bincount(part[known])[part[known]]
    return out


def inverse_diagonal(fit: Fit) -> Floats:
    """Give the diagonal of ``(A + λI)⁻¹``, (jurors,)."""
    out = np.zeros(fit.panel.jurors)
    for group, vectors, values in zip(fit.blocks.groups, fit.vectors, fit.values, strict=True):
        out[group] = np.einsum("kij,kj->ki", vectors**2, 1 / (values + fit.lam))
    return out


def leverage(fit: Fit) -> Floats:
    """Give the share of each cell (n,) that its own fit takes up; the residual varies by the rest.

    ``1/n + uᵀ (A + λI)⁻¹ u`` with ``u = e_j − B_i/n_i``: what the mixed model's smoother returns
    of a cell. In very sparse data jurors' covariances are left out of it.
    """
    panel, blocks = fit.panel, fit.blocks
    each = 1 / panel.per_nomination[panel.nomination]
    if np.isinf(fit.lam):
        return each
    own = inverse_diagonal(fit)
    if blocks.dense is None:
        mean_own = blocks.mean_of(own)[panel.nomination]
        return each + own[panel.juror] * (1 - 2 * each) + mean_own * each
    column = np.zeros(panel.jurors, dtype=np.int64)
    row = np.zeros(panel.nominations, dtype=np.int64)
    cross, square = np.zeros(panel.y.size), np.zeros(panel.nominations)
    inverses = (
        (v / (d + fit.lam)) @ v.T
        for vectors, values in zip(fit.vectors, fit.values, strict=True)
        for v, d in zip(vectors, values, strict=True)
    )
    of_cell = blocks.components.nomination[panel.nomination]
    for (rows, jurors, matrix), inverse in zip(blocks.dense, inverses, strict=True):
        mixed = matrix @ inverse
        square[rows] = (mixed * matrix).sum(axis=1)
        row[rows], column[jurors] = np.arange(rows.size), np.arange(jurors.size)
        one = blocks.components.number == 1
        mine = slice(None) if one else of_cell == blocks.components.juror[jurors[0]]
        cross[mine] = mixed[row[panel.nomination[mine]], column[panel.juror[mine]]]
    return each + own[panel.juror] - 2 * each * cross + square[panel.nomination] * each**2


def influence(fit: Fit) -> Floats:
    """Share the spread between the fair averages out among the jurors, (jurors,), sum 1.

    A nomination's distance from the mean is a sum of its jurors' parts; a juror's share is the
    covariance of her parts with the whole, by the whole's variance. Within components.
    """
    panel, parts = fit.panel, fit.blocks.components
    known = ~np.isnan(fit.score)
    which = parts.nomination[known]
    n = count(which, parts.number)
    centre = np.zeros(panel.nominations)
    centre[known] = (total(which, fit.score[known], parts.number) / n)[which]
    away = np.where(known, fit.score - centre, 0.0)
    spread = float(away @ away)
    if spread <= TIE**2:
        return np.full(panel.jurors, np.nan)
    at = panel.nomination
    part = (panel.y - fit.severity[panel.juror] - centre[at]) / panel.per_nomination[at]
    return total(panel.juror, part * away[at], panel.jurors) / spread


def correlation(fit: Fit, severity: Floats) -> Floats:
    """Correlate each juror's scores with the others' mean for the same nominations, (jurors,).

    The others' severities are taken out. NaN with fewer than three nominations in common, or
    without variation.
    """
    panel = fit.panel
    n = panel.per_nomination[panel.nomination]
    shared = n > 1
    level = panel.y - severity[panel.juror]
    sums = total(panel.nomination, level, panel.nominations)[panel.nomination]
    rest = (sums - level)[shared] / (n[shared] - 1)
    juror, y = panel.juror[shared], panel.y[shared]
    size = panel.jurors
    common = count(juror, size)
    y = y - divide(total(juror, y, size), common)[juror]
    rest = rest - divide(total(juror, rest, size), common)[juror]
    yy, rr = total(juror, y * y, size), total(juror, rest * rest, size)
    enough = (common >= 3) & (yy > TIE**2) & (rr > TIE**2)
    return divide(total(juror, y * rest, size), np.where(enough, np.sqrt(yy * rr), 0.0))
