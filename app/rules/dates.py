"""The dates of a round: their order, which of them can still be changed, and what is a slip.

A date can be put right, with a reason, until it takes effect.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from app.rules.calendar import has_passed
from app.rules.lifecycle import Phase, StageState

FAR = timedelta(days=366)
"""What lies further ahead is perhaps a slip: it is asked about."""
TOO_FAR = timedelta(days=10 * 366)
"""What lies further ahead than this is one."""


class RoundDate(StrEnum):
    """The dates of a round, in the order that they must have."""

    OPENS = "opens"
    DEADLINE = "deadline"
    SCORING = "scoring"
    DELIBERATION = "deliberation"
    ANNOUNCEMENT = "announcement"


Dates = Mapping[RoundDate, datetime | None]
NEEDED = frozenset({RoundDate.OPENS, RoundDate.DEADLINE})
"""A call cannot be without them. The others are plans that people are told."""


class DateFault(StrEnum):
    """What is wrong with a date."""

    MISSING = "missing"
    SETTLED = "settled"
    """It has taken effect."""
    PASSED = "passed"
    TOO_FAR = "too_far"
    SHORTENED = "shortened"
    """A deadline before the one that the call was published with."""
    BEFORE = "before"
    """It must be after another one."""
    AFTER = "after"
    """It must be before another one."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a date; the time that it must keep to, and which date that is."""

    kind: DateFault
    limit: datetime | None = None
    other: RoundDate | None = None


def changeable(phase: Phase, stage: StageState | None) -> frozenset[RoundDate]:
    """Name the dates that have not taken effect."""
    opened = phase is not Phase.PLANNED
    closed = opened and phase is not Phase.OPEN
    scored = stage in {StageState.DELIBERATION, StageState.CONCLUDED}
    settled = {
        RoundDate.OPENS: opened,
        RoundDate.DEADLINE: closed,
        RoundDate.SCORING: scored,
        RoundDate.DELIBERATION: stage is StageState.CONCLUDED,
        RoundDate.ANNOUNCEMENT: False,
    }
    return frozenset(date for date, is_settled in settled.items() if not is_settled)


def changed(before: Dates, after: Dates) -> frozenset[RoundDate]:
    """Name the dates that differ."""
    return frozenset(date for date in after if after[date] != before[date])


def are_in_order(dates: Dates) -> bool:
    """Say whether each date is after the one before it, leaving out what is not set."""
    held = [dates[date] for date in RoundDate if dates[date] is not None]
    return all(one < other for one, other in pairwise(held) if one and other)


def faults(
    before: Dates,
    after: Dates,
    *,
    free: frozenset[RoundDate],
    called: datetime | None,
    now: datetime,
    is_resumed: bool = False,
) -> dict[RoundDate, Fault]:
    """Say of each date that is to be changed what is wrong with it.

    Args:
        before: as they are.
        after: as they are to be.
        free: those that have not taken effect.
        called: the deadline that the call was published with; None before it is.
        now: what the time is.
        is_resumed: the round goes on after a pause: what has not taken effect must lie ahead,
            whether it is changed or not.

    """
    touched = changed(before, after)
    if is_resumed:
        touched |= {date for date in free if date in NEEDED or after[date] is not None}
    alone = {date: _alone(date, after[date], free, called, now) for date in touched}
    found = {date: fault for date, fault in alone.items() if fault is not None}
    return _out_of_order(after, touched) | found


def _alone(
    date: RoundDate,
    value: datetime | None,
    free: frozenset[RoundDate],
    called: datetime | None,
    now: datetime,
) -> Fault | None:
    if date not in free:
        return Fault(DateFault.SETTLED)
    if value is None:
        return Fault(DateFault.MISSING) if date in NEEDED else None
    if has_passed(value, now):
        return Fault(DateFault.PASSED)
    if value - now > TOO_FAR:
        return Fault(DateFault.TOO_FAR)
    if date is RoundDate.DEADLINE and called is not None and value < called:
        return Fault(DateFault.SHORTENED, called)
    return None


def _out_of_order(after: Dates, touched: frozenset[RoundDate]) -> dict[RoundDate, Fault]:
    found: dict[RoundDate, Fault] = {}
    held = [(date, value) for date in RoundDate if (value := after[date]) is not None]
    for (one, first), (other, second) in pairwise(held):
        if first < second:
            continue
        if other in touched:
            found[other] = Fault(DateFault.BEFORE, first, one)
        elif one in touched:
            found[one] = Fault(DateFault.AFTER, second, other)
    return found


def far_ahead(before: Dates, after: Dates, now: datetime) -> frozenset[RoundDate]:
    """Name the changed dates that lie so far ahead that they may be slips."""
    return frozenset(date for date in changed(before, after) if is_far(after[date], now))


def is_far(value: datetime | None, now: datetime) -> bool:
    """Say whether a time lies so far ahead that it may be a slip."""
    return value is not None and value - now > FAR
