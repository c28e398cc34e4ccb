"""In which order a juror reads: drawn for her, so that no nomination is first, or last, for all.

Who is read first is the yardstick for the rest, and who is read last meets a tired reader. A draw
for each juror spreads that evenly. It is worked out, not stored: the same on every page and paper
of a stage, and what is withdrawn or added moves nothing else.
"""

import hashlib
from collections.abc import Iterable
from enum import StrEnum


class Reading(StrEnum):
    """How a juror goes through what she is to score."""

    DRAWN = "drawn"
    NUMBER = "number"


def order(stage_id: int, appointment_id: int, nomination_ids: Iterable[int]) -> list[int]:
    """Put nominations in the order that is drawn for a juror in a stage."""
    return sorted(nomination_ids, key=lambda one: (_lot(stage_id, appointment_id, one), one))


def _lot(stage_id: int, appointment_id: int, nomination_id: int) -> bytes:
    """Draw a nomination's lot: its own, whatever else is in the running."""
    return hashlib.sha256(f"{stage_id}:{appointment_id}:{nomination_id}".encode()).digest()
