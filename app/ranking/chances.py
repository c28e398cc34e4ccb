"""How sure the order is: draws of true quality, and how often each nomination comes out best.

Not a bootstrap over jurors, which is overconfident. The variances are drawn as well where they
are uncertain (see ``variance``), then severity given them, then quality given severity.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import Floats, Ints
from app.ranking.blocks import Blocks
from app.ranking.fair import Correction, Fit
from app.ranking.graph import Components
from app.ranking.methods import BEST, MOST_PAIRWISE
from app.ranking.places import in_order, winners
from app.ranking.variance import Slice, slices

DRAWS = 4000
FEWEST_DF = 2
"""With fewer degrees of freedom within nominations there is nothing to judge chance by."""
MANY = 200
DRAWS_OF_MANY = 1000
"""With more than ``MANY`` nominations, every so manieth draw is enough for the places."""
MOST_DRAWN = 1_000_000
"""Draws times nominations: with many nominations there are fewer draws, at least a thousand."""
TAIL = 0.05
"""Left out at each end of an interval of places: 90 % are inside."""


@dataclass(frozen=True)
class Chances:
    """What the draws say.

    best: (nominations,) the probability of being the best of its component; NaN where none is
        given. low, high: (nominations,) the 90 % interval of its place; 0 where none is given.
    listed: (nominations,) the probability of being on its component's shortlist; NaN likewise.
    """

    best: Floats
    low: Ints
    high: Ints
    listed: Floats

    @property
    def given(self) -> bool:
        """Whether any probability is given at all."""
        return bool((~np.isnan(self.best)).any())


def chances(
    fit: Fit,
    parts: Components,
    rng: np.random.Generator,
    draws: int = DRAWS,
    sizes: Sequence[int] | None = None,
) -> Chances:
    """Draw true qualities and count.

    Args:
        fit: the fair averages.
        parts: within what the nominations compete.
        rng: where chance comes from; the same state gives the same answer.
        sizes: the length of each component's shortlist.
        draws: how many; the standard error of a probability is at most ``0.5/√draws``.

    Above 2,000 nominations, the 200 best of each component by fair average compete.

    """
    size = fit.panel.nominations
    nowhere = np.zeros(size, dtype=np.int64)
    out = Chances(np.full(size, np.nan), nowhere, nowhere.copy(), np.full(size, np.nan))
    bare = {Correction.NO_SCORES, Correction.ONE_JUROR, Correction.ALL_EQUAL}
    if fit.correction in bare or fit.panel.df < FEWEST_DF:
        return out
    fields = contenders(fit, parts)
    if fit.panel.within <= 1e-12 * fit.panel.y.size:
        _without_chance(fit, fields, out)
        return out
    among = np.concatenate(fields) if fields else np.zeros(0, dtype=np.int64)
    if among.size * draws > MOST_DRAWN:
        draws = max(MOST_DRAWN // among.size, DRAWS_OF_MANY)
    quality = draw(fit, parts, among, rng, draws)
    start = 0
    for field in fields:
        length = sizes[int(parts.nomination[field[0]])] if sizes is not None else 0
        _count(quality[:, start : start + field.size], field, length, out)
        start += field.size
    return out


def contenders(fit: Fit, parts: Components) -> list[Ints]:
    """List, per component of at least two nominations, those that compete, best first."""
    order = in_order(fit.score)
    which = parts.nomination[order]
    by_part = order[np.argsort(which, kind="stable")]
    sizes = np.bincount(which, minlength=parts.number)
    fields = np.split(by_part, np.cumsum(sizes)[:-1])
    many = order.size > MOST_PAIRWISE
    return [field[:BEST] if many else field for field in fields if field.size > 1]


def draw(fit: Fit, parts: Components, among: Ints, rng: np.random.Generator, draws: int) -> Floats:
    """Draw the true quality of some nominations, (draws, among), in points."""
    found = slices(fit, parts)
    weights = np.concatenate([one.weight for one in found])
    times = np.diff(np.floor(np.concatenate([[0.0], np.cumsum(weights)]) * draws + rng.random()))
    ends = np.cumsum([one.weight.size for one in found])[:-1]
    pieces = [
        _draw_slice(fit.blocks, one, among, rng, part.astype(np.int64))
        for one, part in zip(found, np.split(times, ends), strict=True)
        if part.sum()
    ]
    return np.concatenate(pieces)


def _draw_slice(
    blocks: Blocks, one: Slice, among: Ints, rng: np.random.Generator, times: Ints
) -> Floats:
    lam = np.repeat(one.lam, times)
    sigma = np.sqrt(np.repeat(one.rss, times) / rng.chisquare(one.df, lam.size))
    severity = np.zeros((lam.size, blocks.panel.jurors))
    for group, vectors, values, right in zip(
        blocks.groups, one.vectors, one.values, one.right, strict=True
    ):
        precision = values[None] + lam[:, None, None]
        noise = rng.standard_normal((lam.size, *values.shape)) * sigma[:, None, None]
        rotated = right / precision + noise / np.sqrt(precision)
        severity[:, group] = np.einsum("kij,tkj->tki", vectors, rotated, optimize=True)
    pull = one.pull[among]
    quality = rng.standard_normal((lam.size, among.size))
    quality *= np.sqrt(pull)
    quality *= sigma[:, None]
    quality += (one.mean + one.toward * one.pull)[among]
    quality -= strictness(blocks, severity, among) * pull
    return quality


def strictness(blocks: Blocks, severity: Floats, among: Ints) -> Floats:
    """Add up each draw's severities (draws, jurors) over the jurors of some nominations."""
    panel = blocks.panel
    if among.size * panel.jurors > 8 * panel.y.size:
        return np.asarray((blocks.sparse[among] @ severity.T).T)
    row = np.full(panel.nominations, -1)
    row[among] = np.arange(among.size)
    mine = row[panel.nomination] >= 0
    matrix = np.zeros((panel.jurors, among.size))
    matrix[panel.juror[mine], row[panel.nomination[mine]]] = 1.0
    return severity @ matrix


def _count(quality: Floats, field: Ints, length: int, out: Chances) -> None:
    first = np.bincount(quality.argmax(axis=1), minlength=field.size)
    out.best[field] = first / len(quality)
    if field.size > MANY:
        quality = quality[:: max(len(quality) // DRAWS_OF_MANY, 1)]
    draws = len(quality)
    order = np.argsort(-quality, axis=1)
    place = np.empty(quality.shape, dtype=np.int16)
    np.put_along_axis(place, order, np.arange(1, field.size + 1, dtype=np.int16)[None], axis=1)
    if length:
        out.listed[field] = (place <= length).mean(axis=0)
    place = np.sort(place.T, axis=1)
    out.low[field] = place[:, int(TAIL * draws)]
    out.high[field] = place[:, int((1 - TAIL) * draws)]


def _without_chance(fit: Fit, fields: list[Ints], out: Chances) -> None:
    """Fill in what follows where the jurors agree to the last digit: the order is the order."""
    for field in fields:
        score = fit.score[field]
        first = winners(score)
        out.best[field] = 0.0
        out.best[field[list(first)]] = 1 / len(first)
        higher = (score[None, :] > score[:, None] + 1e-9).sum(axis=1)
        equal = (np.abs(score[None, :] - score[:, None]) <= 1e-9).sum(axis=1)
        out.low[field] = higher + 1
        out.high[field] = higher + equal
