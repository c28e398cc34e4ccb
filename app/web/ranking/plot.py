"""Where the dots and lines of the ranking's drawings stand, in the drawings' own units."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.ranking.model import spread
from app.ranking.robustness.leanings import is_known, reach
from app.rules.scoring import Scale
from app.services.figures import Figures
from app.services.ranking import Ranking, Row

WIDTH, EDGE = 320, 10
WIDE = 480
MOST_TICKS = 6


@dataclass(frozen=True)
class Places:
    """The axis of places, 1 to ``last``."""

    last: int

    def at(self, place: float) -> str:
        """Give the x of a place."""
        span = max(self.last - 1, 1)
        return f"{EDGE + (place - 1) / span * (WIDTH - 2 * EDGE):.1f}"

    def ticks(self) -> list[int]:
        """Give the places that are written on the axis."""
        if self.last <= MOST_TICKS:
            return list(range(1, self.last + 1))
        step = next(s for s in (2, 4, 5, 10, 20, 50, 100, 500, 1000) if self.last / s <= MOST_TICKS)
        inner = [tick for tick in range(step, self.last, step) if self.last - tick >= step / 2]
        return [1, *(tick for tick in inner if tick > 1), self.last]


@dataclass(frozen=True)
class Points:
    """An axis of averages, in a drawing of a width of its own."""

    low: float
    high: float
    width: int = WIDTH

    def at(self, value: float) -> str:
        """Give the x of an average, kept within the drawing."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return f"{EDGE + share * (self.width - 2 * EDGE):.1f}"

    def square(self, value: float) -> str:
        """Give the left edge of a square of eleven units that marks an average."""
        return f"{float(self.at(value)) - 5.5:.1f}"

    def ticks(self) -> list[int]:
        """Give the whole points on the axis."""
        return list(range(int(self.low), int(self.high) + 1))


@dataclass(frozen=True)
class Average:
    """The average of a row as it is drawn. reach: of its interval to either side, in points."""

    row: Row
    reach: float

    @property
    def low(self) -> float:
        """Where the interval begins."""
        return (self.row.line.fair or 0) - self.reach

    @property
    def high(self) -> float:
        """Where it ends."""
        return (self.row.line.fair or 0) + self.reach


def places(table: Ranking) -> Places:
    """Lay out the axis of places: of the largest contest."""
    return Places(max((len(one.order) for one in table.report.contests), default=1))


def averages(rows: Sequence[Row]) -> list[Average]:
    """Give the averages of those that have a place."""
    return [Average(row, spread.reach(row.line.se)) for row in rows if row.line.place]


def points(rows: Sequence[Row], scale: Scale) -> Points:
    """Lay out the axis of averages: from the whole point below all to the one above."""
    ends = [
        end
        for row in rows
        if row.line.score is not None
        for end in (
            row.line.score - spread.reach(row.line.se),
            row.line.score + spread.reach(row.line.se),
            row.line.mean or 0,
        )
    ]
    low = max(min(ends, default=float(scale.low)) // 1, float(scale.low))
    high = min(-(-max(ends, default=float(scale.high)) // 1), float(scale.high))
    return Points(low, max(high, low + 1), WIDE)


def whole(scale: Scale) -> Points:
    """Lay out an axis of the whole scale."""
    return Points(float(scale.low), float(scale.high))


def severities(figures: Sequence[Figures]) -> Points | None:
    """Lay out the axis of severity, the same to both sides; None where there is none to show."""
    ends = [
        abs(one.juror.severity or 0.0) + reach(one.juror)
        for one in figures
        if one.juror is not None and is_known(one.juror, is_enough=one.is_enough)
    ]
    if not ends:
        return None
    limit = float(max(math.ceil(max(ends)), 1))
    return Points(-limit, limit)


def share(value: float | Decimal) -> str:
    """Give the x of a share on a line from 0 to 1."""
    return f"{EDGE + float(value) * (WIDTH - 2 * EDGE):.1f}"
