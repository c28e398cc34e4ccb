"""The dates of a round as a picture: a line with a point for each, as far apart as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from app.rules.dates import RoundDate
from app.words import formats
from app.words.rounds.dates import called
from app.words.text import _n

WIDTH, EDGE = 600, 14
"""Of the drawing, and what is left free at its ends."""
CLOSEST = 22
"""Points that lie closer would hide each other's numbers."""


@dataclass(frozen=True)
class Point:
    """One date on the line."""

    number: int
    x: int
    label: str
    at: datetime
    after: str
    """How long after the date before it."""


def points(dates: dict[RoundDate, datetime | None]) -> Sequence[Point]:
    """Place the dates that are set on a line; fewer than two make no picture."""
    held = [(date, at) for date in RoundDate if (at := dates[date]) is not None]
    held.sort(key=lambda one: one[1])
    if len(held) < 2:
        return []
    first, last = held[0][1], held[-1][1]
    whole = (last - first).total_seconds() or 1
    places: list[int] = []
    for _date, at in held:
        x = EDGE + round((WIDTH - 2 * EDGE) * (at - first).total_seconds() / whole)
        places.append(max(x, places[-1] + CLOSEST) if places else x)
    over = max(0, places[-1] - (WIDTH - EDGE))
    gaps = [""] + [_days(one, other) for (_a, one), (_b, other) in pairwise(held)]
    return [
        Point(
            number,
            places[number - 1] - over * (number - 1) // (len(held) - 1),
            called(date),
            at,
            gap,
        )
        for number, ((date, at), gap) in enumerate(zip(held, gaps, strict=True), start=1)
    ]


def _days(one: datetime, other: datetime) -> str:
    days = (formats.local(other).date() - formats.local(one).date()).days
    return _n("Én dag senere", "Etter %(num)s dager", days) if days else ""
