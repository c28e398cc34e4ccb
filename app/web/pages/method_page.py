"""What the page on the method shows: the example with its drawing, and the method's own figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ranking import example as method
from app.ranking import jurors, verdict
from app.ranking.analysis import VERSION
from app.ranking.example import Example, ExampleRow
from app.ranking.model import chances, precision, reml, variance
from app.ranking.robustness import weights
from app.words.formats import listed
from app.words.ranking import names

AXIS = (3, 4, 5)
"""Whole points that the plot marks; it reaches a quarter of a point further."""
WIDTH, EDGE = 300, 15
"""Of the plot, and of the air at each side, in the units of its drawing."""


@dataclass(frozen=True)
class Limits:
    """The figures that the method itself holds, so that the page never says others.

    clear, likely: of a hundred.
    """

    version: str = VERSION
    clear: int = round(100 * chances.SURELY)
    likely: int = round(100 * verdict.LIKELY)
    draws: int = chances.DRAWS
    inside: float = 1 - 2 * chances.TAIL
    fewest_df: int = reml.FEWEST_DF
    lowest: float = reml.LOWEST
    most_averaged: int = variance.MOST_AVERAGED
    most_jurors: int = variance.MOST_JURORS
    widest: int = variance.WIDEST
    shape: int = variance.SHAPE
    rate: int = variance.RATE
    weightings: int = weights.WEIGHTINGS
    concentration: int = weights.CONCENTRATION
    far: float = jurors.FAR
    fewest_to_look: int = jurors.FEWEST_DF
    doubt: int = precision.DOUBT
    by_chance: float = jurors.CHANCE


@dataclass(frozen=True)
class ExamplePlot:
    """One row of the drawing: where its plain and its fair average lie."""

    row: ExampleRow
    plain_x: float
    fair_x: float


@dataclass(frozen=True)
class MethodWay:
    """One way to reckon, and who is first by it."""

    name: str
    means: str
    first: str


@dataclass(frozen=True)
class MethodPage:
    """Everything that the page shows.

    sheet: one sheet of two criteria. cell: the one number that it becomes.
    axis: the points that the drawing marks, and where they lie.
    without: each juror of the example, and who is first without her.
    """

    example: Example
    limits: Limits
    sheet: Sequence[int]
    cell: float
    seed: int
    width: int
    axis: Sequence[tuple[int, float]]
    drawn: Sequence[ExamplePlot]
    without: Sequence[tuple[str, str]]
    ways: Sequence[MethodWay]


def make() -> MethodPage:
    """Make the page."""
    example = method.example()
    return MethodPage(
        example=example,
        limits=Limits(),
        sheet=method.SHEET,
        cell=method.sheet(),
        seed=method.SEED,
        width=WIDTH,
        axis=[(points, across(points)) for points in AXIS],
        drawn=[ExamplePlot(row, across(row.plain), across(row.fair)) for row in example.by_fair],
        without=[(one.name, listed(one.left_out)) for one in example.jurors],
        ways=[
            MethodWay(names.method(one), names.method_means(one), listed(first))
            for one, first in example.firsts.items()
        ],
    )


def across(points: float) -> float:
    """Give where a number of points lies in the plot."""
    low, high = AXIS[0] - 0.25, AXIS[-1] + 0.25
    return round(EDGE + (points - low) / (high - low) * (WIDTH - 2 * EDGE), 1)
