"""Tables with a row for each member of an enum: one that lacks a row stops the start."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class RowMissingError(RuntimeError):
    """A kind has no row in a table: a fault in the code, found when it is imported."""


def every(kinds: type[StrEnum], table: Mapping[Any, Any]) -> None:
    """Insist that a table has a row for each kind, and for nothing else.

    Raises:
        RowMissingError: it lacks one, or has one too many.

    """
    odd = set(kinds) ^ set(table)
    if odd:
        raise RowMissingError(f"{kinds.__name__}: {', '.join(sorted(odd))}")
