"""Names for the arrays that the ranking passes around."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

TIE = 1e-9
"""Two scores closer than this (in points of the scale) are one score."""


def total(index: Ints, values: Floats, size: int) -> Floats:
    """Add up ``values`` (n,) per ``index`` (n,) into an array (size,)."""
    return np.bincount(index, values, size).astype(np.float64, copy=False)


def count(index: Ints, size: int) -> Floats:
    """Count how often each number below ``size`` occurs in ``index``, as floats (size,)."""
    return np.bincount(index, minlength=size).astype(np.float64)


def grouped(index: Ints, order: Ints) -> Ints:
    """Sort ``order`` (n,) by group, keeping its order within groups; ``index`` (n,) is the group.

    Group numbers that fit into sixteen bits are sorted by radix, in one pass.
    """
    group = index[order]
    if group.size and group.max() < 2**16:
        return order[np.argsort(group.astype(np.uint16), kind="stable")]
    return order[np.argsort(group, kind="stable")]


def numbered(index: Ints) -> tuple[Ints, Ints]:
    """Give the distinct numbers in ``index`` (n,), none negative, ascending; and which each is.

    As ``np.unique`` does, without sorting; use it for numbers that are not much larger than n.
    """
    seen = np.bincount(index) > 0
    return np.flatnonzero(seen), (np.cumsum(seen) - 1)[index]


def ranges(start: Ints, length: Ints) -> Ints:
    """Count up from each ``start`` (k,), ``length`` (k,) numbers each, all in a row."""
    ends = np.cumsum(length)
    out: Ints = np.arange(ends[-1] if ends.size else 0) + np.repeat(start - ends + length, length)
    return out


def divide(numerator: Floats, denominator: Floats) -> Floats:
    """Divide element by element; NaN where the denominator is zero."""
    out: Floats = np.full(np.broadcast(numerator, denominator).shape, np.nan)
    np.divide(numerator, denominator, out=out, where=denominator != 0)
    return out
