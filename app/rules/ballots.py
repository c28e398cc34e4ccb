"""Ballots: what a final is decided by, and how the ranks that somebody writes are read.

A ballot ranks everybody who is left, from the first place on; several may have the same. Only the
order counts: 1, 1, 3 and 1, 1, 2 are understood alike, and so are 1, 2, 2 and 1, 3, 3. A number
that nobody has is a gap where no equal ranks explain it: something was forgotten, and is asked for.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.rules.numbers import row_number


class StageBasis(StrEnum):
    """What a final is decided by."""

    SCORES = "scores"
    BALLOT = "ballot"


class RankFault(StrEnum):
    """Why what is written beside one name is no rank."""

    MISSING = "missing"
    NO_NUMBER = "no_number"
    OUT_OF_RANGE = "out_of_range"


@dataclass(frozen=True)
class Reading:
    """What a ballot says, or why it cannot be counted.

    ranks: by nomination, 1, 1, 2 where two are first; empty where anything is wrong.
    faults: by nomination.
    gap: the lowest rank that nobody has and no equal ranks explain.
    lacks_why: whether it abstains and does not say why.
    """

    ranks: Mapping[int, int] = field(default_factory=dict)
    faults: Mapping[int, RankFault] = field(default_factory=dict)
    gap: int | None = None
    lacks_why: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it can be counted."""
        return not (self.faults or self.gap or self.lacks_why)


def read(written: Mapping[int, str], running: Sequence[int]) -> Reading:
    """Read a ballot.

    Args:
        written: by nomination.
        running: the nominations that are ranked.

    """
    ranks: dict[int, int] = {}
    faults: dict[int, RankFault] = {}
    for one in running:
        found = _rank(written.get(one, ""), len(running))
        if isinstance(found, RankFault):
            faults[one] = found
        else:
            ranks[one] = found
    if faults:
        return Reading(faults=faults)
    gap = _gap(ranks.values())
    return Reading(gap=gap) if gap is not None else Reading(dense(ranks))


def _rank(text: str, most: int) -> int | RankFault:
    told = text.strip().removesuffix(".")
    if not told:
        return RankFault.MISSING
    number = row_number(told)
    if number is None:
        return RankFault.NO_NUMBER
    return number if 1 <= number <= most else RankFault.OUT_OF_RANGE


def _gap(given: Collection[int]) -> int | None:
    """Find the lowest rank that is skipped, unless equal ranks explain all that are."""
    held = sorted(set(given))
    counts = [sum(rank == one for rank in given) for one in held]
    through = [sum(counts[: at + 1]) for at in range(len(held))]
    by_number = list(range(1, len(held) + 1))
    shared_first = [1 + end - count for end, count in zip(through, counts, strict=True)]
    if held in (by_number, shared_first, through):
        return None
    return next(rank for rank in range(1, max(held) + 1) if rank not in held)


def dense(ranks: Mapping[int, int]) -> dict[int, int]:
    """Give ranks without gaps: 1, 1, 2 where two are first."""
    place = {rank: at for at, rank in enumerate(sorted(set(ranks.values())), start=1)}
    return {one: place[rank] for one, rank in ranks.items()}
