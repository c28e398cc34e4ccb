"""The conditions of the declared moves: what must hold before a round can move on."""

from collections.abc import Callable
from decimal import Decimal

from app.models import Round
from app.rules.lifecycle import Condition, Milestone, Move, NominationState, Phase, StageState
from app.services import jury, progress, rounds, screening
from app.services.moves import Met
from app.services.work import Work


def _form_and_criteria_ready(work: Work, award_round: Round) -> bool:
    total = sum((criterion.weight for criterion in award_round.criteria), Decimal(0))
    return total == 1 and bool(rounds.form(work.session, award_round))


def _dates_in_order(work: Work, award_round: Round) -> bool:
    opens, closes = award_round.opens_at, award_round.deadline_at
    return opens is not None and closes is not None and opens < closes and work.now < closes


def _deadline_passed(work: Work, award_round: Round) -> bool:
    return award_round.phase(work.now) is Phase.SCREENING


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


def _round_in_judging(_work: Work, award_round: Round) -> bool:
    return award_round.milestone is Milestone.JUDGING


def _earlier_stage_concluded(_work: Work, award_round: Round) -> bool:
    stage = award_round.stage
    earlier = [one for one in award_round.stages if stage and one.position < stage.position]
    return all(one.state is StageState.CONCLUDED for one in earlier)


def _is_announced(work: Work, award_round: Round) -> bool:
    return award_round.phase(work.now) is Phase.ANNOUNCED


_CONDITIONS: dict[Condition, Callable[[Work, Round], bool]] = {
    Condition.FORM_AND_CRITERIA_READY: _form_and_criteria_ready,
    Condition.DATES_IN_ORDER: _dates_in_order,
    Condition.DEADLINE_PASSED: _deadline_passed,
    Condition.ALL_SCREENED: _all_screened,
    Condition.JURY_COMPLETE: _jury_complete,
    Condition.RULEBOOK_COMPLETE: _rulebook_complete,
    Condition.COVERED_BY_QUORUM: _covered_by_quorum,
    Condition.ANNOUNCED: _is_announced,
    Condition.ROUND_IN_JUDGING: _round_in_judging,
    Condition.EARLIER_STAGE_CONCLUDED: _earlier_stage_concluded,
}


def look_into(work: Work, award_round: Round, declared: Move) -> Met:
    """Say of each condition of a move that the secretariat makes whether it holds."""
    return {
        condition: _CONDITIONS[condition](work, award_round) for condition in declared.conditions
    }
