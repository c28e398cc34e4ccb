"""The conditions of the declared moves: what must hold before a round can move on."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum

from app.models import Round
from app.rules.lifecycle import NominationState, Phase
from app.services import jury, progress, rounds, screening
from app.services.work import Work


class Unmet(StrEnum):
    """A condition of a move that does not hold yet."""

    FORM_AND_CRITERIA_READY = "form_and_criteria_ready"
    DATES_IN_ORDER = "dates_in_order"
    DEADLINE_PASSED = "deadline_passed"
    ALL_SCREENED = "all_screened"
    JURY_COMPLETE = "jury_complete"
    RULEBOOK_COMPLETE = "rulebook_complete"
    COVERED_BY_QUORUM = "covered_by_quorum"
    ANNOUNCED = "announced"


def _form_and_criteria_ready(work: Work, award_round: Round) -> bool:
    total = sum((criterion.weight for criterion in award_round.criteria), Decimal(0))
    return total == 1 and bool(rounds.form(work.session, award_round))


def _dates_in_order(work: Work, award_round: Round) -> bool:
    opens, closes = award_round.opens_at, award_round.deadline_at
    return opens is not None and closes is not None and opens < closes and work.now < closes


def _deadline_passed(work: Work, award_round: Round) -> bool:
    return rounds.phase(award_round, work.now) is Phase.SCREENING


def _all_screened(work: Work, award_round: Round) -> bool:
    counts = screening.count_by_state(work.session, award_round)
    waiting = counts[NominationState.SUBMITTED] + counts[NominationState.RETURNED]
    return not waiting and counts[NominationState.ADMITTED] > 0


def _jury_complete(work: Work, award_round: Round) -> bool:
    held = jury.holders(work.session, award_round, work.now.date())
    members = {appointment.seat_id for appointment in held if not appointment.is_deputy}
    seats = jury.seats(work.session, award_round)
    return bool(seats) and all(seat.id in members for seat in seats)


def _rulebook_complete(work: Work, award_round: Round) -> bool:
    seats = jury.seats(work.session, award_round)
    return bool(award_round.rulebooks) and 0 < award_round.rulebook.quorum <= len(seats)


def _covered_by_quorum(work: Work, award_round: Round) -> bool:
    return all(part.is_enough for part in progress.coverage_of(work, award_round))


def _is_announced(work: Work, award_round: Round) -> bool:
    return rounds.phase(award_round, work.now) is Phase.ANNOUNCED


_CONDITIONS: dict[str, Callable[[Work, Round], bool]] = {
    Unmet.FORM_AND_CRITERIA_READY: _form_and_criteria_ready,
    Unmet.DATES_IN_ORDER: _dates_in_order,
    Unmet.DEADLINE_PASSED: _deadline_passed,
    Unmet.ALL_SCREENED: _all_screened,
    Unmet.JURY_COMPLETE: _jury_complete,
    Unmet.RULEBOOK_COMPLETE: _rulebook_complete,
    Unmet.COVERED_BY_QUORUM: _covered_by_quorum,
    Unmet.ANNOUNCED: _is_announced,
}


def unmet(work: Work, award_round: Round, conditions: Sequence[str]) -> list[Unmet]:
    """List the conditions that do not hold. Those that a use case checks itself are left to it."""
    return [
        Unmet(name)
        for name in conditions
        if name in _CONDITIONS and not _CONDITIONS[name](work, award_round)
    ]
