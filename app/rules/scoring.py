"""What a score may be, and when a sheet is complete. "4,5" and "4.5" are the same number."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.rules.forms import count_words


@dataclass(frozen=True)
class Scale:
    """The scores that may be given: from ``low`` to ``high`` in steps of ``step``."""

    low: Decimal
    high: Decimal
    step: Decimal

    def values(self) -> list[Decimal]:
        """List every score on the scale, lowest first."""
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * k for k in range(count + 1)]


class ScoreOffScaleError(ValueError):
    """A score that is not a number, or not on the scale."""

    def __init__(self, criterion_key: str, written: str) -> None:
        super().__init__(f"{criterion_key}: {written!r} is not on the scale")
        self.criterion_key = criterion_key
        self.written = written


_WRITTEN = re.compile(r"-?[0-9]+([.,][0-9]+)?")


def parse_score(criterion_key: str, written: str, scale: Scale) -> Decimal | None:
    """Read one score as it was written; nothing written is no score.

    Raises:
        ScoreOffScaleError: when it cannot be read as a number on the scale.

    """
    text = written.strip()
    if not text:
        return None
    if not _WRITTEN.fullmatch(text):
        raise ScoreOffScaleError(criterion_key, written)
    value = Decimal(text.replace(",", "."))
    if value not in scale.values():  # compared exactly, however many digits were written
        raise ScoreOffScaleError(criterion_key, written)
    return value


def plain(value: Decimal) -> Decimal:
    """Give a score without trailing zeros, so that 4, 4.0 and 4,0 are the same text."""
    return Decimal(f"{value.normalize():f}")


def average(scores: Mapping[str, Decimal], weights: Mapping[str, Decimal]) -> Fraction | None:
    """Weigh the scores of a sheet together; None where a criterion has none."""
    if not scores.keys() >= weights.keys():
        return None
    total = sum((Fraction(weight) for weight in weights.values()), Fraction())
    if not total:
        return None
    return (
        sum((Fraction(weights[key]) * Fraction(scores[key]) for key in weights), Fraction()) / total
    )


@dataclass(frozen=True)
class Lacks:
    """What a sheet lacks before it can be sealed."""

    criteria: tuple[str, ...]
    grounds: bool
    words_over: int = 0
    """How many words the grounds have too many."""
    unmarked: tuple[str, ...] = ()
    """Criteria of which it is said where something stands, and not how well it is borne out."""

    def __bool__(self) -> bool:
        return bool(self.criteria or self.unmarked) or self.grounds or self.words_over > 0


def lacks(
    criteria: Sequence[str],
    scores: Mapping[str, object],
    grounds: str,
    *,
    grounds_required: bool,
    word_limit: int,
    unmarked: tuple[str, ...] = (),
) -> Lacks:
    """Say what is wrong: criteria without a score, grounds that are mandatory, or too long."""
    missing = tuple(key for key in criteria if key not in scores)
    over = max(0, count_words(grounds) - word_limit)
    return Lacks(missing, grounds_required and not grounds.strip(), over, unmarked)
