"""From scores to places: ties, the rulebook's tie-breaks, and where a shortlist ends by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.ranking.arrays import TIE, Floats, Ints, divide, total
from app.ranking.cells import Panel, Sheets
from app.ranking.robustness.duels import duels

SAME_WEIGHT = 1.5e-5
"""Weights no further apart are one: of three thirds, to five decimals, one gets what is over."""
NEAR = 1e-6
"""No chain of ties is longer than this, in points: whoever is further behind is not looked at."""


class TieBreak(StrEnum):
    """What may part nominations whose scores tie."""

    HEAD_TO_HEAD = "head to head"
    HEAVIEST_CRITERION = "heaviest criterion"
    CHAIR = "chair"


@dataclass(frozen=True)
class Parted:
    """A tie after the tie-breaks.

    groups: best first; within a group nothing but the chair can choose.
    by: the tie-break that parted each group from the next, one fewer than groups.
    """

    groups: tuple[tuple[int, ...], ...]
    by: tuple[TieBreak, ...]


def in_order(score: Floats) -> Ints:
    """List the nominations with a score, best first; ties in the order of their numbers."""
    known = np.flatnonzero(~np.isnan(score))
    return known[np.argsort(-score[known], kind="stable")]


def places(score: Floats) -> Ints:
    """Give each nomination its place, 1, 1, 3 where two tie; 0 without a score.

    Neighbours in the order closer than 1e-9 tie.
    """
    order = in_order(score)
    out = np.zeros(score.size, dtype=np.int64)
    if order.size:
        new = np.diff(score[order], prepend=np.inf) < -TIE
        out[order] = np.flatnonzero(new)[np.cumsum(new) - 1] + 1
    return out


def winners(score: Floats) -> tuple[int, ...]:
    """Name all nominations in first place."""
    best = np.fmax.reduce(score, initial=-np.inf)
    near = np.flatnonzero(score >= best - NEAR)
    return tuple(int(i) for i in near[places(score[near]) == 1])


def shortlist(score: Floats, size: int) -> tuple[int, ...]:
    """Name the first ``size`` nominations, and all that tie with the last of them."""
    known = np.flatnonzero(~np.isnan(score))
    if known.size > size:
        last = -np.partition(-score[known], size - 1)[size - 1]
        known = known[score[known] >= last - NEAR]
    place = places(score[known])
    return tuple(int(known[i]) for i in in_order(score[known]) if place[i] <= size)


def natural_size(score: Floats, fewest: int = 3, most: int = 5) -> int | None:
    """Find where the list breaks off by itself: the widest gap after ``fewest`` to ``most``.

    The first of equally wide gaps; None where there is nobody to leave out, or no gap.
    """
    best = score[in_order(score)]
    if best.size <= fewest:
        return None
    gaps = -np.diff(best[fewest - 1 : most + 1])
    widest = int(np.argmax(gaps > gaps.max() - TIE))
    return fewest + widest if gaps[widest] > TIE else None


@dataclass(frozen=True)
class Placed:
    """An order in which ties have been parted as far as the rules go.

    order: (k,) best first. place: (k,) of each, 1, 1, 3 where two still tie.
    partings: what was done to each tie, the highest first.
    """

    order: Ints
    place: Ints
    partings: tuple[Parted, ...]


def in_places(
    order: Ints,
    place: Ints,
    sheets: Sheets,
    panel: Panel,
    weights: Floats,
    rules: Sequence[TieBreak],
) -> Placed:
    """Apply the tie-breaks to nominations in ``order`` (k,) whose places (k,) are shared."""
    if not rules:
        return Placed(order, place, ())
    order, place = order.copy(), place.copy()
    partings = []
    first, counts = np.unique(place, return_counts=True)
    for shared in first[counts > 1]:
        at = np.flatnonzero(place == shared)
        parted = part([int(one) for one in order[at]], sheets, panel, weights, rules)
        partings.append(parted)
        start = int(at[0])
        for group in parted.groups:
            order[start : start + len(group)] = group
            place[start : start + len(group)] = start + 1
            start += len(group)
    return Placed(order, place, tuple(partings))


def part(
    tied: Sequence[int], sheets: Sheets, panel: Panel, weights: Floats, rules: Sequence[TieBreak]
) -> Parted:
    """Apply the rulebook's tie-breaks in their order; never anything else.

    What is parted stays parted; within what still ties the next rule decides. The chair's choice
    cannot be computed: from that rule on, what ties stays together for the chair.
    """
    groups: list[tuple[int, ...]] = [tuple(tied)]
    by: list[TieBreak] = []
    for rule in rules:
        if rule is TieBreak.CHAIR:
            break
        split: list[tuple[int, ...]] = []
        reasons: list[TieBreak] = []
        for number, group in enumerate(groups):
            pieces = _split(group, rule, sheets, panel, weights)
            reasons += [rule] * (len(pieces) - 1)
            split += pieces
            if number < len(by):
                reasons.append(by[number])
        groups, by = split, reasons
    return Parted(tuple(groups), tuple(by))


def _split(
    group: tuple[int, ...], rule: TieBreak, sheets: Sheets, panel: Panel, weights: Floats
) -> list[tuple[int, ...]]:
    if len(group) == 1:
        return [group]
    among = np.array(group)
    if rule is TieBreak.HEAD_TO_HEAD:
        prefer, _ = duels(panel, among)
        value = np.sign(prefer - prefer.T).sum(axis=1).astype(np.float64)
    else:
        value = heaviest_means(sheets, weights)[among]
    value = np.where(np.isnan(value), -np.inf, value)
    order = sorted(range(len(group)), key=lambda at: -value[at])
    pieces: list[list[int]] = []
    for at, before in zip(order, [None, *order[:-1]], strict=True):
        if before is None or value[before] - value[at] > TIE:
            pieces.append([])
        pieces[-1].append(group[at])
    return [tuple(piece) for piece in pieces]


def heaviest_means(sheets: Sheets, weights: Floats) -> Floats:
    """Average the scores on the criterion of greatest weight, (nominations,), in points.

    Where several weigh the most, their sum decides.
    """
    heaviest = np.flatnonzero(weights >= weights.max() - SAME_WEIGHT)
    out = np.zeros(sheets.nominations)
    for criterion in heaviest:
        x = sheets.scores[:, criterion]
        known = ~np.isnan(x)
        where = sheets.nomination[known]
        n = np.bincount(where, minlength=sheets.nominations).astype(np.float64)
        out += divide(total(where, x[known], sheets.nominations), n)
    return out
