"""Scores in writing: no decimal that says nothing, and differences with their sign."""

from decimal import Decimal
from fractions import Fraction

from app.words import formats


def points(value: Fraction | Decimal | None) -> str:
    """Write a score without a decimal that says nothing: 4, but 4,5."""
    if value is not None and value == int(value):
        return str(int(value))
    return formats.decimal(value, 1)


def signed(value: float | None, places: int = 1) -> str:
    """Write how far above or below, with its sign: +0,2, −0,4."""
    if value is None:
        return "–"
    text = formats.decimal(abs(value), places)
    if not shows(text):
        return text
    return f"+{text}" if value > 0 else f"−{text}"


def shows(text: str) -> bool:
    """Say whether a number as it is written is seen to be other than nought."""
    return any(digit in text for digit in "123456789")
