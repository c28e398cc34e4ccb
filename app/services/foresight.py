"""Foresight: an act that cannot be undone is done only as it was shown before.

Whoever is about to do one sees first who and what is cut off, and who is told. What she saw is
plain data; its stamp goes along with the form. Has any of it changed meanwhile, nothing is done.
"""

from dataclasses import asdict
from typing import Any

from app.services import digests


class ForeseenOtherwiseError(Exception):
    """What follows from the act is no longer what she was shown before it."""


def stamp(foreseen: Any) -> str:
    """Give what tells one foresight, a dataclass, from any other: of another act or moment."""
    return digests.of([type(foreseen).__name__, asdict(foreseen)])


def insist(foreseen: Any, seen: str) -> None:
    """Insist that what follows is what she was shown.

    Raises:
        ForeseenOtherwiseError: it is not, or she was shown nothing.

    """
    if stamp(foreseen) != seen:
        raise ForeseenOtherwiseError
