"""Two nominations side by side: who prefers which, and how little would have turned it."""

from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import TIE, Floats, Ints
from app.ranking.cells import Sheets
from app.ranking.duels import duels
from app.ranking.fair import Fit


@dataclass(frozen=True)
class HeadToHead:
    """Of ``both`` jurors who scored both, how many prefer the first, and how many the second."""

    first: int
    second: int
    prefer_first: int
    prefer_second: int
    both: int


@dataclass(frozen=True)
class Nudge:
    """How one score would have had to differ for two nominations to draw level.

    points: by how much, in points of the scale, positive is higher; may lead off the scale.
    None in all three where no score on this criterion can do it.
    """

    criterion: int
    points: float | None
    juror: int | None
    nomination: int | None


def head_to_head(fit: Fit, among: Ints) -> list[HeadToHead]:
    """Compare the first of some nominations (k,) with each of the others."""
    prefer, both = duels(fit.panel, among)
    return [
        HeadToHead(
            int(among[0]), int(among[k]), int(prefer[0, k]), int(prefer[k, 0]), int(both[0, k])
        )
        for k in range(1, among.size)
    ]


def margin_in_points(
    fit: Fit, sheets: Sheets, weights: Floats, first: int, second: int
) -> list[Nudge]:
    """Find, for each criterion, the smallest change of one score that closes the gap.

    The gap between two fair averages is linear in the cell scores, λ held; its slope in the
    score of juror j for the first is ``1/n − v_j + mean of v over its jurors`` with
    ``v = (A + λI)⁻¹ (B_first/n_first − B_second/n_second)``, and likewise for the second.
    Exact where no criterion is left out (a change then leaves the criterion's mean alone).
    """
    gap = float(fit.score[first] - fit.score[second])
    lines = [np.flatnonzero(sheets.nomination == one) for one in (first, second)]
    present = ~np.isnan(sheets.scores)
    slopes = []
    share = np.zeros(sheets.jurors)
    weighs = present @ weights
    counted = [rows[weighs[rows] > 0] for rows in lines]
    for rows, sign in zip(counted, (1, -1), strict=True):
        share[sheets.juror[rows]] += sign / rows.size
    v = fit.solve(share) if fit.applied else np.zeros(sheets.jurors)
    for rows, sign in zip(counted, (1, -1), strict=True):
        own = v[sheets.juror[rows]]
        slopes.append(sign / rows.size - own + own.mean())
    at = np.concatenate(counted)
    slope = np.concatenate(slopes)
    out = []
    for criterion, weight in enumerate(weights):
        effect = np.where(present[at, criterion], slope * weight / weighs[at], 0.0)
        strongest = int(np.argmax(np.abs(effect)))
        if abs(effect[strongest]) <= TIE:
            out.append(Nudge(criterion, None, None, None))
            continue
        where = at[strongest]
        points = -gap / float(effect[strongest])
        out.append(
            Nudge(criterion, points, int(sheets.juror[where]), int(sheets.nomination[where]))
        )
    return out
