"""The phase of a round, as it follows from what somebody did to it and from the clock."""

from datetime import datetime

from app.rules.calendar import has_passed
from app.rules.lifecycle import Course, Milestone, Phase


def phase_at(
    milestone: Milestone,
    course: Course = Course.RUNNING,
    *,
    opens_at: datetime | None,
    deadline_at: datetime | None,
    embargo_until: datetime | None,
    now: datetime,
) -> Phase:
    """Derive the phase of a round from its milestone, whether it goes on, and the time.

    A call opens at its opening time and closes when the minute of its deadline is over; a
    decided round is announced when its embargo is over. A decided round without an announcement
    time stays decided. Nothing follows from the clock while a round stands still.
    """
    if course is Course.CANCELLED:
        return Phase.CANCELLED
    if course is Course.PAUSED:
        return Phase.JUDGING_PAUSED if milestone is Milestone.JUDGING else Phase.CALL_PAUSED
    if milestone is Milestone.CALLED:
        return _called(opens_at, deadline_at, now)
    if milestone is Milestone.DECIDED:
        over = embargo_until is not None and now >= embargo_until
        return Phase.ANNOUNCED if over else Phase.DECIDED
    return Phase(milestone.value)


def _called(opens_at: datetime | None, deadline_at: datetime | None, now: datetime) -> Phase:
    if opens_at is not None and now < opens_at:
        return Phase.PLANNED
    if deadline_at is not None and not has_passed(deadline_at, now):
        return Phase.OPEN
    return Phase.SCREENING


SHOWN_AS = {Phase.DECIDED: Phase.JUDGING}
"""What outsiders are shown instead of a phase that they may not know of."""


def public_phase(phase: Phase) -> Phase:
    """Give the phase that outsiders may know of: that the jury has decided is no news for them."""
    return SHOWN_AS.get(phase, phase)
