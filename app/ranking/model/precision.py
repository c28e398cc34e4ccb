"""What is known of σ², given each pair of variances: a scaled inverse χ² that has a lower end.

``1/σ²`` comes from a gamma distribution of shape df/2 and rate RSS/2. Scores lie on the steps of a
scale, and rounding alone adds ``step²/12`` to the variance of a score: σ² is never below that.
Where jurors agree to the digit RSS says that there is no chance at all, and only the end holds.
It is not thought likely either that there is next to nothing but rounding: the density is times
``(1 − step²/12/σ²)²``, which makes no difference where σ is a step or more. The square is chosen
by calibration, see docs/ranking.md.

The density of ``ln 1/σ²`` is written out on a grid, which gives its integral (how much a pair of
variances counts) and its draws alike, and needs no gamma function.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from app.ranking.arrays import Floats, Ints

GRID = 128
BELOW, ABOVE = 7.0, 6.0
"""How far the grid reaches to both sides of the mode, in 1/√shape …"""
TAIL = 14.0
"""… and, below it, in 1/shape besides: e⁻¹⁴ is left out."""
DOUBT = 2
"""The power that doubts of σ² near its lower end come with."""


@dataclass(frozen=True)
class Precision:
    """The distribution of ``ln 1/σ²`` for each of some pairs.

    log: (…, grid) its values. upto: (…, grid) the probability of less than each, from 0 to 1.
    likely: (…,) the logarithm of the integral, but for a constant.
    """

    log: Floats
    upto: Floats
    likely: Floats

    def draw(self, which: Ints, rng: np.random.Generator) -> Floats:
        """Draw σ, (draws,), points; ``which`` (draws,) ascending, of the pairs in a row."""
        at = rng.random(which.size)
        log, upto = (a.reshape(-1, GRID) for a in (self.log, self.upto))
        out = np.empty(which.size)
        borders = np.flatnonzero(np.diff(which, prepend=-1, append=-1))
        for start, end in pairwise(borders):
            pair = which[start]
            out[start:end] = np.interp(at[start:end], upto[pair], log[pair])
        sigma: Floats = np.exp(-0.5 * out)
        return sigma


def precision(rss: Floats, df: int, lowest: float) -> Precision:
    """Write the distributions out.

    Args:
        rss: (…,) sums of squares, points squared.
        df: degrees of freedom of σ², at least 1.
        lowest: what σ² is never below, points squared; 0 where scores have no steps.

    """
    shape, rate = df / 2, np.maximum(rss, np.finfo(np.float64).tiny) / 2
    end = -np.log(lowest) if lowest else np.inf
    mode = np.minimum(np.log(shape / rate), end)
    high = np.minimum(mode + ABOVE / np.sqrt(shape), end)
    low = mode - BELOW / np.sqrt(shape) - TAIL / shape
    step = (high - low) / (GRID - 1)
    log = low[..., None] + step[..., None] * np.arange(GRID)
    density = shape * log - np.exp(log) * rate[..., None]
    if lowest:
        more = np.maximum(1 - lowest * np.exp(log), np.finfo(np.float64).tiny)
        density += DOUBT * np.log(more)
    most = density.max(axis=-1)
    density = np.exp(density - most[..., None])
    upto = np.zeros_like(density)
    np.cumsum(density[..., 1:] + density[..., :-1], axis=-1, out=upto[..., 1:])
    whole = upto[..., -1]
    likely = most + np.log(whole * step)
    return Precision(log, upto / whole[..., None], likely)
