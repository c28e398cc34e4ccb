"""How much of the jurors' disagreement is severity: λ and σ² by REML.

Restricted maximum likelihood (Patterson & Thompson 1971, doi 10.1093/biomet/58.3.545) for
``y = q + s + e``, nominations fixed, severity ``s ~ N(0, σ²/λ)``. In the eigenvectors of ``A``
the likelihood is a sum over jurors, so that a whole grid of λ costs next to nothing.
"""

from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import Floats

LOWEST = 1.0
"""λ is kept at or above this: severity never counts for more than chance does."""
BORDER = 1e6
"""Beyond this λ there is no severity worth the name."""
FEWEST_DF = 4
"""With fewer degrees of freedom within nominations, correcting for mild severity costs more than it
gains, by simulation (docs/ranking.md), and nobody is said to be strict."""


@dataclass(frozen=True)
class Spectrum:
    """What the likelihood needs of the data.

    d: (m,) eigenvalues of ``A``, zeros left out. b2: (m,) squares of ``b`` in that basis.
    rss: sum of squares within nominations, points squared. df: cells less nominations.
    """

    d: Floats
    b2: Floats
    rss: float
    df: int

    def residual(self, lam: Floats) -> Floats:
        """Compute RSS(λ), points squared, for each λ of a grid (k,)."""
        fitted: Floats = (self.b2 / (self.d + lam[:, None])).sum(axis=1)
        return self.rss - fitted

    def deviance(self, lam: Floats) -> Floats:
        """Compute ``df ln RSS(λ) + Σ ln((d + λ)/λ)`` for each λ of a grid (k,)."""
        spread: Floats = np.log1p(self.d / lam[:, None]).sum(axis=1)
        tiny = np.finfo(np.float64).tiny
        logs: Floats = np.log(np.maximum(self.residual(lam), tiny))
        return self.df * logs + spread

    def slope(self, log_lam: float) -> float:
        """Compute the derivative of the deviance by ln λ."""
        lam = float(np.exp(log_lam))
        over = self.d + lam
        rss = float(self.residual(np.array([lam]))[0])
        falls = lam * float((self.b2 / over**2).sum()) / max(rss, float(np.finfo(np.float64).tiny))
        return self.df * falls - float((self.d / over).sum())


def estimate(spectrum: Spectrum) -> float:
    """Find λ ≥ 1 by REML; infinity where no severity is found.

    A grid in ln λ first, because the deviance may have more than one valley; it is drawn together
    around the best point, and the bottom is found there by the slope. The deviance itself is too
    flat at the bottom to tell λ to more than eight digits, and then the order in which the scores
    come would show in the averages.
    """
    if spectrum.df < 1 or spectrum.rss <= 0 or not spectrum.d.size:
        return float("inf")
    low, high = np.log(LOWEST), np.log(BORDER)
    step, best = 0.0, low
    for _ in range(5):
        grid = np.linspace(low, high, 41)
        best = float(grid[np.argmin(spectrum.deviance(np.exp(grid)))])
        step = float(grid[1] - grid[0])
        low, high = max(best - step, np.log(LOWEST)), min(best + step, np.log(BORDER))
    none = spectrum.df * np.log(spectrum.rss)
    if best >= np.log(BORDER) - step or none <= spectrum.deviance(np.exp([best]))[0] + 1e-9:
        return float("inf")
    return float(np.exp(_bottom(spectrum, low, high, best)))


def _bottom(spectrum: Spectrum, low: float, high: float, best: float) -> float:
    """Halve an interval of ln λ until the slope is nought; ``best`` where it does not turn."""
    if not spectrum.slope(low) < 0 < spectrum.slope(high):
        return best
    for _ in range(60):
        best = (low + high) / 2
        if spectrum.slope(best) < 0:
            low = best
        else:
            high = best
    return best
