"""What the figures say of one juror: strict or generous, like the others or not, and how surely."""

import math
from enum import IntEnum, StrEnum

from app.ranking.report import Juror

SURE = 2.0
"""A difference of so many standard errors is more than chance usually gives: 19 cases of 20."""
FEW = 3
"""How far the scores stray is not said of fewer than this."""
CLOSELY, SOMEWHAT = 0.7, 0.3
"""From these correlations on, her scores follow the others' closely, and to some degree."""


class Side(IntEnum):
    """Where a juror surely is, beside the others."""

    STRICTER = -1
    NEITHER = 0
    MORE_GENEROUS = 1


class Straying(IntEnum):
    """How far her scores stray from what the rest leads to expect."""

    LESS = -1
    AS_EXPECTED = 0
    MORE = 1


class Accord(StrEnum):
    """How her scores go with the others'."""

    UNKNOWN = "cannot be compared"
    CLOSE = "follow them closely"
    SOME = "follow them to some degree"
    LITTLE = "have little in common with them"
    CONTRARY = "mostly go the other way"


def is_known(juror: Juror | None, *, is_enough: bool) -> bool:
    """Say whether her severity can be given, with how sure it is.

    Args:
        juror: None where no sheet of hers counts.
        is_enough: whether there are scores enough to tell severity from chance at all.

    """
    return is_enough and juror is not None and juror.se is not None


def reach(juror: Juror) -> float:
    """Give how far the interval of her severity goes to either side, in points."""
    return SURE * (juror.se or 0.0)


def side(juror: Juror | None, *, is_enough: bool) -> Side:
    """Say where she surely is."""
    if juror is None or juror.severity is None or not is_known(juror, is_enough=is_enough):
        return Side.NEITHER
    if abs(juror.severity) <= reach(juror):
        return Side.NEITHER
    return Side.MORE_GENEROUS if juror.severity > 0 else Side.STRICTER


def straying(juror: Juror) -> Straying | None:
    """Say how far her scores stray; None where nothing is known, or of too few.

    A mean of n squares of standard normals has mean 1 and variance 2/n.
    """
    if juror.misfit is None or juror.number < FEW:
        return None
    if abs(juror.misfit - 1) <= SURE * math.sqrt(2 / juror.number):
        return Straying.AS_EXPECTED
    return Straying.MORE if juror.misfit > 1 else Straying.LESS


def accord(juror: Juror) -> Accord:
    """Say how her scores go with the others'."""
    value = juror.correlation
    if value is None:
        return Accord.UNKNOWN
    if value >= CLOSELY:
        return Accord.CLOSE
    if value >= SOMEWHAT:
        return Accord.SOME
    return Accord.LITTLE if value > -SOMEWHAT else Accord.CONTRARY


def is_alike(juror: Juror, *, is_enough: bool) -> bool:
    """Say whether all that is known of her scores is that they are like the others'."""
    return (
        side(juror, is_enough=is_enough) is Side.NEITHER
        and accord(juror) is Accord.CLOSE
        and straying(juror) is not Straying.MORE
    )
