"""Schulze's method for ballots that rank, written for whoever reads it: in plain Python.

M. Schulze, Social Choice and Welfare 36 (2011), 267-303, sections 2.1-2.3, by winning votes.
"""

from collections.abc import Sequence

Link = tuple[int, int]
"""How strong a link is: how many support it, and, the fewer the better, how many oppose it."""
NO_LINK: Link = (0, 0)


def prefer(ballots: Sequence[Sequence[int]], size: int) -> list[list[int]]:
    """Count, for each two, how many ballots rank the one before the other."""
    each = range(size)
    return [[sum(ranks[a] < ranks[b] for ranks in ballots) for b in each] for a in each]


def schulze_places(preferred: Sequence[Sequence[int]], tie_breaks: Sequence[str]) -> list[int]:
    """Give the place of each, 1, 1, 3 where two share the first."""
    each = range(len(preferred))
    path = [
        [
            (preferred[a][b], -preferred[b][a]) if preferred[a][b] > preferred[b][a] else NO_LINK
            for b in each
        ]
        for a in each
    ]
    for via in each:
        for a in each:
            for b in each:
                path[a][b] = max(path[a][b], min(path[a][via], path[via][b]))
    left, places, taken = list(each), [0] * len(preferred), 0
    while left:
        unbeaten = [a for a in left if not any(path[b][a] > path[a][b] for b in left if b != a)]
        for group in _parted_ballots(unbeaten, preferred, tie_breaks):
            for one in group:
                places[one] = taken + 1
            taken += len(group)
        left = [one for one in left if one not in unbeaten]
    return places


def _parted_ballots(
    unbeaten: Sequence[int], preferred: Sequence[Sequence[int]], tie_breaks: Sequence[str]
) -> list[list[int]]:
    """Part a tie by the direct comparison, where the rulebook says so before the chair decides."""
    before = list(tie_breaks)
    computed = before[: before.index("chair")] if "chair" in before else before
    if "head to head" not in computed:
        return [list(unbeaten)]
    won = {
        a: sum(
            (preferred[a][b] > preferred[b][a]) - (preferred[a][b] < preferred[b][a])
            for b in unbeaten
        )
        for a in unbeaten
    }
    return [
        [a for a in unbeaten if won[a] == wins] for wins in sorted(set(won.values()), reverse=True)
    ]
