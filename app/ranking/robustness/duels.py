"""Head to head: how many jurors prefer the one to the other, for every pair of nominations."""

import numpy as np
from numpy.typing import NDArray

from app.ranking.arrays import TIE, Floats, Ints, grouped, ranges
from app.ranking.cells import Panel
from app.ranking.model.blocks import pairs

Counts = NDArray[np.int32]

WRITTEN_OUT = 6
"""A juror who scored at least one in so many is compared with everybody at once."""
TILE = 500_000
"""So many pairs at a time stay close to the processor."""


def duels(panel: Panel, among: Ints) -> tuple[Counts, Counts]:
    """Count, for each pair of some nominations, the jurors who scored both.

    Args:
        panel: the cell scores.
        among: (k,) the nominations in question.

    Returns:
        Two arrays (k, k): how many jurors prefer the row to the column, and how many scored
        both, those who prefer neither included.

    """
    length = np.diff(panel.start)[among]
    cells = ranges(panel.start[among], length)
    rows = np.repeat(np.arange(among.size), length)
    by_juror = grouped(panel.juror[cells], np.arange(cells.size))
    rows, y = rows[by_juror], panel.y[cells[by_juror]]
    juror = panel.juror[cells[by_juror]]
    border = np.flatnonzero(np.diff(juror, prepend=-1, append=-1))
    large = np.diff(border) * WRITTEN_OUT >= among.size
    of_large = np.repeat(large, np.diff(border))
    prefer, both = _written_out(rows[of_large], y[of_large], border_of(border, large), among.size)
    start = border_of(border, ~large)
    rows, y = rows[~of_large], y[~of_large]
    for first, second in pairs(start):
        where = rows[first] * among.size + rows[second]
        np.add.at(both.ravel(), where, 1)
        np.add.at(prefer.ravel(), where[y[first] > y[second] + TIE], 1)
    return prefer, both


def border_of(border: Ints, kept: NDArray[np.bool_]) -> Ints:
    """Give the borders of the groups that are kept, when the others are taken out."""
    return np.concatenate([[0], np.cumsum(np.diff(border)[kept])])


def _written_out(rows: Ints, y: Floats, start: Ints, size: int) -> tuple[Counts, Counts]:
    """Count by comparing whole rows of a matrix (jurors, size) of each juror's own levels."""
    jurors = start.size - 1
    prefer, both = np.zeros((2, size, size), dtype=np.int32)
    if not jurors:
        return prefer, both
    juror = np.repeat(np.arange(jurors), np.diff(start))
    ascending = np.lexsort((y, juror))
    new = np.diff(y[ascending], prepend=-np.inf) > TIE
    new[start[:-1]] = True
    above = np.cumsum(new)
    level = above - (above[start[:-1]] - 1)[juror]
    # A nomination that she did not score beats nobody, and nobody beats it.
    own = np.zeros((jurors, size), dtype=np.uint16)
    own[juror, rows[ascending]] = level
    rival = np.where(own, own, np.uint16(2**16 - 1))
    seen = (own > 0).astype(np.float32)
    np.copyto(both, seen.T @ seen, casting="unsafe")
    height = max(TILE // size, 1)
    better = np.empty((height, size), dtype=bool)
    count = np.empty((height, size), dtype=np.uint8)
    for top in range(0, size, height):
        tile = slice(top, top + height)
        out, number = better[: size - top], count[: size - top]
        for one in range(jurors):
            if one % 255 == 0:
                number[:] = 0
            np.greater(own[one, tile, None], rival[one], out=out)
            number += out.view(np.uint8)
            if one % 255 == 254 or one == jurors - 1:
                prefer[tile] += number
    return prefer, both
