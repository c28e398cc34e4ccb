"""The incidence of nominations × jurors, cut into blocks that have nothing to do with each other.

Every matrix over jurors is block-diagonal over the components of who scored what, so it is kept
as stacks of small square matrices: one stack (blocks, size, size) for each size of block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from app.ranking.arrays import Floats, Ints, divide, numbered, ranges, total
from app.ranking.cells import Panel
from app.ranking.model.graph import Components

DENSE_FILL = 8
"""A block is written out in full while it has at most this many places per cell."""
DENSE_BLOCKS = 64
"""With more blocks than this, going through pairs of cells is faster than a loop over them."""
MOST_PAIRS = 2_000_000
"""So many pairs of cells are looked at in one go, give or take a nomination's."""

Stacks = list[Floats]


@dataclass(frozen=True)
class Blocks:
    """The blocks of one panel.

    groups: for each size of block the jurors in its blocks, (blocks, size).
    """

    panel: Panel
    components: Components
    groups: Sequence[Ints]

    @cached_property
    def dense(self) -> list[tuple[Ints, Ints, Floats]] | None:
        """Each block written out: its nominations, its jurors, its 0/1 matrix; None if sparse."""
        number = self.components.number
        sizes = self.components.nomination, self.components.juror
        nominations, jurors = (np.bincount(s[s >= 0], minlength=number) for s in sizes)
        room = int((nominations * jurors).sum())
        if number > DENSE_BLOCKS or room > DENSE_FILL * self.panel.y.size:
            return None
        row = np.zeros(self.panel.nominations, dtype=np.int64)
        column = np.zeros(self.panel.jurors, dtype=np.int64)
        of_cell = self.components.juror[self.panel.juror]
        blocks = []
        for group in self.groups:
            for members in group:
                component = self.components.juror[members[0]]
                inside = np.flatnonzero(self.components.nomination == component)
                row[inside] = np.arange(inside.size)
                column[members] = np.arange(members.size)
                cells = slice(None) if number == 1 else of_cell == component
                # By columns in memory: what is computed runs over a juror's nominations.
                matrix = np.zeros((members.size, inside.size)).T
                where = row[self.panel.nomination[cells]], column[self.panel.juror[cells]]
                matrix[where] = 1.0
                blocks.append((inside, members, matrix))
        return blocks

    @cached_property
    def place(self) -> tuple[Ints, Ints, Ints]:
        """Where each juror is: which of ``groups``, which block in it, which row; (jurors,)."""
        group_of, block_of, place_of = np.zeros((3, self.panel.jurors), dtype=np.int64)
        for number, group in enumerate(self.groups):
            group_of[group] = number
            block_of[group] = np.arange(len(group))[:, None]
            place_of[group] = np.arange(group.shape[1])[None, :]
        return group_of, block_of, place_of

    def gram(self, weight: Floats) -> Stacks:
        """Compute ``Bᵀ diag(weight) B`` in stacks; ``weight`` (nominations,), none negative."""
        if self.dense is None:
            return self._sparse_gram(weight)
        halves = (b.T * np.sqrt(weight[rows]) for rows, _, b in self.dense)
        products = (half @ half.T for half in halves)
        return [np.stack([next(products) for _ in group]) for group in self.groups]

    def _sparse_gram(self, weight: Floats) -> Stacks:
        """Add up over all pairs of cells of one nomination, in the stacks laid out flat."""
        shapes = [(len(group), group.shape[1], group.shape[1]) for group in self.groups]
        offsets = np.cumsum([0, *(np.prod(shape, dtype=np.int64) for shape in shapes)])
        group_of, block_of, place_of = self.place
        width = np.array([shape[1] for shape in shapes], dtype=np.int64)[group_of]
        row = (offsets[group_of] + (block_of * width + place_of) * width)[self.panel.juror]
        column = place_of[self.panel.juror]
        flat = np.zeros(int(offsets[-1]))
        for first, second in pairs(self.panel.start):
            where = row[first] + column[second]
            flat += total(where, weight[self.panel.nomination[first]], flat.size)
        return [
            flat[start:end].reshape(shape)
            for start, end, shape in zip(offsets[:-1], offsets[1:], shapes, strict=True)
        ]

    def laplacian(self, weight: Floats) -> Stacks:
        """Compute ``diag(scores per juror) − Bᵀ diag(weight) B`` in stacks."""
        stacks = self.gram(weight)
        for group, stack in zip(self.groups, stacks, strict=True):
            np.negative(stack, out=stack)
            at = np.arange(group.shape[1])
            stack[:, at, at] += self.panel.per_juror[group]
        return stacks

    def sum_of(self, per_juror: Floats) -> Floats:
        """Add up numbers per juror over each nomination's jurors: ``B s``.

        ``per_juror`` (jurors,) or (jurors, m); returns (nominations,) or (nominations, m).
        """
        out = np.zeros((self.panel.nominations, *per_juror.shape[1:]))
        if self.dense is not None:
            for rows, members, matrix in self.dense:
                out[rows] = matrix @ per_juror[members]
        elif self.panel.y.size:
            scored = np.flatnonzero(self.panel.per_nomination)
            out[scored] = np.add.reduceat(per_juror[self.panel.juror], self.panel.start[scored])
        return out

    def mean_of(self, per_juror: Floats) -> Floats:
        """Average numbers per juror over each nomination's jurors, shaped as by ``sum_of``."""
        return divide(self.sum_of(per_juror).T, self.panel.per_nomination).T

    def sum_back(self, per_nomination: Floats) -> Floats:
        """Add up numbers per nomination over each juror's nominations: ``Bᵀ q``.

        ``per_nomination`` (nominations,) or (nominations, m), read only where there are scores;
        returns (jurors,) or (jurors, m).
        """
        panel = self.panel
        out = np.zeros((panel.jurors, *per_nomination.shape[1:]))
        if self.dense is not None:
            for rows, members, matrix in self.dense:
                out[members] = matrix.T @ per_nomination[rows]
        elif per_nomination.ndim == 1:
            out = total(panel.juror, per_nomination[panel.nomination], panel.jurors)
        else:
            for column, values in zip(out.T, per_nomination.T, strict=True):
                column[:] = total(panel.juror, values[panel.nomination], panel.jurors)
        return out


def pairs(start: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Give all pairs of items (n,) within groups, an item with itself included, some at a time.

    Args:
        start: where each group begins, and the last one's end, (groups + 1,).

    """
    size = np.diff(start)
    chunk = np.cumsum(size**2) // MOST_PAIRS
    borders = np.flatnonzero(np.diff(chunk, prepend=-1, append=-1))
    for first, last in pairwise(borders.tolist()):
        items = np.arange(start[first], start[last])
        own, at = (np.repeat(a[first:last], size[first:last]) for a in (size, start))
        yield np.repeat(items, own), ranges(at, own)


def cut(panel: Panel, components: Components) -> Blocks:
    """Sort the jurors into blocks, and the blocks by size."""
    known = np.flatnonzero(components.juror >= 0)
    known = known[np.argsort(components.juror[known], kind="stable")]
    sizes = np.bincount(components.juror[known], minlength=components.number)
    size_of = sizes[components.juror[known]]
    groups = [known[size_of == size].reshape(-1, size) for size in numbered(sizes)[0]]
    return Blocks(panel, components, groups)
