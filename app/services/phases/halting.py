"""Pausing a round, having it go on with new dates, and cancelling it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Round, RoundMove
from app.rules import dates as rules
from app.rules.access import Permission
from app.rules.calendar import day_of, has_passed
from app.rules.dates import Dates, RoundDate
from app.rules.lifecycle import (
    COURSE_MOVES,
    STOPPED,
    Condition,
    Course,
    Milestone,
    NominationState,
    Phase,
    UndeclaredMoveError,
)
from app.rules.nomination_moves import LIVE
from app.rules.notices import NoticeKind
from app.rules.phases import phase_at
from app.services import (
    accounts,
    foresight,
    jury,
    may,
    moves,
    nominations,
    notices,
    passing,
    screening,
)
from app.services.nominations import ReasonMissingError
from app.services.phases.dates import (
    DatesQuestionedError,
    DatesRefusedError,
    change,
    deadline_of_call,
)
from app.services.work import Work

KINDS = {
    "pause": NoticeKind.ROUND_PAUSED,
    "resume": NoticeKind.ROUND_RESUMED,
    "cancel": NoticeKind.ROUND_CANCELLED,
}


@dataclass(frozen=True)
class Stop:
    """Since when a round stands still or is cancelled, and why."""

    at: datetime
    reason: str


def stop_of(session: Session, award_round: Round, now: datetime) -> Stop | None:
    """Say since when a round stands still or is cancelled, and why; None while it goes on."""
    if award_round.phase(now) not in STOPPED:
        return None
    latest = _latest(session, award_round)
    return Stop(latest.moved_at, latest.reason)


def _latest(session: Session, award_round: Round) -> RoundMove:
    return session.scalars(
        select(RoundMove)
        .where(
            RoundMove.round_id == award_round.id,
            RoundMove.name.in_([move.name for move in COURSE_MOVES]),
        )
        .order_by(RoundMove.id.desc())
        .limit(1)
    ).one()


def offered(award_round: Round, now: datetime) -> list[str]:
    """Name what can be done to the course of a round now."""
    return [
        move.name
        for move in COURSE_MOVES
        if award_round.course in move.sources and all(_fits(award_round, now, move.conditions))
    ]


def _fits(award_round: Round, now: datetime, conditions: Sequence[Condition]) -> list[bool]:
    looked_into = {
        Condition.SOMETHING_RUNS: _something_runs(award_round, now),
        Condition.UNDER_WAY: award_round.milestone in {Milestone.CALLED, Milestone.JUDGING},
    }
    return [looked_into[one] for one in conditions if one in looked_into]


def _something_runs(award_round: Round, now: datetime) -> bool:
    is_called = award_round.milestone is Milestone.CALLED
    ahead = is_called and not has_passed(award_round.deadline_at, now)
    return ahead or award_round.milestone is Milestone.JUDGING


def dates_to_set(session: Session, award_round: Round, now: datetime) -> frozenset[RoundDate]:
    """Name the dates that had not taken effect when a round was paused."""
    at = _latest(session, award_round).moved_at if award_round.course is Course.PAUSED else now
    stage = award_round.stage
    phase = phase_at(
        award_round.milestone,
        opens_at=award_round.opens_at,
        deadline_at=award_round.deadline_at,
        embargo_until=award_round.embargo_until,
        now=at,
    )
    return rules.changeable(phase, stage.state if stage else None)


@dataclass(frozen=True)
class ForeseenCourse:
    """Whom it touches that a round is paused, goes on or is cancelled."""

    round_id: int
    name: str
    phase: Phase
    nominators: Sequence[str]
    """Those who act for who has a nomination or a draft."""
    members: Sequence[str]
    """Those of the jury who have an account."""
    untold: Sequence[str]
    """Those of the jury who have none."""
    drafts: int
    handed_in: int


def foresee_course(work: Work, award_round: Round, name: str) -> ForeseenCourse:
    """Say whom and what a move of the course touches, as the round stands now.

    Raises:
        UndeclaredMoveError: there is no such move from here; also when somebody was first.

    """
    may.require(work, Permission.RUN_ROUND, award_round)
    if name not in offered(award_round, work.now):
        raise UndeclaredMoveError(name, award_round.course.value)
    held = jury.holders(work.session, award_round, work.today)
    writers = nominations.nominators(work.session, award_round, LIVE)
    names = accounts.names_of(work.session, writers)
    counts = screening.count_by_state(work.session, award_round)
    return ForeseenCourse(
        award_round.id,
        name,
        award_round.phase(work.now),
        [names[one] for one in writers],
        [one.person_name for one in held if one.account_id is not None],
        [one.person_name for one in held if one.account_id is None],
        counts[NominationState.DRAFT],
        sum(counts[state] for state in LIVE if state is not NominationState.DRAFT),
    )


def pause(work: Work, award_round: Round, reason: str, *, seen: str | None = None) -> None:
    """Pause a round: deadlines stand still, and everybody concerned is told why.

    Raises:
        UndeclaredMoveError: it cannot be paused from here; also when somebody was first.
        ReasonMissingError: there is no reason.
        ForeseenOtherwiseError: what follows from it is no longer what she was shown.

    """
    _stop(work, award_round, "pause", reason, seen)


def cancel(work: Work, award_round: Round, reason: str, *, seen: str | None = None) -> None:
    """Cancel a round for good, publicly. Raises as ``pause`` does."""
    _stop(work, award_round, "cancel", reason, seen)


def _stop(work: Work, award_round: Round, name: str, reason: str, seen: str | None) -> None:
    award_round = may.begin(work, Permission.RUN_ROUND, award_round)
    foreseen = foresee_course(work, award_round, name)
    if not reason.strip():
        raise ReasonMissingError
    if seen is not None:
        foresight.insist(foreseen, seen)
    declared = next(one for one in COURSE_MOVES if one.name == name)
    met = dict.fromkeys(declared.conditions, True)
    made = moves.move_course(work, award_round, name, met, reason)
    if name == "cancel":
        # Nobody opens a form or a sheet of it again.
        passing.forget_all_writers(work.session, award_round)
        passing.forget_private_notes(work.session, award_round)
    _tell(work.session, award_round, made, work.now)


def resume(
    work: Work,
    award_round: Round,
    given: Dates,
    words: str,
    *,
    seen: str | None = None,
    is_confirmed: bool = False,
) -> None:
    """Have a paused round go on with new dates, all or none.

    Args:
        work: the secretariat's.
        award_round: a paused one.
        given: what the dates are to be that had not taken effect. What is left out stays.
        words: what else those concerned are told.
        seen: the stamp of what she was shown before.
        is_confirmed: whether she has said that dates far ahead are no slips.

    Raises:
        UndeclaredMoveError: it is not paused; also when somebody was first.
        DatesRefusedError: naming every date that cannot be so, and why.
        DatesQuestionedError: a date lies far ahead, and that was not confirmed.
        ForeseenOtherwiseError: what follows from it is no longer what she was shown.

    """
    award_round = may.begin(work, Permission.RUN_ROUND, award_round)
    foreseen = foresee_course(work, award_round, "resume")
    if seen is not None:
        foresight.insist(foreseen, seen)
    before = award_round.dates
    after = {**before, **given}
    found = rules.faults(
        before,
        after,
        free=dates_to_set(work.session, award_round, work.now),
        called=_called_for(work.session, award_round),
        now=work.now,
        is_resumed=True,
    )
    if found:
        raise DatesRefusedError(found)
    far = rules.far_ahead(before, after, work.now)
    if far and not is_confirmed:
        raise DatesQuestionedError(far)
    made = moves.move_course(work, award_round, "resume", {Condition.NEW_DATES_VALID: True}, words)
    touched = rules.changed(before, after)
    if touched:
        change(work, award_round, {date: after[date] for date in touched}, words.strip())
    _tell(work.session, award_round, made, work.now)


def _called_for(session: Session, award_round: Round) -> datetime | None:
    """Give the deadline that the call was opened with; None where it was paused before that."""
    paused_at = _latest(session, award_round).moved_at
    opened = award_round.opens_at is not None and award_round.opens_at <= paused_at
    return deadline_of_call(session, award_round, paused_at) if opened else None


def _tell(session: Session, award_round: Round, made: RoundMove, now: datetime) -> None:
    """Tell those who have something in the round, and the jury, once each."""
    held = jury.holders(session, award_round, day_of(now))
    told = [
        *nominations.nominators(session, award_round, LIVE),
        *(one.account_id for one in held if one.account_id is not None),
    ]
    dates = {date.value: at.isoformat() for date, at in award_round.dates.items() if at is not None}
    for account_id in dict.fromkeys(told):
        notices.queue(
            session,
            account_id,
            KINDS[made.name],
            key=f"course:{made.id}",
            now=now,
            award_round=award_round,
            slug=award_round.slug,
            reason=made.reason,
            dates=dates,
        )
