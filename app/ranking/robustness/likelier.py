"""Who is likelier to be the best than whoever has the first place, and why that can be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.ranking.methods import Method

NOTABLE = 0.02
"""A smaller difference between two chances may be that of the draws."""


class Why(StrEnum):
    """Why the first place and the greatest chance are not the same one's."""

    METHOD = "the order is by another method than the chances"
    FEWER = "fewer have scored the first"
    LESS_SURE = "the average of the first is less sure"


@dataclass(frozen=True)
class Likelier:
    """``nomination`` is the likeliest to be the best, and ``first`` has the first place."""

    first: int
    nomination: int
    why: Why


def likelier(
    method: Method, first: Sequence[int], best: Mapping[int, float], jurors: Mapping[int, int]
) -> Likelier | None:
    """Find who is likelier to be the best than the first.

    An average of few says less than one of many: it is drawn towards the others' before chances
    are told, so that one that is a little higher may be less likely to be the best.

    Args:
        method: what made the order.
        first: who has the first place.
        best: the chance of each to be the best, 0 to 1, of those to whom one is given.
        jurors: how many have scored each.

    Returns:
        None where nobody is, or no chances are given.

    """
    known = [one for one in first if one in best]
    if not known:
        return None
    leader = max(known, key=best.__getitem__)
    top = max(best, key=best.__getitem__)
    if best[top] - best[leader] < NOTABLE:
        return None
    if method is not Method.FAIR:
        return Likelier(leader, top, Why.METHOD)
    return Likelier(leader, top, Why.FEWER if jurors[leader] < jurors[top] else Why.LESS_SURE)
