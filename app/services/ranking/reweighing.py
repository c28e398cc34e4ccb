"""The places under other weights than the rulebook's. Nothing is changed, and nothing is kept.

Only averages can be weighed anew. The nominations' scores on each criterion are in the ranking
that the reader may see, so what she may not know of is in none of this either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property

import numpy as np

from app.ranking.arrays import TIE, Floats, Ints
from app.ranking.report import Contest, Report
from app.ranking.robustness.reweigh import Edge, edges, under
from app.services.ranking import Ranking, Row

Weights = Mapping[str, Decimal]
"""By criterion key; as shares they sum to one."""
MOST_DECIMALS = 4
"""Of a percentage just beyond the point where the winner changes."""
ALIKE = Decimal("1e-9")
"""Shares closer than this are one share."""


@dataclass(frozen=True)
class Moved:
    """One nomination under the weights that are tried, and what it is under the rulebook's."""

    row: Row
    place: int | None
    score: float | None
    shared: bool

    @property
    def up(self) -> int:
        """How many places it goes up; below zero down."""
        return (self.row.line.place or 0) - (self.place or 0)


@dataclass(frozen=True)
class Tried:
    """The ranking under some weights; rows best first, contest by contest, the unscored last."""

    shares: Weights
    is_rulebook: bool
    rows: Sequence[Moved]

    @property
    def has_ties(self) -> bool:
        """Whether some share a place that the rulebook might have parted."""
        return not self.is_rulebook and any(one.shared for one in self.rows)

    @property
    def moved(self) -> int:
        """How many have another place than under the rulebook's weights."""
        return sum(bool(one.up) for one in self.rows)

    @cached_property
    def first(self) -> dict[int | None, list[int]]:
        """The nominations in first place, by the number of their contest."""
        found: dict[int | None, list[int]] = {}
        for one in self.rows:
            if one.place == 1:
                found.setdefault(one.row.line.contest, []).append(one.row.nomination.id)
        return found


@dataclass(frozen=True)
class Turn:
    """A point at which the winner changes.

    at: the weight, from 0 to 1. rising: whether it is reached by weighing the criterion more.
    to: who draws level there. beyond: weights just beyond, under which it leads; None where
    nothing is beyond.
    """

    at: float
    rising: bool
    to: Row
    beyond: Weights | None


@dataclass(frozen=True)
class Leeway:
    """How much one criterion may weigh with the same winner, from 0 to 1."""

    criterion: str
    weight: Decimal
    low: float
    high: float
    turns: Sequence[Turn]


def is_possible(report: Report) -> bool:
    """Say whether other weights can be tried: only averages can be weighed anew."""
    return any(line.by_criterion is not None for line in report.lines)


def shares(weights: Weights) -> dict[str, Decimal]:
    """Divide weights by their sum."""
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()}


def try_out(table: Ranking, rulebook: Weights, tried: Weights) -> Tried:
    """Rank under other weights; the rulebook's own give the ranking itself, ties parted.

    Args:
        table: the ranking that the reader may see.
        rulebook: the shares that it was made with.
        tried: the shares to rank under.

    """
    if all(abs(tried[key] - share) < ALIKE for key, share in rulebook.items()):
        same = [Moved(row, row.line.place, row.line.score, row.line.shared) for row in table.rows]
        return Tried(rulebook, is_rulebook=True, rows=same)
    contest = np.array([-1 if r.line.contest is None else r.line.contest for r in table.rows])
    found = under(_by_criterion(table), contest, _array(table, tried))
    taken = list(zip(contest.tolist(), found.place.tolist(), strict=True))
    times: dict[tuple[int, int], int] = {}
    for one in taken:
        times[one] = times.get(one, 0) + 1
    last = len(table.report.contests)
    order = sorted(
        range(len(taken)), key=lambda at: (taken[at][0] if taken[at][1] else last, taken[at][1])
    )
    rows = [
        Moved(
            table.rows[at],
            taken[at][1] or None,
            float(found.score[at]) if taken[at][1] else None,
            shared=bool(taken[at][1]) and times[taken[at]] > 1,
        )
        for at in order
    ]
    return Tried(tried, is_rulebook=False, rows=rows)


def leeways(table: Ranking, contest: Contest, rulebook: Weights) -> list[Leeway]:
    """Find for each criterion how much it may weigh before another one wins."""
    row_of = {row.nomination.id: at for at, row in enumerate(table.rows)}
    order = np.array([row_of[one] for one in contest.order])
    scores, weights = _by_criterion(table), _array(table, rulebook)
    found = []
    for at, key in enumerate(table.report.criteria):
        sides = edges(scores, weights, at, int(order[0]), order[1:])
        turns = [
            Turn(
                edge.at,
                edge.rising,
                table.rows[edge.to],
                _beyond(table, rulebook, key, edge, scores, order),
            )
            for edge in sides
        ]
        found.append(
            Leeway(
                key,
                rulebook[key],
                max((edge.at for edge in sides if not edge.rising), default=0.0),
                min((edge.at for edge in sides if edge.rising), default=1.0),
                turns,
            )
        )
    return found


def _by_criterion(table: Ranking) -> Floats:
    nothing = [float("nan")] * len(table.report.criteria)
    return np.array([row.line.by_criterion or nothing for row in table.rows])


def _array(table: Ranking, weights: Weights) -> Floats:
    return np.array([float(weights[key]) for key in table.report.criteria])


def _beyond(
    table: Ranking, rulebook: Weights, key: str, edge: Edge, scores: Floats, order: Ints
) -> dict[str, Decimal] | None:
    """Give shares just beyond an edge, as round as may be; None where nothing is beyond."""
    for places in range(1, MOST_DECIMALS + 1):
        tried = _stepped(rulebook, key, edge, Decimal(1).scaleb(-places))
        if tried is None:
            return None
        reached = scores @ _array(table, tried)
        leads = reached[edge.to] - reached[order]
        if leads[0] > TIE and leads.min() >= 0:
            return tried
    return None


def _stepped(rulebook: Weights, key: str, edge: Edge, unit: Decimal) -> dict[str, Decimal] | None:
    """Take one weight past an edge in whole units of a per cent, the others scaled with it."""
    steps = Decimal(repr(round(100 * edge.at, 9))) / unit
    number = (
        steps.to_integral_value(ROUND_FLOOR) + 1
        if edge.rising
        else steps.to_integral_value(ROUND_CEILING) - 1
    )
    rest = 100 - number * unit
    if not 0 <= rest <= 100:
        return None
    exact = {
        other: share * rest / (1 - rulebook[key]) / unit
        for other, share in rulebook.items()
        if other != key
    }
    whole = {other: value.to_integral_value(ROUND_FLOOR) for other, value in exact.items()}
    left = int(rest / unit - sum(whole.values()))
    for other in sorted(exact, key=lambda one: whole[one] - exact[one])[:left]:
        whole[other] += 1
    units = {**whole, key: number}
    return {one: units[one] * unit / 100 for one in rulebook}
