"""Draws of true quality from the mixed model, and the places they give.

The severities are drawn through the symmetric square root of their variance, of which there is
one. Eigenvectors are only a way to compute it: their signs, and which ones are found where
eigenvalues are equal, differ between processors, and cancel.
"""

from itertools import combinations, pairwise

import numpy as np

from app.ranking.arrays import Floats, Ints
from app.ranking.model.blocks import Blocks
from app.ranking.model.variance import Model

Draws = Floats
"""(draws, …) in double precision, so that where processors round otherwise, no draw turns. Chance
itself comes in single precision, which is plenty for it and half the work."""
FEW = 12
"""Up to this many are placed by comparing all pairs, more of them by sorting."""
DENSE_FILL = 8
"""Who scored what is written out in full while it has at most this many places per cell."""


def draw(model: Model, among: Ints, rng: np.random.Generator, draws: int) -> Draws:
    """Draw the true quality of some nominations.

    Args:
        model: what is known.
        among: (k,) the nominations.
        rng: where chance comes from.
        draws: how many.

    Returns:
        (draws, k), in points above ``model.centre``.

    """
    kappas, lams = model.weight.shape
    ends = np.floor(np.cumsum(model.weight) * draws + rng.random())
    times = np.diff(ends.clip(max=draws), prepend=0).astype(np.int64)
    times[-1] += draws - times.sum()
    pair = np.repeat(np.arange(kappas * lams), times)
    sigma = model.precision.draw(pair, rng)
    which, lam = np.divmod(pair, lams)
    severity = _severity(model, which, lam, sigma, rng)
    strictness = Strictness(model.blocks, among)
    quality = rng.standard_normal((draws, among.size), dtype=np.float32).astype(np.float64)
    quality *= sigma[:, None]
    borders = np.searchsorted(which, np.arange(kappas + 1))
    for kappa, (start, end) in enumerate(pairwise(borders)):
        if start < end:
            pull = model.pull[kappa, among]
            mean = model.mean[among] - model.centre + model.toward[among] * pull
            some = quality[start:end]
            some *= np.sqrt(pull)
            some += mean
            some -= strictness.of(severity[start:end], pull)
    return quality


def _severity(
    model: Model, which: Ints, lam: Ints, sigma: Draws, rng: np.random.Generator
) -> Draws:
    known = model.jurors
    severity = np.zeros((which.size, model.blocks.panel.jurors))
    borders = np.searchsorted(which, np.arange(len(model.weight) + 1))
    for members, vectors, values, right in zip(
        model.blocks.groups, known.vectors, known.values, known.right, strict=True
    ):
        # Deviations and means, (k, l, blocks, free), in the eigenvectors of the precision.
        precision = values[:, None] + known.lam[:, None, None]
        deviation = precision**-0.5
        mean = right[:, None] / precision
        chance = rng.standard_normal((which.size, *members.shape), dtype=np.float32)
        for kappa, (start, end) in enumerate(pairwise(borders)):
            if start < end:
                of = which[start:end], lam[start:end]
                turned = (chance[start:end] * sigma[start:end, None, None]).swapaxes(0, 1)
                turned = (turned @ vectors[kappa]).swapaxes(0, 1)
                turned = (turned * deviation[of] + mean[of]).swapaxes(0, 1)
                back = turned @ vectors[kappa].swapaxes(-1, -2)
                severity[start:end, members] = back.swapaxes(0, 1)
    return severity


class Strictness:
    """Adds up severities over the jurors of some nominations."""

    def __init__(self, blocks: Blocks, among: Ints) -> None:
        panel = blocks.panel
        row = np.full(panel.nominations, -1)
        row[among] = np.arange(among.size)
        mine = np.flatnonzero(row[panel.nomination] >= 0)
        juror, column = panel.juror[mine], row[panel.nomination[mine]]
        self.dense: Draws | None = None
        if among.size * panel.jurors <= DENSE_FILL * mine.size:
            self.dense = np.zeros((panel.jurors, among.size))
            self.dense[juror, column] = 1.0
            return
        # The first juror of each nomination, the second …, and one without severity for a gap.
        start = np.flatnonzero(np.diff(column, prepend=-1))
        turn = np.arange(mine.size) - np.repeat(start, np.diff(start, append=mine.size))
        self.turns = np.full((int(turn.max()) + 1, among.size), panel.jurors)
        self.turns[turn, column] = juror

    def of(self, severity: Draws, weight: Draws) -> Draws:
        """Add up ``severity`` (draws, jurors) into (draws, k), times ``weight`` (k,)."""
        if self.dense is not None:
            return severity @ (self.dense * weight)
        padded = np.pad(severity.T, ((0, 1), (0, 0)))
        out: Draws = padded[self.turns[0]]
        for jurors in self.turns[1:]:
            out += padded[jurors]
        out *= weight[:, None]
        return out.T


def tally(quality: Draws) -> Ints:
    """Count how often each of some nominations takes each place.

    Args:
        quality: (draws, f, k), the drawn qualities of k nominations in each of f components.

    Returns:
        (f, k, k), how often nomination ``i`` of a component takes place ``j`` (0 is the first).

    """
    _, components, size = quality.shape
    if size <= FEW:
        each = np.ascontiguousarray(np.moveaxis(quality, -1, 0))
        place = np.zeros(each.shape, dtype=np.int32)
        for one, two in combinations(range(size), 2):
            behind = each[two] > each[one]
            place[one] += behind
            place[two] += ~behind
        place += np.arange(components, dtype=np.int32) * size
        counted = [np.bincount(mine.ravel(), minlength=components * size) for mine in place]
        return np.stack(counted).reshape(size, components, size).swapaxes(0, 1)
    # Whole numbers, the lower the better, whose last bits say who it is: no two are equal.
    bits = (size - 1).bit_length()
    low, high = float(quality.min(initial=0)), float(quality.max(initial=0))
    scale = (2 ** (31 - bits) - 2**8) / max(high - low, 1e-30)
    key = ((high - quality) * scale).astype(np.int32)
    key <<= bits
    key |= np.arange(size, dtype=np.int32)
    key.sort(axis=-1)
    pair = (key & (2**bits - 1)).astype(np.int64)
    pair += np.arange(components)[:, None] * size
    pair *= size
    pair += np.arange(size)
    counts = np.bincount(pair.ravel(), minlength=components * size * size)
    return counts.reshape(components, size, size)
