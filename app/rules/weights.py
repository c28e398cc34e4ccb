"""Weights of criteria: equal ones, what remains for the last, percentages as they are written."""

import re
from collections.abc import Sequence
from decimal import Decimal

from app.rules.rulebooks import FINEST, WHOLE

UNIT = Decimal(1).scaleb(-FINEST)
"""The finest that a weight can be told from another."""
_PER_CENT = re.compile(r"[0-9]{1,3}([.,][0-9]{1,3})?")


def equal(count: int) -> list[Decimal]:
    """Share the whole equally, to the finest that is kept; what is over goes to the first ones."""
    if not count:
        return []
    units = int(WHOLE / UNIT)
    share, over = divmod(units, count)
    return [UNIT * (share + (place < over)) for place in range(count)]


def read_per_cent(written: str) -> Decimal | None:
    """Read a percentage with up to three decimals as a share; None where it is none."""
    if not _PER_CENT.fullmatch(written.strip()):
        return None
    share = Decimal(written.strip().replace(",", ".")) / 100
    return share if share <= WHOLE else None


def remaining(shares: Sequence[Decimal]) -> Decimal:
    """Give what is left of the whole for one more; below zero where there is too much already."""
    return WHOLE - sum(shares, Decimal(0))


def are_whole(shares: Sequence[Decimal]) -> bool:
    """Say whether weights make a whole."""
    return sum(shares, Decimal(0)) == WHOLE
