"""Who would come onto the shortlist, or fall off it, had the weights been a little different."""

import numpy as np

from app.ranking.arrays import TIE, Floats, Ints

MOST_WEIGHTINGS = 1000
"""So many of the weightings are tried: enough for shares that are shown in whole per cents."""
REACH = 200
"""How far beyond the shortlist nominations are looked at; those further behind stay outside."""


def listed_share(scores: Floats, order: Ints, weightings: Floats, size: int) -> Floats:
    """Give the share of weightings under which each nomination is among the best ``size``.

    Args:
        scores: (nominations, criteria) as ``weights.by_criterion`` gives them.
        order: (k,) the nominations that compete, best first.
        weightings: (t, criteria).
        size: of the shortlist; what ties with its last counts as on it.

    Returns:
        (k,) in the order of ``order``, 0 to 1.

    """
    out = np.zeros(order.size)
    if order.size <= size:
        return out + 1.0
    near = order[: size + REACH]
    under = weightings[:MOST_WEIGHTINGS] @ scores[near].T
    last = -np.partition(-under, size - 1, axis=1)[:, size - 1 : size]
    out[: near.size] = (under >= last - TIE).mean(axis=0)
    return out
