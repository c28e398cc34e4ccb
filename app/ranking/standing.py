"""First places and shortlists of many components at once: one sorting for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import TIE, Floats, Ints
from app.ranking.model.graph import Components
from app.ranking.places import shortlist, winners


@dataclass(frozen=True)
class Standing:
    """All nominations with a score, component by component, best first.

    order: (k,), what ties by number. place: (k,) within the component, 1, 1, 3 where two tie.
    start: (components + 1,) where each component begins, and the last one's end.
    """

    order: Ints
    start: Ints
    place: Ints

    def of(self, part: int) -> tuple[Ints, Ints]:
        """Give the order and the places of one component."""
        inside = slice(*self.start[part : part + 2])
        return self.order[inside], self.place[inside]

    def winners(self, part: int) -> tuple[int, ...]:
        """Name the nominations of a component that are in first place, by number."""
        return tuple(sorted(self.within(part, 1)))

    def within(self, part: int, place: int) -> tuple[int, ...]:
        """Name the nominations of a component that are in this place or a better one."""
        order, places = self.of(part)
        return tuple(order[: int(places.searchsorted(place, side="right"))].tolist())


def standing(score: Floats, parts: Components) -> Standing:
    """Sort the nominations of all components.

    Args:
        score: (nominations,), NaN for no score.
        parts: within what the nominations compete.

    """
    known = np.flatnonzero(~np.isnan(score) & (parts.nomination >= 0))
    order = known[np.lexsort((-score[known], parts.nomination[known]))]
    part = parts.nomination[order]
    start = np.searchsorted(part, np.arange(parts.number + 1))
    first = np.diff(part, prepend=-1) != 0
    new = first | (np.diff(score[order], prepend=np.inf) < -TIE)
    place = np.flatnonzero(new)[np.cumsum(new) - 1] - start[part] + 1
    return Standing(order[np.lexsort((order, place, part))], start, place)


Outcome = tuple[tuple[int, ...], tuple[int, ...]]
"""The winners and the shortlist of a component."""


def outcomes(
    score: Floats, parts: Components, sizes: Sequence[int], which: Sequence[int]
) -> list[Outcome]:
    """Name winners and shortlists of some components, ``sizes`` being the lengths of all lists."""
    if parts.number == 1:
        return [(winners(score), shortlist(score, sizes[0])) for _ in which]
    found = standing(score, parts)
    return [(found.winners(part), found.within(part, sizes[part])) for part in which]
