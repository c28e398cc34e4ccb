"""Where the dots and lines of the ranking's drawings stand, in the drawings' own units."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.rules.scoring import Scale
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


def places(table: Ranking) -> Places:
    """Lay out the axis of places: of the largest contest."""
    return Places(max((len(one.order) for one in table.report.contests), default=1))


def points(rows: Sequence[Row], scale: Scale) -> Points:
    """Lay out the axis of averages: from the whole point below all to the one above."""
    ends = [
        end
        for row in rows
        if row.line.score is not None
        for end in (row.line.score - reach(row), row.line.score + reach(row), row.line.mean or 0)
    ]
    low = max(min(ends, default=float(scale.low)) // 1, float(scale.low))
    high = min(-(-max(ends, default=float(scale.high)) // 1), float(scale.high))
    return Points(low, max(high, low + 1), WIDE)


def whole(scale: Scale) -> Points:
    """Lay out an axis of the whole scale."""
    return Points(float(scale.low), float(scale.high))


def reach(row: Row) -> float:
    """Give how far the interval of an average goes to either side, in points."""
    return 1.645 * (row.line.se or 0.0)  # nine cases of ten, of a normal distribution
