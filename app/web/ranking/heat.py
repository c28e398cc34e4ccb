"""The heat of a score: which of six shades it has. The figure always stands in the cell."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from app.rules.scoring import Scale
from app.services.ranking import Cell
from app.words import formats
from app.words.scores import points
from app.words.text import _

Score = float | Fraction | Decimal

_LIMITS = tuple(Decimal(tenths) / 10 for tenths in (4, 5, 6, 7, 8))
"""Where each shade but the first begins, as shares of the scale."""


@dataclass(frozen=True)
class HeatCell:
    """One cell of a heat table: the figure, or why there is none.

    label: the column, for where the table is shown as cards. shade: 1 to 6, 0 without a figure.
    """

    label: str
    shade: int
    text: str
    is_vacant: bool = False
    stepped_in: bool = False


def of_seat(
    label: str, cell: Cell | None, value: Score | None, scale: Scale, places: int = 1
) -> HeatCell:
    """Give the cell of one seat in the jury; None for a seat that has none in this row."""
    if cell is None or cell.vacant:
        return HeatCell(label, 0, "", is_vacant=True)
    return replace(of_score(label, value, scale, places), stepped_in=cell.stepped_in)


def of_score(label: str, value: Score | None, scale: Scale, places: int = 1) -> HeatCell:
    """Give the cell of a score: the shade follows from the figure as it is shown."""
    if value is None:
        return HeatCell(label, 0, formats.decimal(None))
    shown = formats.rounded(value, places)
    shade = 1 + sum(shown >= bound for bound in _bounds(scale))
    # A score that was given is written as it was given, an average with its decimals.
    text = points(value) if isinstance(value, Decimal) else formats.decimal(value, places)
    return HeatCell(label, shade, text)


def key(scale: Scale) -> list[tuple[int, str]]:
    """Say which scores each shade stands for."""
    bounds = _bounds(scale)
    ends = [*(bound - Decimal("0.1") for bound in bounds[1:]), scale.high]
    told = [(1, _("under %(score)s", score=points(bounds[0])))]
    for place, (begin, end) in enumerate(zip(bounds, ends, strict=True), start=2):
        told.append((place, f"{points(begin)}–{points(end)}"))
    return told


def _bounds(scale: Scale) -> list[Decimal]:
    return [scale.low + (scale.high - scale.low) * share for share in _LIMITS]
