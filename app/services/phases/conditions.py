"""The conditions of the declared moves: what must hold before a round can move on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Round
from app.rules.calendar import day_of
from app.rules.lifecycle import (
    NOT_BEGUN,
    Condition,
    Milestone,
    Move,
    NominationState,
    Phase,
    StageState,
)
from app.services import jury, progress, screening, setup
from app.services.moves import Met


@dataclass(frozen=True)
class Instant:
    """A round at one moment: what a condition is looked into of."""

    session: Session
    award_round: Round
    now: datetime


def _set_up(seen: Instant) -> bool:
    found = setup.lacks(seen.session, seen.award_round, seen.now)
    return not any(lack.stops for lack in found)


def _deadline_passed(seen: Instant) -> bool:
    return seen.award_round.phase(seen.now) is Phase.SCREENING


def _all_screened(seen: Instant) -> bool:
    counts = screening.count_by_state(seen.session, seen.award_round)
    waiting = sum(counts[state] for state in screening.WAITING)
    late = screening.awaited(seen.session, seen.award_round, seen.now)
    return not (waiting or late) and counts[NominationState.ADMITTED] > 0


def _jury_complete(seen: Instant) -> bool:
    held = jury.holders(seen.session, seen.award_round, day_of(seen.now))
    members = {appointment.seat_id for appointment in held if not appointment.is_deputy}
    seats = jury.seats(seen.session, seen.award_round)
    return bool(seats) and all(seat.id in members for seat in seats)


def _rulebook_complete(seen: Instant) -> bool:
    seats = jury.seats(seen.session, seen.award_round)
    return bool(seen.award_round.rulebooks) and 0 < seen.award_round.rulebook.quorum <= len(seats)


def _covered_by_quorum(seen: Instant) -> bool:
    return all(
        part.is_enough
        for part in progress.coverage_of(seen.session, seen.award_round, day_of(seen.now))
    )


def _round_in_judging(seen: Instant) -> bool:
    return seen.award_round.milestone is Milestone.JUDGING


def _earlier_stage_concluded(seen: Instant) -> bool:
    """Look at what comes before the stage that would be opened: the first that waits."""
    stages = seen.award_round.stages
    waiting = next((one.position for one in stages if one.state in NOT_BEGUN), 0)
    return all(one.state is StageState.CONCLUDED for one in stages if one.position < waiting)


def _is_announced(seen: Instant) -> bool:
    return seen.award_round.phase(seen.now) is Phase.ANNOUNCED


_CONDITIONS: dict[Condition, Callable[[Instant], bool]] = {
    Condition.SET_UP: _set_up,
    Condition.PRIZE_OPEN: lambda seen: seen.award_round.prize.closed_at is None,
    Condition.DEADLINE_PASSED: _deadline_passed,
    Condition.ALL_SCREENED: _all_screened,
    Condition.JURY_COMPLETE: _jury_complete,
    Condition.RULEBOOK_COMPLETE: _rulebook_complete,
    Condition.COVERED_BY_QUORUM: _covered_by_quorum,
    Condition.ANNOUNCED: _is_announced,
    Condition.ROUND_IN_JUDGING: _round_in_judging,
    Condition.EARLIER_STAGE_CONCLUDED: _earlier_stage_concluded,
}


def look_into(session: Session, award_round: Round, declared: Move, now: datetime) -> Met:
    """Say of each condition of a move that the secretariat makes whether it holds."""
    seen = Instant(session, award_round, now)
    return {condition: _CONDITIONS[condition](seen) for condition in declared.conditions}
