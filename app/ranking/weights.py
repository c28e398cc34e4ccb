"""Does it hold with other weights? Many weightings at once, and the nearest one that tips it.

With λ held the fair average is linear in the cell scores, and those are linear in the weights
where no criterion is left out: the score under any weights is then the same weights applied to
the scores per criterion, exactly. A criterion left out on some sheet is filled in so that the
sheet's score under the rulebook's weights is kept; the tipping points are then refined by
computing everything anew.
"""

from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import TIE, Floats, Ints, divide, total
from app.ranking.cells import Panel, Sheets, weighted
from app.ranking.fair import Fit, surplus
from app.ranking.places import winners

WEIGHTINGS = 10_000
CONCENTRATION = 100
"""How close to the rulebook's the weightings around it are drawn: Dirichlet(100 w)."""
RIVALS = 200
"""Against how many leading nominations the others must hold up on some criterion to count."""


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
    """Score nominations (nominations,) from other cell scores ``y`` (n,), λ held."""
    old = fit.panel
    panel = Panel(old.nomination, old.juror, y, old.nominations, old.jurors)
    if not fit.applied:
        return panel.means
    return panel.means - fit.blocks.mean_of(fit.solve(surplus(panel)))


def by_criterion(fit: Fit, sheets: Sheets, weights: Floats) -> Floats:
    """Score nominations on each criterion by itself, λ held, (nominations, criteria).

    ``out @ weights`` is the score under the rulebook's weights, and under any other weights too
    unless some sheet leaves out a criterion.
    """
    y, known = weighted(sheets, weights)
    scores = sheets.scores[known]
    missing = np.isnan(scores)
    if missing.any():
        dead = missing.all(axis=0)
        sums = np.where(missing, 0.0, scores).sum(axis=0)
        means = np.where(dead, 0.0, divide(sums, (~missing).sum(axis=0).astype(np.float64)))
        used = np.where(dead, 0.0, weights)
        deviation = y[known] - means @ (used / used.sum())
        scores = np.where(missing, means + deviation[:, None], scores)
    return np.stack([held(fit, column) for column in scores.T], axis=1)


def contenders(scores: Floats, field: Ints) -> Ints:
    """Leave out of ``field`` (k,) whoever is below some leading nomination on every criterion."""
    mine = scores[field]
    leading = mine[np.argsort(-mine.mean(axis=1), kind="stable")[:RIVALS]]
    below = np.zeros(field.size, dtype=bool)
    for rival in leading:
        below |= (mine < rival - TIE).all(axis=1)
    return field[~below]


def won(scores: Floats, able: Ints, weightings: Floats) -> Floats:
    """Give each nomination the share of weightings (t, criteria) that it wins, (nominations,).

    Only those that are ``able`` (k,) to win take part, see ``contenders``.

    Where several tie, the weighting is divided between them.
    """
    under = weightings @ scores[able].T
    first = under >= under.max(axis=1, keepdims=True) - TIE
    share = (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
    out = np.zeros(scores.shape[0])
    out[able] = share
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
    leader = int(able[winners(fit.score[able])[0]])
    rivals = able[able != leader]
    return [_flip(fit, sheets, weights, scores, c, leader, rivals) for c in range(weights.size)]


def _flip(
    fit: Fit, sheets: Sheets, weights: Floats, scores: Floats, c: int, leader: int, rivals: Ints
) -> Flip:
    w = float(weights[c])
    if w >= 1 - TIE or not rivals.size:
        return Flip(c, None, None)
    gap = scores[leader, c] - scores[rivals, c]
    margin = (scores[leader] - scores[rivals]) @ weights
    rest = (margin - w * gap) / (1 - w)
    slope = gap - rest
    level = np.abs(slope) <= TIE
    change = np.where(level, np.nan, -margin / np.where(level, 1.0, slope))
    at = w + change
    possible = (at >= -TIE) & (at <= 1 + TIE)
    if not possible.any():
        return Flip(c, None, None)
    size = np.where(possible, np.abs(change), np.inf)
    nearest = int(np.argmin(size))
    found = float(np.clip(at[nearest], 0, 1))
    if not sheets.gaps:
        return Flip(c, found, int(rivals[nearest]))
    return _refine(fit, sheets, weights, c, leader, found)


def _refine(fit: Fit, sheets: Sheets, weights: Floats, c: int, leader: int, near: float) -> Flip:
    """Look for the tipping point by computing everything anew, from the rulebook's weight on."""
    w = float(weights[c])
    step = near - w if abs(near - w) > TIE else 1e-3
    low, high = w, near
    while leader in _winners_at(fit, sheets, weights, c, high):
        low, high = high, high + step
        if not 0 <= high <= 1:
            edge = min(max(high, 0.0), 1.0)
            if low == edge or leader in _winners_at(fit, sheets, weights, c, edge):
                return Flip(c, None, None)
            high = edge
            break
    for _ in range(40):
        middle = (low + high) / 2
        if leader in _winners_at(fit, sheets, weights, c, middle):
            low = middle
        else:
            high = middle
    return Flip(c, high, _winners_at(fit, sheets, weights, c, high)[0])


def _winners_at(fit: Fit, sheets: Sheets, weights: Floats, c: int, at: float) -> tuple[int, ...]:
    changed = weights * (1 - at) / (1 - weights[c])
    changed[c] = at
    y, known = weighted(sheets, changed)
    _, counted = weighted(sheets, weights)
    if not fit.applied:
        n = total(sheets.nomination[known], np.ones(int(known.sum())), sheets.nominations)
        sums = total(sheets.nomination[known], y[known], sheets.nominations)
        return winners(divide(sums, n))
    y = y[counted]
    old = fit.panel
    return winners(held(fit, np.where(np.isnan(y), old.y, y)))
