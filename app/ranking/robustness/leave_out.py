"""Does it hold without her? The ranking once more for each juror left out, λ held.

Jurors of different blocks have nothing to do with each other, so that the first juror of every
block is left out at once, then the second … In a large and thin block each juror touches only a
few others: there the solution with everybody is mended instead of computed anew.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import Bools, Floats, Ints, divide, grouped, ranges, total
from app.ranking.cells import Sheets, begin
from app.ranking.model.fair import Fit
from app.ranking.model.graph import Components
from app.ranking.standing import Outcome, outcomes

MENDED = 64
"""In a thin block with more jurors than this the solution is mended, juror by juror."""
MOST_WORK = 1e12
"""A size of block that takes more multiplications than this is passed over: about a minute."""


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

    Where it would take too long (hundreds of jurors who score nearly everything) it is not done.

    """
    work = _Without(fit)
    before = outcomes(fit.score, parts, sizes, range(parts.number))
    apart = parts.number == fit.blocks.components.number
    out: list[LeftOut] = []
    for number, group in enumerate(fit.blocks.groups):
        if group.shape[1] < 2 or work.amount(number) > MOST_WORK:
            continue
        for gone, without in work.each(number):
            component = parts.juror[gone].tolist()
            if apart:
                score = np.where(work.in_group(number), without, fit.score)
                after = outcomes(score, parts, sizes, component)
            else:
                after = [
                    outcomes(np.where(work.in_block(juror), without, fit.score), parts, sizes, [c])[
                        0
                    ]
                    for juror, c in zip(gone, component, strict=True)
                ]
            out += [
                _compare(juror, c, before[c], found)
                for juror, c, found in zip(gone.tolist(), component, after, strict=True)
            ]
    return sorted(out, key=lambda one: one.juror)


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
    before = outcomes(rank(sheets), parts, sizes, range(parts.number))
    out = []
    for juror in np.flatnonzero(parts.juror >= 0).tolist():
        component = int(parts.juror[juror])
        score = rank(sheets.only(sheets.juror != juror))
        after = outcomes(score, parts, sizes, [component])[0]
        if after[0]:
            out.append(_compare(juror, component, before[component], after))
    return out


class _Without:
    """Scores without one juror of each block, or of one block."""

    def __init__(self, fit: Fit) -> None:
        panel = self.panel = fit.panel
        self.fit = fit
        self.sums = total(panel.nomination, panel.y, panel.nominations)
        self.own = total(panel.juror, panel.y, panel.jurors)
        self.by_juror = grouped(panel.juror, np.arange(panel.y.size))
        self.start = begin(panel.juror[self.by_juror], panel.jurors)

    def in_group(self, number: int) -> Bools:
        """Say which nominations are in blocks of a group, (nominations,)."""
        components = self.fit.blocks.components
        inside = np.zeros(components.number + 1, dtype=bool)  # the last: without a score
        inside[components.juror[self.fit.blocks.groups[number][:, 0]]] = True
        return inside[components.nomination]

    def in_block(self, juror: int) -> Bools:
        """Say which nominations are in a juror's block, (nominations,)."""
        components = self.fit.blocks.components
        inside: Bools = components.nomination == components.juror[juror]
        return inside

    def mended(self, number: int) -> bool:
        """Whether a group's jurors touch so few others that solutions are mended."""
        blocks = self.fit.blocks
        return blocks.dense is None and blocks.groups[number].shape[1] > MENDED

    def amount(self, number: int) -> float:
        """Estimate how many multiplications it takes to go through a group."""
        if not self.fit.applied:
            return 0.0
        panel, group = self.panel, self.fit.blocks.groups[number]
        width = float(group.shape[1])
        if self.mended(number):
            jurors = group.ravel()
            touched = self.fit.blocks.sum_back(panel.per_nomination)[jurors]
            reach = np.minimum(touched, width)
            return float((reach**2 * (panel.per_juror[jurors] + reach)).sum())
        n = panel.per_nomination[self.in_group(number)]
        each = n.size * width**2 if self.fit.blocks.dense is not None else (n**2).sum()
        return float(width * (each + len(group) * width**3))

    def each(self, number: int) -> Iterator[tuple[Ints, Floats]]:
        """Give jurors that are left out at once, and the scores then; only those of her block."""
        group = self.fit.blocks.groups[number]
        if self.fit.applied and self.mended(number):
            for block, members in enumerate(group):
                mend = _Mended(self, number, block)
                for place in range(members.size):
                    yield members[place : place + 1], mend.scores(place)
        else:
            for place in range(group.shape[1]):
                yield group[:, place], self.scores(number, place)

    def cells(self, jurors: Ints) -> Ints:
        """List the cells of some jurors."""
        return self.by_juror[ranges(self.start[jurors], np.diff(self.start)[jurors])]

    def means(self, gone: Ints) -> tuple[Floats, Floats]:
        """Give the nominations' means, and numbers of scores, without some jurors."""
        cells = self.cells(gone)
        n, sums = self.panel.per_nomination.copy(), self.sums.copy()
        n[self.panel.nomination[cells]] -= 1
        sums[self.panel.nomination[cells]] -= self.panel.y[cells]
        return divide(sums, n), n

    def scores(self, number: int, place: int) -> Floats:
        """Give the scores (nominations,) without the juror in this place of each block."""
        blocks, group = self.fit.blocks, self.fit.blocks.groups[number]
        mean, n = self.means(group[:, place])
        if not self.fit.applied:
            return mean
        others = np.delete(group, place, axis=1)
        weight = 1 / np.maximum(n, 1)
        a = -np.delete(np.delete(blocks.gram(weight)[number], place, axis=1), place, axis=2)
        at = np.arange(others.shape[1])
        a[:, at, at] += self.panel.per_juror[others] + self.fit.lam
        b = (self.own - blocks.sum_back(np.nan_to_num(mean)))[others]
        severity = np.zeros(self.panel.jurors)
        severity[others] = np.linalg.solve(a, b[..., None])[..., 0]
        return mean - blocks.sum_of(severity) * weight


class _Mended:
    """The solution ``s = (A + λI)⁻¹ b`` of one block, mended when a juror is left out.

    With ``M = (A + λI)⁻¹``: leaving out her row and column takes ``M_j M_jᵀ / M_jj`` off ``M``,
    and what her scores no longer add to the others is a matrix ``D`` over those who share a
    nomination with her; the Woodbury identity needs a solution over those alone.
    """

    def __init__(self, work: _Without, number: int, block: int) -> None:
        fit = self.fit = work.fit
        self.work = work
        self.members = fit.blocks.groups[number][block]
        vectors, values = fit.vectors[number][block], fit.values[number][block]
        self.inverse = (vectors / (values + fit.lam)) @ vectors.T
        self.severity = fit.severity[self.members]
        self.place = fit.blocks.place[2]

    def scores(self, place: int) -> Floats:
        """Give the scores (nominations,) without the juror in this place of the block."""
        panel, inverse, juror = self.fit.panel, self.inverse, self.members[place]
        mean, n = self.work.means(self.members[place : place + 1])
        hers = panel.nomination[self.work.cells(self.members[place : place + 1])]
        hers = hers[n[hers] > 0]
        length = np.diff(panel.start)[hers]
        cells = ranges(panel.start[hers], length)
        row = np.repeat(np.arange(hers.size), length)
        shared = panel.juror[cells] != juror
        row, near = row[shared], self.place[panel.juror[cells[shared]]]
        column = np.zeros(self.members.size, dtype=np.int64)
        column[near] = 1
        others = np.flatnonzero(column)
        column[others] = np.arange(others.size)
        seen = np.zeros((hers.size, others.size))
        seen[row, column[near]] = 1.0
        less = 1 / panel.per_nomination[hers] - 1 / n[hers]
        d = (seen.T * less) @ seen
        b = (panel.means - mean)[hers] @ seen
        own, corner = inverse[others, place], inverse[place, place]
        square = inverse[np.ix_(others, others)]
        before = self.severity[others] + square @ b
        before -= own * ((self.severity[place] + own @ b) / corner)
        square -= np.outer(own, own / corner)
        mend = np.linalg.solve(np.eye(others.size) + d @ square, d @ before)
        severity = self.severity + inverse[:, others] @ (b - mend)
        severity -= inverse[:, place] * (severity[place] / corner)
        severity[place] = 0.0
        everybody = np.zeros(panel.jurors)
        everybody[self.members] = severity
        return mean - self.fit.blocks.sum_of(everybody) / np.maximum(n, 1)
