"""The heat of a score: which of six shades it has. The figure always stands in the cell."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from app.rules.scoring import Scale
from app.words import formats
from app.words.text import _

_LIMITS = tuple(Decimal(tenths) / 10 for tenths in (4, 5, 6, 7, 8))
"""Where each shade but the first begins, as shares of the scale."""


def _bounds(scale: Scale) -> list[Decimal]:
    return [scale.low + (scale.high - scale.low) * share for share in _LIMITS]


def shade(value: Fraction | Decimal | None, scale: Scale) -> int:
    """Give the shade of a score, 1 to 6, by the one decimal that is shown."""
    if value is None:
        return 0
    exact = Fraction(value)
    shown = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal("0.1"), ROUND_HALF_UP
    )
    return 1 + sum(shown >= bound for bound in _bounds(scale))


def key(scale: Scale) -> list[tuple[int, str]]:
    """Say which scores each shade stands for."""
    bounds = _bounds(scale)
    ends = [*(bound - Decimal("0.1") for bound in bounds[1:]), scale.high]
    told = [(1, _("under %(score)s", score=short(bounds[0])))]
    for place, (begin, end) in enumerate(zip(bounds, ends, strict=True), start=2):
        told.append((place, f"{short(begin)}–{short(end)}"))
    return told


def short(value: Fraction | Decimal | None) -> str:
    """Write a score without a decimal that says nothing: 4, but 4,5."""
    if value is not None and value == int(value):
        return str(int(value))
    return formats.decimal(value, 1)


def signed(value: float | None, places: int = 1) -> str:
    """Write how far above or below, with its sign: +0,2, −0,4."""
    if value is None:
        return "–"
    text = formats.decimal(abs(value), places)
    if not any(digit in text for digit in "123456789"):
        return text
    return f"+{text}" if value > 0 else f"−{text}"


def across(value: Fraction, scale: Scale, width: int, edge: int) -> str:
    """Place a score on a line of some width, for a drawing made on the server."""
    share = (value - Fraction(scale.low)) / (Fraction(scale.high) - Fraction(scale.low))
    return f"{float(edge + share * (width - 2 * edge)):.1f}"
