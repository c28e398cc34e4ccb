"""Coverage: whether every nomination has been judged by a quorum of seats."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.rules.impartiality import Occupant


@dataclass(frozen=True)
class Coverage:
    """How far one nomination has come."""

    nomination_id: int
    seats_filled: int
    """Seats that somebody sits in: those that are vacant for this nomination do not count."""
    sealed: int
    quorum: int

    @property
    def is_enough(self) -> bool:
        """Whether a quorum of seats has handed in."""
        return self.sealed >= self.quorum


def coverage(
    seats: Mapping[int, Mapping[int, Occupant]],
    sealed: AbstractSet[tuple[int, int]],
    quorum: int,
) -> list[Coverage]:
    """Count, for each nomination, the seats filled and the sealed sheets that count.

    Args:
        seats: ``{nomination: {seat: occupant}}``.
        sealed: (nomination, appointment) of every sealed sheet. Only the sheet of whoever sits
            in the seat counts, so that a seat never counts twice.
        quorum: sheets needed.

    """
    return [
        Coverage(
            nomination_id,
            seats_filled=sum(o.appointment_id is not None for o in by_seat.values()),
            sealed=sum((nomination_id, o.appointment_id) in sealed for o in by_seat.values()),
            quorum=quorum,
        )
        for nomination_id, by_seat in seats.items()
    ]
