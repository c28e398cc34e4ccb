"""Scores in: sheets as they were written, and the one number a juror gives a nomination.

Nominations, jurors and criteria are numbers 0, 1, 2 … here; their names stay with the caller.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.ranking.arrays import TIE, Bools, Floats, Ints, count, divide, total

USUAL_STEPS = (1.0, 0.5, 0.25, 0.1)
"""What scales usually go by, the coarsest first."""


@dataclass(frozen=True)
class Sheets:
    """All scores: one line per juror and nomination, sorted by nomination, then juror.

    nomination, juror: (n,), which nomination and whose line; no pair occurs twice.
    scores: (n, criteria) in points of the scale, NaN where a criterion was left out; best laid
        out by columns in memory, because what is computed runs over a criterion's scores.
    """

    nomination: Ints
    juror: Ints
    scores: Floats
    nominations: int
    jurors: int

    @property
    def criteria(self) -> int:
        """How many criteria there are."""
        return int(self.scores.shape[1])

    @cached_property
    def start(self) -> Ints:
        """Where each nomination's lines begin, and the last one's end, (nominations + 1,)."""
        return begin(self.nomination, self.nominations)

    @cached_property
    def present(self) -> Bools:
        """Which criteria each line scores, (n, criteria)."""
        return ~np.isnan(self.scores)

    @cached_property
    def means(self) -> Floats:
        """The mean of all scores on each criterion, (criteria,), points; 0 without one."""
        number = np.count_nonzero(self.present, axis=0)
        means: Floats = np.nansum(self.scores, axis=0) / np.maximum(number, 1)
        return means

    @cached_property
    def gaps(self) -> bool:
        """Whether some line leaves out a criterion that another line scores."""
        return bool((self.present.any(axis=0) & ~self.present.all(axis=0)).any())

    def only(self, keep: Bools) -> "Sheets":
        """Leave out the lines (n,) that are not to be kept; all numbers stay as they were."""
        return Sheets(
            self.nomination[keep],
            self.juror[keep],
            self.scores.T[:, keep].T,
            self.nominations,
            self.jurors,
        )


@dataclass(frozen=True)
class Panel:
    """The cell scores: what each juror thinks of each nomination, one number a cell.

    nomination, juror, y: (n,), sorted by nomination; ``y`` in points of the scale.
    """

    nomination: Ints
    juror: Ints
    y: Floats
    nominations: int
    jurors: int

    @cached_property
    def start(self) -> Ints:
        """Where each nomination's cells begin, and the last one's end, (nominations + 1,)."""
        return begin(self.nomination, self.nominations)

    @cached_property
    def per_nomination(self) -> Floats:
        """How many jurors scored each nomination, (nominations,)."""
        return np.diff(self.start).astype(np.float64)

    @cached_property
    def per_juror(self) -> Floats:
        """How many nominations each juror scored, (jurors,)."""
        return count(self.juror, self.jurors)

    @cached_property
    def means(self) -> Floats:
        """The plain mean over each nomination's jurors, (nominations,); NaN without a score."""
        return divide(total(self.nomination, self.y, self.nominations), self.per_nomination)

    @cached_property
    def surplus(self) -> Floats:
        """Each juror's scores less those nominations' means, summed, (jurors,), points (``b``)."""
        return total(self.juror, self.y - self.means[self.nomination], self.jurors)

    @cached_property
    def within(self) -> float:
        """The sum of squares within nominations, in points squared (``RSS₀``)."""
        rest = self.y - self.means[self.nomination]
        return float(rest @ rest)

    @cached_property
    def by_value(self) -> Ints:
        """The cells in ascending order of their scores, (n,)."""
        return np.argsort(self.y)

    @property
    def df(self) -> int:
        """The degrees of freedom within nominations: cells less nominations scored."""
        return int(self.y.size - np.count_nonzero(self.per_nomination))

    def only(self, keep: Bools) -> "Panel":
        """Leave out the cells (n,) that are not to be kept; all numbers stay as they were."""
        return Panel(
            self.nomination[keep], self.juror[keep], self.y[keep], self.nominations, self.jurors
        )


def begin(ascending: Ints, size: int) -> Ints:
    """Find where each number below ``size`` begins in an ascending array, (size + 1,)."""
    return np.concatenate([[0], np.cumsum(np.bincount(ascending, minlength=size))])


def from_lines(
    nomination: Ints,
    juror: Ints,
    criterion: Ints,
    score: Floats,
    *,
    shape: tuple[int, int, int],
) -> Sheets:
    """Gather scores that come one by one, in any order.

    Args:
        nomination: (n,) which nomination; likewise ``juror`` and ``criterion``.
        juror: (n,).
        criterion: (n,).
        score: (n,) in points, finite.
        shape: how many nominations, jurors and criteria there are.

    """
    nominations, jurors, criteria = shape
    order = np.argsort(nomination * jurors + juror)
    key = (nomination * jurors + juror)[order]
    new = np.diff(key, prepend=-1) != 0
    line = np.empty_like(order)
    line[order] = np.cumsum(new) - 1
    scores = np.full((criteria, int(np.count_nonzero(new))), np.nan)
    scores[criterion, line] = score
    return Sheets(key[new] // jurors, key[new] % jurors, scores.T, nominations, jurors)


def from_array(scores: Floats) -> Sheets:
    """Take scores as an array (nominations, jurors, criteria), NaN where there is none."""
    nominations, jurors, criteria = scores.shape
    scored = np.zeros((nominations, jurors), dtype=bool)
    for criterion in range(criteria):
        scored |= ~np.isnan(scores[:, :, criterion])
    nomination, juror = np.nonzero(scored)
    lines = np.empty((criteria, nomination.size))
    for criterion in range(criteria):
        lines[criterion] = scores[:, :, criterion][scored]
    return Sheets(nomination, juror, lines.T, nominations, jurors)


def weigh(sheets: Sheets, weights: Floats) -> Panel:
    """Make one number of each line: the cell score of section 1 of the method.

    ``y = Σ w (x − m) / Σ w + Σ w m`` over the criteria present, ``m`` the mean of all scores on
    a criterion: a criterion left out neither helps nor hurts because it is scored hard by all.
    With nothing left out this is the weighted mean. A line where nothing that weighs was scored
    is no cell. A criterion that nobody scored is as if it did not exist.

    Args:
        sheets: n lines.
        weights: (criteria,), none negative, in any unit: their sum is made 1.

    """
    y, known = weighted(sheets, weights)
    panel = Panel(sheets.nomination, sheets.juror, y, sheets.nominations, sheets.jurors)
    return panel if known.all() else panel.only(known)


def weighted(sheets: Sheets, weights: Floats) -> tuple[Floats, Bools]:
    """Give the cell score of every line (n,), and which lines have one (n,)."""
    present, means = sheets.present, sheets.means
    weights = np.where(present.any(axis=0), weights, 0.0)
    if present.all() and weights.sum():
        return sheets.scores @ (weights / weights.sum()), np.ones(len(present), dtype=bool)
    weight = present @ weights
    known = weight > 0
    if not known.any():
        return np.full(len(present), np.nan), known
    filled = np.where(present, sheets.scores, 0.0)
    share = weights / weights.sum()
    y = divide(np.where(present, filled - means, 0.0) @ weights, weight) + share @ means
    whole = known & (present | (weights == 0)).all(axis=1)
    y[whole] = (filled @ share)[whole]
    return y, known


def step_of(sheets: Sheets) -> float:
    """Read the step of the scale off the scores, in points; 0 where nothing differs.

    The coarsest usual step that all scores are multiples of. Where none is, scores are no points
    of a scale but made of several, and the smallest difference on a criterion stands for a step.
    """
    given = [np.unique(column[~np.isnan(column)]) for column in sheets.scores.T]
    for step in USUAL_STEPS:
        if all(np.abs(v / step - np.round(v / step)).max(initial=0) * step <= TIE for v in given):
            return step
    apart = np.concatenate([np.diff(values) for values in given])
    return float(apart[apart > TIE].min(initial=np.inf)) if (apart > TIE).any() else 0.0
