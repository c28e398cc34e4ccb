"""Jurors weighed by how precise they are: a method to compare with.

In ``y_ij = q_i + s_j + e_ij`` each juror has a variance of her own, ``e_ij ~ N(0, σ_j²)``, and a
nomination gets the mean of ``y_ij − ŝ_j`` weighed by ``1/σ̃_j²``. A juror has few scores, so that
her variance is moderated by everybody's, as far as the data say that jurors are alike::

    σ̃_j² = (d₀ s₀² + d_j s_j²) / (d₀ + d_j)

``s_j²`` is that of her residuals from the fair average, on ``d_j`` degrees of freedom. ``d₀`` and
``s₀²`` are estimated from the spread of ``log s_j²`` (G. K. Smyth 2004, section 6.2, Statistical
Applications in Genetics and Molecular Biology 3(1), doi 10.2202/1544-6115.1027). Where it is no
wider than chance makes it, ``d₀`` is infinite and all weigh alike.

It is never what counts by itself: whoever sees something that the others do not see looks
imprecise, and would be heard less.
"""

import numpy as np

from app.ranking.arrays import TIE, Floats, divide, total
from app.ranking.model.fair import Fit

FEWEST_JURORS = 3
"""With fewer nobody can be told from the others."""
LEAST = 1e-5
"""A share of the median: no juror is taken to be more precise than that."""


def weighed_by_precision(fitted: Fit) -> Floats:
    """Average each nomination's scores, less severity, by the jurors' precision: in points."""
    panel = fitted.panel
    severity = fitted.solve(panel.surplus)
    level = panel.y - severity[panel.juror]
    middle = divide(total(panel.nomination, level, panel.nominations), panel.per_nomination)
    squares = total(panel.juror, (level - middle[panel.nomination]) ** 2, panel.jurors)
    weight = 1 / moderated(squares, _freedom(fitted))[panel.juror]
    return divide(
        total(panel.nomination, weight * level, panel.nominations),
        total(panel.nomination, weight, panel.nominations),
    )


def _freedom(fitted: Fit) -> Floats:
    """Share the degrees of freedom of the residuals out: a score among n has ``1 − 1/n``."""
    panel = fitted.panel
    own = total(panel.juror, 1 - 1 / panel.per_nomination[panel.nomination], panel.jurors)
    taken = 0.0
    if np.isfinite(fitted.lam):
        taken = sum(float((one / (one + fitted.lam)).sum()) for one in fitted.values)
    return own * max(1 - taken / max(float(own.sum()), 1.0), 0.0)


def moderated(squares: Floats, freedom: Floats) -> Floats:
    """Moderate the jurors' variances by each other, (jurors,); all 1 where they are alike.

    Args:
        squares: (jurors,) the sum of each one's squared residuals.
        freedom: (jurors,) on how many degrees of freedom.

    """
    known = freedom > TIE
    if np.count_nonzero(known) < FEWEST_JURORS:
        return np.ones(squares.size)
    own, df = squares[known] / freedom[known], freedom[known]
    middle = float(np.median(own))
    if middle <= TIE:
        return np.ones(squares.size)
    centred = np.log(np.maximum(own, LEAST * middle)) - digamma(df / 2) + np.log(df / 2)
    spread = float(np.var(centred, ddof=1) - trigamma(df / 2).mean())
    if spread <= TIE:
        return np.ones(squares.size)
    half = inverse_trigamma(spread)
    common = float(np.exp(centred.mean() + digamma(np.array([half]))[0] - np.log(half)))
    return (2 * half * common + np.where(known, squares, 0.0)) / (
        2 * half + np.where(known, freedom, 0.0)
    )


def digamma(x: Floats) -> Floats:
    """Compute the derivative of ``ln Γ``: the asymptotic series, eight steps further up."""
    steps = np.arange(8.0)
    far = x + steps.size
    near = (1 / (x[:, None] + steps)).sum(axis=1)
    series = 1 / 12 - (1 / 120 - (1 / 252 - 1 / (240 * far**2)) / far**2) / far**2
    found: Floats = np.log(far) - 1 / (2 * far) - series / far**2 - near
    return found


def trigamma(x: Floats) -> Floats:
    """Compute the second derivative of ``ln Γ``, likewise."""
    steps = np.arange(8.0)
    far = x + steps.size
    near = (1 / (x[:, None] + steps) ** 2).sum(axis=1)
    series = 1 / 6 - (1 / 30 - (1 / 42 - 1 / (30 * far**2)) / far**2) / far**2
    found: Floats = 1 / far + 1 / (2 * far**2) + series / far**3 + near
    return found


def inverse_trigamma(value: float) -> float:
    """Find where the trigamma function has a value: it falls all the way, so by halving."""
    low, high = -30.0, 30.0
    for _ in range(100):
        middle = (low + high) / 2
        is_beyond = trigamma(np.array([np.exp(middle)]))[0] > value
        low, high = (middle, high) if is_beyond else (low, middle)
    return float(np.exp((low + high) / 2))
