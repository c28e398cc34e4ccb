"""Who takes part in a ruling, and who leads it: as things stand now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.models import Appointment, ChairElection, Round
from app.rules import rulings as rules
from app.rules.impartiality import Standing
from app.rules.rulings import Bench, BenchFault
from app.services.impartiality.boards import Board
from app.services.impartiality.leading import can_lead, lead


class BenchError(ValueError):
    """Those who are said to have ruled cannot have; ``faults`` says why."""

    def __init__(self, faults: Sequence[BenchFault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Jurors:
    """The jury of one ruling: who may take part, by name, and who leads it."""

    bench: Bench
    people: Sequence[Appointment]
    """Those who may take part, in the order of the seats."""
    leader: Appointment | None
    """Of them, whoever leads; None until somebody is elected."""
    is_led: bool
    """Whether there is anybody who can lead it."""
    waits_for: Sequence[Appointment]
    """Those who may take part once they have declared for the nomination themselves."""

    def insist(self, took_part: Collection[int]) -> None:
        """Insist that some can have made the ruling.

        Raises:
            BenchError: one of them may not, they are too few, or nobody leads them.

        """
        leader = self.leader.id if self.leader else None
        found = rules.faults(self.bench, took_part, leader, is_led=self.is_led)
        if found:
            raise BenchError(found)


def jurors(
    award_round: Round,
    where: Board,
    elected: Sequence[ChairElection],
    nomination_id: int,
    appointment_id: int,
) -> Jurors:
    """Say who may rule on somebody's conflict to a nomination."""
    case = case_of(award_round, where, nomination_id)
    in_question = {
        one
        for (about, one), standing in where.own.items()
        if standing is Standing.PENDING and about in case
    }
    sitting = _sitting(where, nomination_id, appointment_id)
    undeclared = [one for one in sitting if has_yet_to_declare(where, nomination_id, one)]
    found = rules.bench(sitting, in_question, award_round.rulebook.quorum, undeclared)
    by_id = {one.id: one for one in where.holders}
    people = [by_id[one] for one in found.may]
    leader = lead(where, elected, nomination_id).leader
    return Jurors(
        found,
        people,
        leader if leader in people else None,
        any(can_lead(where, one, [nomination_id]) for one in people),
        [by_id[one] for one in found.waits_for],
    )


def has_yet_to_declare(where: Board, nomination_id: int, appointment_id: int) -> bool:
    """Say whether somebody has not declared for a nomination, and so rules on nobody's conflict."""
    own = where.own.get((nomination_id, appointment_id), Standing.UNDECLARED)
    return own is Standing.UNDECLARED


def case_of(award_round: Round, where: Board, nomination_id: int) -> frozenset[int]:
    """Say which nominations are one case with this one."""
    return rules.one_case(nomination_id, where.nominations, award_round.recusal_reach)


def _sitting(where: Board, nomination_id: int, appointment_id: int) -> list[int]:
    """List who sits for a nomination and is there, without the seat that a ruling is about."""
    concerned = next(one.seat_id for one in where.holders if one.id == appointment_id)
    absent = where.left | where.away
    return [
        one.appointment_id
        for seat_id, one in where.seats[nomination_id].items()
        if seat_id != concerned
        and one.appointment_id is not None
        and one.appointment_id not in absent
    ]
