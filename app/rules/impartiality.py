"""Conflicts, recusals, and who sits in a seat for a nomination.

A declaration of an automatic ground recuses at once, and holds until the jury has ruled otherwise.
A possible conflict closes the nomination to the member until the jury has ruled. The seat's first
deputy who is not recused and not away steps in; a seat never counts twice: ``occupant`` says whose
sheet counts. (forvaltningsloven 1967 §§ 6 and 8.)
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What somebody declares of her conflicts to the candidates of one nomination."""

    NO_CONFLICT = "no_conflict"
    AUTOMATIC = "automatic"
    POSSIBLE = "possible"


class Outcome(StrEnum):
    """What the jury rules of a possible conflict."""

    CLEARED = "cleared"
    RECUSED = "recused"


class Standing(StrEnum):
    """Where one person stands towards one nomination."""

    UNDECLARED = "undeclared"
    CLEAR = "clear"
    PENDING = "pending"
    RECUSED = "recused"


class Reach(StrEnum):
    """How far a recusal goes: for that nomination, or as long as it is compared with others."""

    NOMINATION = "nomination"
    COMPARISON = "comparison"


@dataclass(frozen=True)
class SeatOrder:
    """A seat with its appointments in the order in which they sit: the member, then deputies."""

    seat_id: int
    appointments: tuple[int, ...]
    gone: frozenset[int] = frozenset()
    """Those who have left, or are away in this stage: they sit for what they have handed in, and no
    more.
    """


@dataclass(frozen=True)
class Occupant:
    """Who sits in a seat for one nomination; nobody when the seat is vacant."""

    appointment_id: int | None
    stepped_in: bool


def standing(
    answer: Answer | None, ruling: Outcome | None, *, has_recused_herself: bool = False
) -> Standing:
    """Work out where somebody stands.

    Args:
        answer: her latest.
        ruling: the latest that holds: a clearance holds for what was declared before it.
        has_recused_herself: whether she has declared an automatic ground that the jury has not
            ruled on. She takes that back by no later answer.

    """
    if ruling is Outcome.RECUSED:
        return Standing.RECUSED
    if ruling is None and (has_recused_herself or answer is Answer.AUTOMATIC):
        return Standing.RECUSED
    if answer is None:
        return Standing.UNDECLARED
    if answer is Answer.POSSIBLE and ruling is None:
        return Standing.PENDING
    return Standing.CLEAR


def can_amend(has_answered: bool, ruling: Outcome | None) -> bool:
    """Say whether there is an answer that a new one can replace. A ruling is not hers to change."""
    return has_answered and ruling is not Outcome.RECUSED


def occupant(
    seat: SeatOrder, standings: Mapping[int, Standing], handed_in: Collection[int] = ()
) -> Occupant:
    """Name who sits in the seat, and so whose sheet counts when several have handed one in.

    The first of its appointments who is not recused, and either is there or handed in before she
    left or was away. This is the rule that ``words.jury.seating`` says on pages.

    Args:
        seat: the seat.
        standings: by appointment.
        handed_in: who of those who are gone handed in a sheet: it counts, and nobody else sits
            there.

    """
    sitting = [one for one in seat.appointments if one not in seat.gone or one in handed_in]
    for place, appointment_id in enumerate(sitting):
        if standings.get(appointment_id, Standing.UNDECLARED) is not Standing.RECUSED:
            return Occupant(appointment_id, stepped_in=place > 0)
    return Occupant(None, stepped_in=False)


def widen(
    standings: Mapping[tuple[int, int], Standing],
    nominations: Iterable[int],
    reach: Reach,
) -> dict[tuple[int, int], Standing]:
    """Apply the reach of a recusal.

    Args:
        standings: by (nomination, appointment).
        nominations: those that are still in the running.
        reach: as the rulebook has it. With ``COMPARISON``, who may not judge A could still mark
            down B: she is recused for all of them.

    """
    widened = dict(standings)
    if reach is Reach.NOMINATION:
        return widened
    running = set(nominations)
    recused = {
        appointment
        for (nomination, appointment), where in standings.items()
        if where is Standing.RECUSED and nomination in running
    }
    for nomination in running:
        widened.update({(nomination, one): Standing.RECUSED for one in recused})
    return widened


def seating(
    seats: Sequence[SeatOrder],
    nominations: Sequence[int],
    standings: Mapping[tuple[int, int], Standing],
    handed_in: Collection[tuple[int, int]] = (),
) -> dict[int, dict[int, Occupant]]:
    """Seat every nomination: ``{nomination: {seat: occupant}}``.

    Args:
        seats: in the order in which their appointments sit.
        nominations: what is judged.
        standings: by (nomination, appointment).
        handed_in: the (nomination, appointment) of the sheets of those who have left or are away.

    """
    recused: dict[int, dict[int, Standing]] = {}
    for (nomination, appointment), where in standings.items():
        if where is Standing.RECUSED:
            recused.setdefault(nomination, {})[appointment] = where
    left_behind: dict[int, set[int]] = {}
    for nomination, appointment in handed_in:
        left_behind.setdefault(nomination, set()).add(appointment)
    # Of thousands, few have anybody recused or gone: the others are seated alike, once.
    all_sit = {seat.seat_id: occupant(seat, {}) for seat in seats}
    apart = recused.keys() | left_behind.keys()
    return {
        nomination: {
            seat.seat_id: occupant(
                seat, recused.get(nomination, {}), left_behind.get(nomination, ())
            )
            for seat in seats
        }
        if nomination in apart
        else all_sit
        for nomination in nominations
    }
