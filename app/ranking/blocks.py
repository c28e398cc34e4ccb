"""The incidence of nominations × jurors, cut into blocks that have nothing to do with each other.

Every matrix over jurors is block-diagonal over the components of who scored what, so it is kept
as stacks of small square matrices: one stack (blocks, size, size) for each size of block.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from app.ranking.arrays import Floats, Ints, divide, total
from app.ranking.cells import Panel
from app.ranking.graph import Components

if TYPE_CHECKING:
    from scipy.sparse import csr_array

DENSE_FILL = 8
"""A block is written out in full while it has at most this many places per cell."""
DENSE_BLOCKS = 64
"""With more blocks than this, one sparse product is faster than a loop over them."""

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
                matrix = np.zeros((inside.size, members.size))
                where = row[self.panel.nomination[cells]], column[self.panel.juror[cells]]
                matrix[where] = 1.0
                blocks.append((inside, members, matrix))
        return blocks

    @cached_property
    def sparse(self) -> "csr_array":
        """The whole 0/1 matrix (nominations, jurors), sparse."""
        from scipy.sparse import csr_array  # noqa: PLC0415 - a quarter of a second, rarely needed

        start = np.concatenate([[0], np.cumsum(self.panel.per_nomination)]).astype(np.int64)
        ones = np.ones(self.panel.y.size)
        shape = (self.panel.nominations, self.panel.jurors)
        return csr_array((ones, self.panel.juror, start), shape=shape)

    def gram(self, weight: Floats) -> Stacks:
        """Compute ``Bᵀ diag(weight) B`` in stacks; ``weight`` (nominations,)."""
        if self.dense is None:
            return self._sparse_gram(weight)
        products = iter([b.T @ (b * weight[rows, None]) for rows, _, b in self.dense])
        return [np.stack([next(products) for _ in group]) for group in self.groups]

    def _sparse_gram(self, weight: Floats) -> Stacks:
        scaled = self.sparse.copy()
        scaled.data = weight[self.panel.nomination]
        product = (self.sparse.T @ scaled).tocoo()
        group_of, block_of, place_of = np.zeros((3, self.panel.jurors), dtype=np.int64)
        for number, group in enumerate(self.groups):
            group_of[group] = number
            block_of[group] = np.arange(len(group))[:, None]
            place_of[group] = np.arange(group.shape[1])[None, :]
        stacks = [np.zeros((len(g), g.shape[1], g.shape[1])) for g in self.groups]
        row, column = product.row, product.col
        for number, stack in enumerate(stacks):
            mine = group_of[row] == number
            r, c = row[mine], column[mine]
            stack[block_of[r], place_of[r], place_of[c]] = product.data[mine]
        return stacks

    def laplacian(self, weight: Floats) -> Stacks:
        """Compute ``diag(scores per juror) − Bᵀ diag(weight) B`` in stacks."""
        stacks = self.gram(weight)
        for group, stack in zip(self.groups, stacks, strict=True):
            np.negative(stack, out=stack)
            at = np.arange(group.shape[1])
            stack[:, at, at] += self.panel.per_juror[group]
        return stacks

    def sum_of(self, per_juror: Floats) -> Floats:
        """Add up a number per juror over each nomination's jurors: ``B s``, (nominations,)."""
        return total(self.panel.nomination, per_juror[self.panel.juror], self.panel.nominations)

    def mean_of(self, per_juror: Floats) -> Floats:
        """Average a number per juror over each nomination's jurors, (nominations,)."""
        return divide(self.sum_of(per_juror), self.panel.per_nomination)


def cut(panel: Panel, components: Components) -> Blocks:
    """Sort the jurors into blocks, and the blocks by size."""
    known = np.flatnonzero(components.juror >= 0)
    known = known[np.argsort(components.juror[known], kind="stable")]
    sizes = np.bincount(components.juror[known], minlength=components.number)
    size_of = sizes[components.juror[known]]
    groups = [known[size_of == size].reshape(-1, size) for size in np.unique(sizes)]
    return Blocks(panel, components, groups)
