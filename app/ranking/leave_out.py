"""Does it hold without her? The ranking once more for each juror left out, λ held."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import Floats, Ints
from app.ranking.cells import Sheets
from app.ranking.fair import Fit
from app.ranking.graph import Components
from app.ranking.places import shortlist, winners

MOST_WRITTEN_OUT = 4_000_000
"""A component with more places (nominations × jurors) than this is too large to write out."""


@dataclass(frozen=True)
class LeftOut:
    """The outcome without one juror.

    winners, shortlist: of the component she belongs to. The last two say whether they are others
    than with her.
    """

    juror: int
    component: int
    winners: tuple[int, ...]
    shortlist: tuple[int, ...]
    changes_winner: bool
    changes_shortlist: bool


def leave_one_out(fit: Fit, parts: Components, sizes: Sequence[int]) -> list[LeftOut]:
    """Leave out every juror in turn, by herself.

    Args:
        fit: the fair averages; plain means stay plain.
        parts: within what the nominations compete.
        sizes: the length of each component's shortlist.

    A component too large to write out (some millions of places) is passed over.

    """
    out: list[LeftOut] = []
    blocks = fit.blocks.components
    for block in range(blocks.number):
        rows, jurors = (
            np.flatnonzero(blocks.nomination == block),
            np.flatnonzero(blocks.juror == block),
        )
        if rows.size * jurors.size > MOST_WRITTEN_OUT or jurors.size < 2:
            continue
        component = int(parts.nomination[rows[0]])
        score = np.where(parts.nomination == component, fit.score, np.nan)
        before = winners(score), shortlist(score, sizes[component])
        for juror, without in zip(jurors, _without(fit, rows, jurors), strict=True):
            changed = score.copy()
            changed[rows] = without
            after = winners(changed), shortlist(changed, sizes[component])
            out.append(_compare(int(juror), component, before, after))
    return sorted(out, key=lambda one: one.juror)


Outcome = tuple[tuple[int, ...], tuple[int, ...]]


def _compare(juror: int, component: int, before: Outcome, after: Outcome) -> LeftOut:
    return LeftOut(
        juror,
        component,
        winners=after[0],
        shortlist=after[1],
        changes_winner=set(after[0]) != set(before[0]),
        changes_shortlist=set(after[1]) != set(before[1]),
    )


def leave_out_by(
    rank: Callable[[Sheets], Floats], sheets: Sheets, parts: Components, sizes: Sequence[int]
) -> list[LeftOut]:
    """Leave out every juror in turn by ranking the rest anew, with any method.

    Args:
        rank: scores nominations (nominations,) from sheets.
        sheets: all scores.
        parts: within what the nominations compete.
        sizes: the length of each component's shortlist.

    """
    full = rank(sheets)
    out = []
    for juror in np.flatnonzero(parts.juror >= 0):
        component = int(parts.juror[juror])
        mine = parts.nomination == component
        both = [np.where(mine, s, np.nan) for s in (full, rank(sheets.only(sheets.juror != juror)))]
        before, after = ((winners(s), shortlist(s, sizes[component])) for s in both)
        if after[0]:
            out.append(_compare(int(juror), component, before, after))
    return out


def _without(fit: Fit, rows: Ints, jurors: Ints) -> list[Floats]:
    """Give the scores of one component's nominations (rows,) without each of its jurors."""
    panel = fit.panel
    row, column = np.full(panel.nominations, -1), np.full(panel.jurors, -1)
    row[rows], column[jurors] = np.arange(rows.size), np.arange(jurors.size)
    mine = row[panel.nomination] >= 0
    at = row[panel.nomination[mine]], column[panel.juror[mine]]
    y = np.zeros((rows.size, jurors.size))
    y[at] = panel.y[mine]
    seen = np.zeros_like(y)
    seen[at] = 1.0
    n, sums = seen.sum(axis=1), y.sum(axis=1)
    per_juror, juror_sums = seen.sum(axis=0), y.sum(axis=0)
    out = []
    for juror in range(jurors.size):
        n_left = n - seen[:, juror]
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = (sums - y[:, juror]) / n_left
        if fit.applied:
            others = np.arange(jurors.size) != juror
            weight = 1 / np.maximum(n_left, 1)
            a = -(seen * weight[:, None]).T @ seen
            a[np.diag_indices(jurors.size)] += per_juror + fit.lam
            b = juror_sums - np.where(n_left > 0, mean, 0.0) @ seen
            severity = np.zeros(jurors.size)
            severity[others] = np.linalg.solve(a[np.ix_(others, others)], b[others])
            mean = mean - (seen @ severity) * weight
        out.append(mean)
    return out
