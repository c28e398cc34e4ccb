"""Schulze's method: an order from ballots that rank, by the strongest paths between each two.

M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method", Social Choice and Welfare 36 (2011), 267-303: sections 2.1-2.3, with
the strength of a link measured by winning votes. A link that as many support is the stronger the
fewer oppose it, as there. Equal ranks count for neither of the two.

The relation that follows is a strict partial order. Where it leaves several unbeaten, the
rulebook's tie-breaks part them as far as they say anything of ballots; what they do not part shares
a place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import Bools, Ints
from app.ranking.places import Parted, TieBreak

METHOD = "schulze"
VERSION = 1
"""Goes up with every change after which the same ballots could give another result."""


@dataclass(frozen=True)
class Count:
    """What ballots come to.

    preferred: (n, n) how many rank the row before the column.
    strengths: (n, n) how many support the weakest link of the strongest path; 0 without a path.
    beats: (n, n) whether the row's strongest path to the column is stronger than the way back.
    order: best first. place: of each, 1, 1, 3 where two share the first.
    partings: the ties that tie-breaks have parted, the highest first.
    """

    preferred: Ints
    strengths: Ints
    beats: Bools
    order: tuple[int, ...]
    place: tuple[int, ...]
    partings: tuple[Parted, ...]


def count(ranks: Ints, rules: Sequence[TieBreak] = ()) -> Count:
    """Count ballots.

    Args:
        ranks: (ballots, n) lower is better, by order alone; equal ones prefer neither.
        rules: the rulebook's tie-breaks, in order.

    """
    preferred = preferences(ranks)
    paths = _paths(preferred, ranks.shape[0])
    beats = paths > paths.T
    order, place, partings = _places(beats, preferred, rules)
    strengths = -(-paths // (ranks.shape[0] + 1))
    return Count(preferred, strengths, beats, order, place, partings)


def preferences(ranks: Ints) -> Ints:
    """Count, for each two, how many ballots rank the row before the column."""
    before = ranks[:, :, None] < ranks[:, None, :]
    return np.asarray(before.sum(axis=0), dtype=np.int64)


def _paths(preferred: Ints, ballots: int) -> Ints:
    """Give the strength of the strongest path between each two, 0 without one.

    One number holds both parts of a link's strength, so that support decides before opposition.
    """
    won = preferred > preferred.T
    paths = np.where(won, preferred * (ballots + 1) - preferred.T, 0)
    for via in range(len(paths)):
        paths = np.maximum(paths, np.minimum(paths[:, via, None], paths[None, via, :]))
    np.fill_diagonal(paths, 0)
    return paths


def _places(
    beats: Bools, preferred: Ints, rules: Sequence[TieBreak]
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[Parted, ...]]:
    """Take out the unbeaten again and again: they share a place, unless a tie-break parts them."""
    left = list(range(len(beats)))
    order: list[int] = []
    place = [0] * len(beats)
    partings: list[Parted] = []
    while left:
        unbeaten = [one for one in left if not beats[left, one].any()]
        groups = _part(unbeaten, preferred, rules)
        if len(groups) > 1:
            partings.append(Parted(groups, (TieBreak.HEAD_TO_HEAD,) * (len(groups) - 1)))
        for group in groups:
            for one in group:
                place[one] = len(order) + 1
            order += group
        left = [one for one in left if one not in unbeaten]
    return tuple(order), tuple(place), tuple(partings)


def _part(
    tied: Sequence[int], preferred: Ints, rules: Sequence[TieBreak]
) -> tuple[tuple[int, ...], ...]:
    """Part a tie, best first.

    Of the tie-breaks, the direct comparison alone says anything of ballots: there are no scores on
    a heaviest criterion, and from the chair's choice on, nothing is computed.
    """
    computed = rules[: rules.index(TieBreak.CHAIR)] if TieBreak.CHAIR in rules else rules
    if TieBreak.HEAD_TO_HEAD not in computed:
        return (tuple(tied),)
    among = preferred[np.ix_(tied, tied)]
    won = np.sign(among - among.T).sum(axis=1)
    return tuple(
        tuple(one for one, wins in zip(tied, won, strict=True) if wins == best)
        for best in sorted(set(won.tolist()), reverse=True)
    )
