"""Two nominations side by side: who prefers which, and how little would have turned it."""

from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import TIE, Floats, Ints, ranges
from app.ranking.cells import Sheets
from app.ranking.model.fair import Fit


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


def preferred(one: float | None, other: float | None) -> int | None:
    """Say which of two a juror prefers: 1 the one, -1 the other, 0 neither; None if she can't."""
    if one is None or other is None:
        return None
    if abs(one - other) <= TIE:
        return 0
    return 1 if one > other else -1


def head_to_head(fit: Fit, among: Ints) -> list[HeadToHead]:
    """Compare the first of some nominations (k,) with each of the others."""
    if among.size < 2:
        return []
    panel = fit.panel
    leader = slice(*panel.start[among[0] : among[0] + 2])
    hers = np.full(panel.jurors, np.nan)
    hers[panel.juror[leader]] = panel.y[leader]
    length = np.diff(panel.start)[among]
    cells = ranges(panel.start[among], length)
    rival = np.repeat(np.arange(among.size), length)
    ahead = hers[panel.juror[cells]] - panel.y[cells]
    counts = (ahead > TIE, ahead < -TIE, ~np.isnan(ahead))
    prefer_first, prefer_second, both = (
        np.bincount(rival[which], minlength=among.size).tolist() for which in counts
    )
    numbers = among.tolist()
    return [
        HeadToHead(numbers[0], numbers[k], prefer_first[k], prefer_second[k], both[k])
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
    jurors, _, solved = fit.contrast(first, second)
    v = np.zeros(sheets.jurors)
    v[jurors] = solved
    at, slope, weighs = [], [], []
    for nomination, sign in ((first, 1), (second, -1)):
        lines = np.arange(*sheets.start[nomination : nomination + 2])
        weight = sheets.present[lines] @ weights
        lines, weight = lines[weight > 0], weight[weight > 0]
        own = v[sheets.juror[lines]]
        at.append(lines)
        slope.append(sign / lines.size - own + own.mean())
        weighs.append(weight)
    lines = np.concatenate(at)
    each = np.concatenate(slope) / np.concatenate(weighs)
    effect = np.where(sheets.present[lines], each[:, None] * weights, 0.0)
    out = []
    size = np.abs(effect)
    first_of_all = (size >= size.max(axis=0) - TIE).argmax(axis=0)
    for criterion, strongest in enumerate(first_of_all.tolist()):
        by = float(effect[strongest, criterion])
        where = lines[strongest]
        out.append(
            Nudge(criterion, None, None, None)
            if abs(by) <= TIE
            else Nudge(
                criterion, -gap / by, int(sheets.juror[where]), int(sheets.nomination[where])
            )
        )
    return out
