"""The order under other weights, from the scores per criterion that an analysis has kept.

With λ held the score under any weights is those weights applied to the scores per criterion (see
``weights.by_criterion``), so that nothing has to be computed anew.
"""

from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import TIE, Floats, Ints
from app.ranking.places import places


@dataclass(frozen=True)
class Reweighed:
    """Scores (nominations,) in points, NaN without one; places (nominations,), 0 without one."""

    score: Floats
    place: Ints


@dataclass(frozen=True)
class Edge:
    """The weight of one criterion, the others scaled with it, at which the first place is lost.

    rising: whether the weight has to rise from the rulebook's, not fall.
    at: the weight, from 0 to 1, at which the two have the same score.
    to: who leads beyond; where ``at`` is 0 or 1 there is nothing beyond.
    """

    rising: bool
    at: float
    to: int


def under(by_criterion: Floats, contest: Ints, weights: Floats) -> Reweighed:
    """Rank under some weights. What ties shares a place, 1, 1, 3; no tie-break is applied.

    Args:
        by_criterion: (nominations, criteria) in points; NaN where there is no score.
        contest: (nominations,) those with the same number compete; below zero with nobody.
        weights: (criteria,) none negative, not all zero; divided by their sum.

    """
    score = by_criterion @ (weights / weights.sum())
    place = np.zeros(contest.size, dtype=np.int64)
    for number in np.unique(contest[contest >= 0]):
        inside = np.flatnonzero(contest == number)
        place[inside] = places(score[inside])
    return Reweighed(score, place)


def edges(
    by_criterion: Floats, weights: Floats, criterion: int, leader: int, rivals: Ints
) -> list[Edge]:
    """Find how far one weight can fall, and rise, before the leader is no longer alone in first.

    The leader's score less a rival's is linear in the weight: it changes by what it would be on
    this criterion alone less what it would be on all the others.

    Args:
        by_criterion: (nominations, criteria) in points.
        weights: (criteria,) the rulebook's, summing to one; nobody is ahead of the leader.
        criterion: whose weight changes.
        leader: has the first place under ``weights``.
        rivals: (k,) with whom the leader competes.

    Returns:
        At most one edge below the rulebook's weight and one above, in this order.

    """
    w = float(weights[criterion])
    if w >= 1 - TIE:
        return []
    ahead = by_criterion[leader] - by_criterion[rivals]
    margin = np.maximum(ahead @ weights, 0.0)
    slope = (ahead[:, criterion] - margin) / (1 - w)
    found = []
    for rising, losing in ((False, slope > TIE), (True, slope < -TIE)):
        steps = np.full(rivals.size, np.inf)
        steps[losing] = margin[losing] / np.abs(slope[losing])
        if not (steps <= (1 - w if rising else w) + TIE).any():
            continue
        nearest = np.flatnonzero(steps <= steps.min() + TIE)
        to = int(rivals[nearest[np.argmax(np.abs(slope[nearest]))]])
        step = float(steps.min())
        found.append(Edge(rising, min(max(w + step if rising else w - step, 0.0), 1.0), to))
    return found
