"""What to say: four words, above all numbers."""

from enum import StrEnum

from app.ranking.model.chances import SURELY

LIKELY = 0.6


class Verdict(StrEnum):
    """How much the order can carry."""

    CLEAR = "clear"
    LIKELY = "likely"
    CLOSE = "too close to call"
    NO_BASIS = "no basis for more than the order"


def verdict(probability: float | None, *, one_juror_decides: bool) -> Verdict:
    """Choose the words.

    Args:
        probability: that whoever has the first place is the best, 0 to 1; None where none can be
            given.
        one_juror_decides: whether some juror's absence alone changes the winner.

    """
    if probability is None:
        return Verdict.NO_BASIS
    if probability >= SURELY and not one_juror_decides:
        return Verdict.CLEAR
    if probability >= LIKELY:
        return Verdict.LIKELY
    return Verdict.CLOSE
