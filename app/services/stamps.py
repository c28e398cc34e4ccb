"""Stamps: what is set as a whole is set only from what was there when the writer began.

The stamp of what a form shows goes along with it. Has somebody else set it otherwise meanwhile,
nothing is stored, and both are shown.
"""

from collections.abc import Mapping
from typing import Any

from app.services import digests
from app.services.work import StaleEditError


def of(content: Any) -> str:
    """Give the stamp of some plain data."""
    return digests.of(content)


def insist(held: Mapping[str, Any], given: Mapping[str, Any], base: str | None) -> None:
    """Insist that what is held is what the writer began from, or what she wants.

    Args:
        held: what is stored, as plain data.
        given: what is to be stored.
        base: the stamp of what she began from; None for whoever was shown nothing.

    Raises:
        StaleEditError: somebody else has stored something else since.

    """
    if base is not None and base != of(held) and of(held) != of(given):
        raise StaleEditError(dict(held), dict(given), 0)
