"""Does it hold with other weights? Many weightings at once, and the nearest one that tips it.

With λ held the fair average is linear in the cell scores, and those are linear in the weights
where no criterion is left out: the score under any weights is then the same weights applied to
the scores per criterion, exactly. A criterion left out on some sheet is filled in so that the
sheet's score under the rulebook's weights is kept; the tipping points are then looked for by
computing everything anew, to both sides.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import TIE, Bools, Floats, Ints, divide, total
from app.ranking.cells import Sheets, weighted
from app.ranking.model.fair import Fit
from app.ranking.places import winners

WEIGHTINGS = 10_000
CONCENTRATION = 100
"""How close to the rulebook's the weightings around it are drawn: Dirichlet(100 w)."""
RIVALS = 200
"""Against how many leading nominations the others must hold up on some criterion to count."""
FIRST = 5
"""Of these, how many are tried on everybody before the rest are tried on who is left."""
STEPS = 100
"""Where criteria are left out, in how many steps from 0 to 1 a tipping weight is looked for."""
MOST_ADDED = 4_000_000
"""Nominations times patterns of missing criteria that are added up at a time."""


@dataclass(frozen=True)
class Flip:
    """The smallest change of one weight, the others scaled, that makes another one win.

    at: the weight of the criterion at which the two tie; None if no weight does it.
    to: who wins beyond.
    """

    criterion: int
    at: float | None
    to: int | None


def held(fit: Fit, y: Floats) -> Floats:
    """Score nominations from other cell scores, λ held.

    ``y`` (n,) or (n, m) in points; returns (nominations,) or (nominations, m).
    """
    panel = fit.panel
    if y.ndim == 1:
        return held(fit, y[:, None])[:, 0]
    columns = y.T
    sums = np.stack([total(panel.nomination, one, panel.nominations) for one in columns], axis=1)
    own = np.stack([total(panel.juror, one, panel.jurors) for one in columns], axis=1)
    return corrected(fit, sums, own)


def corrected(fit: Fit, sums: Floats, own: Floats) -> Floats:
    """Score nominations (nominations, m) from sums of cell scores, λ held.

    ``sums`` (nominations, m) over each nomination's jurors, ``own`` (jurors, m) each juror's.
    """
    means = divide(sums.T, fit.panel.per_nomination).T
    if not fit.applied:
        return means
    return means - fit.blocks.mean_of(fit.solve(own - fit.blocks.sum_back(means)))


def by_criterion(fit: Fit, sheets: Sheets, weights: Floats) -> Floats:
    """Score nominations on each criterion by itself, λ held, (nominations, criteria).

    ``out @ weights`` is the score under the rulebook's weights, and under any other weights too
    unless some sheet leaves out a criterion.
    """
    sheets, y = counted(fit, sheets, weights)
    scores = sheets.scores
    missing = np.isnan(scores)
    if missing.any():
        means = sheets.means
        dead = missing.all(axis=0)
        used = np.where(dead, 0.0, weights)
        deviation = y - means @ (used / used.sum())
        scores = np.where(missing, means + deviation[:, None], scores)
    return held(fit, scores)


def counted(fit: Fit, sheets: Sheets, weights: Floats) -> tuple[Sheets, Floats]:
    """Leave only the lines that are cells of ``fit``, and give their cell scores (n,)."""
    if fit.panel.y.size == sheets.nomination.size:
        return sheets, fit.panel.y
    _, known = weighted(sheets, weights)
    return sheets.only(known), fit.panel.y


def contenders(scores: Floats, field: Ints) -> Ints:
    """Leave out of ``field`` (k,) whoever is below some leading nomination on every criterion."""
    mine = scores[field]
    rivals = mine[np.argsort(-mine.mean(axis=1), kind="stable")[:RIVALS]] - TIE
    # The first few leave out most; then the rest, all at once.
    able = field
    for some in (rivals[:FIRST], rivals[FIRST:]):
        below: Bools = np.all(scores[able][:, None] < some, axis=2)
        able = able[~below.any(axis=1)]
    return able


def won(scores: Floats, able: Ints, weightings: Floats) -> Floats:
    """Give each nomination the share of weightings (t, criteria) that it wins, (nominations,).

    Only those that are ``able`` (k,) to win take part, see ``contenders``.

    Where several tie, the weighting is divided between them.
    """
    out = np.zeros(scores.shape[0])
    if able.size == 1:
        out[able] = 1.0
        return out
    under = scores[able] @ weightings.T
    first = under >= under.max(axis=0) - TIE
    winners = np.count_nonzero(first, axis=0)
    if winners.max() == 1:
        out[able] = np.count_nonzero(first, axis=1) / len(weightings)
    else:
        out[able] = (first / winners).mean(axis=1)
    return out


def around(weights: Floats, rng: np.random.Generator, number: int = WEIGHTINGS) -> Floats:
    """Draw weightings close to the rulebook's, (number, criteria); weight 0 stays 0."""
    out = np.zeros((number, weights.size))
    heavy = weights > 0
    out[:, heavy] = rng.dirichlet(CONCENTRATION * weights[heavy], number)
    return out


def freely(criteria: int, rng: np.random.Generator, number: int = WEIGHTINGS) -> Floats:
    """Draw weightings with no regard to the rulebook's, all alike likely."""
    return rng.dirichlet(np.ones(criteria), number)


def flips(fit: Fit, sheets: Sheets, weights: Floats, scores: Floats, able: Ints) -> list[Flip]:
    """Find for each criterion the nearest weight at which another nomination draws level.

    Args:
        fit: the fair averages.
        sheets: all scores.
        weights: (criteria,) summing to one.
        scores: what ``by_criterion`` gave.
        able: (k,) the nominations that can win, see ``contenders``; the leader among them.

    """
    if able.size < 2:
        return [Flip(c, None, None) for c in range(weights.size)]
    score = fit.score[able]
    leader = int((score >= score.max() - TIE).argmax())
    rivals = np.delete(able, leader)
    nearest = _nearest(scores[able[leader]] - scores[rivals], weights)
    if not sheets.gaps:
        return [Flip(c, at, None if to is None else int(rivals[to])) for c, at, to in nearest]
    found = anew(fit, sheets, weights, able)
    return [
        Flip(c, None, None)
        if weights[c] >= 1 - TIE
        else _refined(found, weights, c, leader, at, able)
        for c, at, _ in nearest
    ]


def _nearest(gap: Floats, weights: Floats) -> list[tuple[int, float | None, int | None]]:
    """For each criterion, which weight ties the leader with whom, ``gap`` (k, criteria) ahead."""
    margin = gap @ weights
    fixed = weights >= 1 - TIE
    rest = (margin[:, None] - weights * gap) / np.where(fixed, 1.0, 1 - weights)
    slope = gap - rest
    level = (np.abs(slope) <= TIE) | fixed
    change = -margin[:, None] / np.where(level, 1.0, slope)
    at = weights + change
    size = np.where(level | (at < -TIE) | (at > 1 + TIE), np.inf, np.abs(change))
    out: list[tuple[int, float | None, int | None]] = []
    for c, sizes in enumerate(size.T):
        best = int(np.argmin(sizes))
        if np.isinf(sizes[best]):
            out.append((c, None, None))
        else:
            out.append((c, float(np.clip(at[best, c], 0, 1)), best))
    return out


@dataclass(frozen=True)
class Anew:
    """What some nominations' scores are made of, sheet by sheet that leave out the same criteria.

    present: (patterns, criteria), which criteria such a sheet has.
    parts: (k, patterns, criteria) in points, how much the sheets' distance from the mean of all
        scores on the criterion adds to each nomination, λ held, before weighing.
    """

    present: Bools
    parts: Floats

    def scores(self, weights: Floats, c: int, at: float) -> Floats:
        """Give the scores (k,), less what they have in common, with ``at`` as the weight of ``c``.

        The other weights are scaled. A sheet with nothing else but what then weighs nothing
        counts as it does just before.
        """
        others = np.where(np.arange(weights.size) == c, 0.0, weights) / (1 - weights[c])
        share = self.present * (1 - at) * others
        share[:, c] = self.present[:, c] * at
        weighs = share.sum(axis=1)
        nothing = weighs <= 0
        share[nothing] = (self.present * others)[nothing]
        share[nothing & self.present[:, c], c] = 1.0
        weighs = np.where(nothing, np.maximum(share.sum(axis=1), TIE), weighs)
        return np.tensordot(self.parts, share / weighs[:, None], 2)


def anew(fit: Fit, sheets: Sheets, weights: Floats, among: Ints) -> Anew:
    """Take the scores of some nominations (k,) apart, for any weights to put together again.

    A cell score is ``Σ w (x − m) / Σ w + Σ w m`` over the criteria present: the weights enter by
    the criteria that a sheet has, so that sheets with the same ones can be added up beforehand.
    """
    means = sheets.means
    sheets, _ = counted(fit, sheets, weights)
    known = ~np.isnan(sheets.scores)
    pattern, present = patterns(known)
    parts = np.empty((among.size, len(present), sheets.criteria))
    width = max(MOST_ADDED // max(sheets.nominations, 1), 1)
    for first in range(0, len(present), width):
        mine = (pattern >= first) & (pattern < first + width)
        size = min(width, len(present) - first)
        nomination, juror = (
            of[mine] * size + pattern[mine] - first for of in (sheets.nomination, sheets.juror)
        )
        for c in range(sheets.criteria):
            x = np.where(known[mine, c], sheets.scores[mine, c] - means[c], 0.0)
            sums, own = (
                total(index, x, number * size).reshape(number, size)
                for index, number in ((nomination, sheets.nominations), (juror, sheets.jurors))
            )
            parts[:, first : first + size, c] = corrected(fit, sums, own)[among]
    return Anew(present, parts)


def patterns(known: Bools) -> tuple[Ints, Bools]:
    """Give a number to each row of ``known`` (n, criteria), and the row behind each number."""
    code = np.zeros(len(known), dtype=np.int64)
    for column in known.T:
        code = 2 * code + column
        if code.max(initial=0) > MOST_ADDED:
            code = np.unique(code, return_inverse=True)[1]
    first, number = np.unique(code, return_index=True, return_inverse=True)[1:]
    return number, known[first]


def _refined(
    found: Anew, weights: Floats, c: int, leader: int, near: float | None, able: Ints
) -> Flip:
    """Look for the tipping point by computing everything anew, from the rulebook's weight on.

    To both sides, because what filling in says of where it is (``near``) may be wrong: the side
    that it names first, the other then only as far.
    """

    def ahead(at: float) -> bool:
        scores = found.scores(weights, c, at)
        return bool(scores[leader] >= scores.max() - TIE)

    w = float(weights[c])
    ends = (0.0, 1.0) if near is not None and near < w else (1.0, 0.0)
    best: float | None = None
    for end in ends:
        reach = abs(end - w) if best is None else min(abs(end - w), abs(best - w))
        tips = _first(ahead, w, end, reach, near)
        best = best if tips is None else tips
    if best is None:
        return Flip(c, None, None)
    return Flip(c, best, int(able[winners(found.scores(weights, c, best))[0]]))


def _first(
    ahead: Callable[[float], bool], start: float, end: float, reach: float, near: float | None
) -> float | None:
    """Find where the leader first is not ahead on the way from ``start`` to ``end``.

    Looks no further than ``reach``, at every step and at ``near``, and halves in between; None
    where she is ahead all the way.
    """
    away = np.linspace(0, reach, int(np.ceil(reach * STEPS)) + 1)[1:].tolist()
    sign = 1.0 if end > start else -1.0
    if near is not None and 0 < sign * (near - start) < reach:
        away = sorted([*away, sign * (near - start)])
    low = start
    for stop in (min(max(start + sign * one, 0.0), 1.0) for one in away):
        if not ahead(stop):
            return _halved(ahead, low, stop)
        low = stop
    return None


def _halved(ahead: Callable[[float], bool], low: float, high: float) -> float:
    """Close in on where the leader, ahead at ``low`` and not at ``high``, is so no more."""
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if ahead(middle) else (low, middle)
    return high
