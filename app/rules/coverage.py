"""Coverage: whether every nomination has been judged by a quorum of seats, or why it is not.

An exception stands in for the sheet of one seat that will not come. It stands in for no whole jury:
one sheet at least must be in.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from app.rules.impartiality import Occupant


class Account(StrEnum):
    """What accounts for a nomination, or that nothing does."""

    QUORUM = "quorum"
    EXCEPTION = "exception"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Coverage:
    """How far one nomination has come.

    seats_filled: seats that somebody sits in; those that are vacant for it do not count.
    sealed: seats whose sheet is in, and counts.
    quorum: so many are needed.
    sealed_by: those seats, by id.
    excepted: seats that are not waited for, and have not handed in either.
    """

    nomination_id: int
    seats_filled: int
    sealed: int
    quorum: int
    sealed_by: tuple[int, ...] = ()
    excepted: tuple[int, ...] = ()

    @property
    def accounted_by(self) -> Account:
        """What accounts for it."""
        if self.sealed >= self.quorum:
            return Account.QUORUM
        if self.sealed and self.sealed + len(self.excepted) >= self.quorum:
            return Account.EXCEPTION
        return Account.NOTHING

    @property
    def is_enough(self) -> bool:
        """Whether it is accounted for: a quorum of seats has handed in, or is not waited for."""
        return self.accounted_by is not Account.NOTHING


def coverage(
    seats: Mapping[int, Mapping[int, Occupant]],
    sealed: AbstractSet[tuple[int, int]],
    quorum: int,
    excepted: AbstractSet[tuple[int, int]] = frozenset(),
) -> list[Coverage]:
    """Count, for each nomination, the seats filled and the sealed sheets that count.

    Args:
        seats: ``{nomination: {seat: occupant}}``.
        sealed: (nomination, appointment) of every sealed sheet. Only the sheet of whoever sits
            in the seat counts, so that a seat never counts twice.
        quorum: sheets needed.
        excepted: (nomination, seat) of every exception that holds. What is handed in all the
            same counts, and the exception is of no account.

    """
    found = []
    for nomination_id, by_seat in seats.items():
        handed_in = tuple(
            seat for seat, held in by_seat.items() if (nomination_id, held.appointment_id) in sealed
        )
        found.append(
            Coverage(
                nomination_id,
                seats_filled=sum(o.appointment_id is not None for o in by_seat.values()),
                sealed=len(handed_in),
                quorum=quorum,
                sealed_by=handed_in,
                excepted=tuple(
                    seat
                    for seat in by_seat
                    if (nomination_id, seat) in excepted and seat not in handed_in
                ),
            )
        )
    return found
