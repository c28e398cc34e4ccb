"""How far each average may be off, taken by itself."""

import numpy as np

from app.ranking.arrays import Floats
from app.ranking.model.fair import Fit

NINE_OF_TEN = 1.645
"""So many standard errors to either side hold nine cases of ten, of a normal distribution."""
MOST_WRITTEN_OUT = 4_000_000
"""With more places (nominations × jurors) than this, what severity adds is left out."""


def reach(se: float | None) -> float:
    """Give how far the interval of an average goes to either side; 0 where nothing is known."""
    return NINE_OF_TEN * (se or 0.0)


def standard_errors(fit: Fit) -> Floats:
    """Give the standard error of each fair average, (nominations,), in points.

    ``SE² = σ² [1/n + cᵀ (A + λI)⁻¹ c]`` with ``c = B_i/n_i``: section 2.5 of the method for one
    nomination instead of the difference of two. NaN without a score.
    """
    panel = fit.panel
    with np.errstate(divide="ignore"):
        each = np.where(panel.per_nomination > 0, 1 / panel.per_nomination, np.nan)
    variance = each.copy()
    if fit.applied and panel.nominations * panel.jurors <= MOST_WRITTEN_OUT:
        share = np.zeros((panel.nominations, panel.jurors))
        share[panel.nomination, panel.juror] = each[panel.nomination]
        for group, stack, values in zip(fit.blocks.groups, fit.vectors, fit.values, strict=True):
            for members, vectors, d in zip(group, stack, values, strict=True):
                variance += ((share[:, members] @ vectors) ** 2 / (d + fit.lam)).sum(axis=1)
    return np.sqrt(fit.noise * variance)
