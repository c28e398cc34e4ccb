"""The dates of a round that is made from an earlier one: the same weekdays, in its own year."""

from datetime import datetime, timedelta

from app.rules.calendar import OSLO
from app.rules.dates import Dates, RoundDate
from app.rules.holidays import working_day_from

YEAR = timedelta(weeks=52)
"""A year later on the same weekday."""
WEEK = timedelta(weeks=1)


def moved(dates: Dates, years: int, now: datetime) -> dict[RoundDate, datetime | None]:
    """Move dates by whole years to the same weekdays, and on until they are valid.

    The clock shows the same in Norway, summer time or not. All move on together by weeks while the
    first of them is behind ``now``; one that then falls on a holiday goes to the next working day,
    and keeps its place in the order.
    """
    held = {date: value for date in RoundDate if (value := dates.get(date)) is not None}
    shift = years * YEAR
    while held and min(_later(value, shift) for value in held.values()) <= now:
        shift += WEEK
    found: dict[RoundDate, datetime | None] = dict.fromkeys(RoundDate)
    last: datetime | None = None
    for date, value in held.items():
        at = _on_working_day(_later(value, shift))
        while last is not None and at <= last:
            at = _on_working_day(_later(at, timedelta(days=1)))
        found[date] = last = at
    return found


def _later(value: datetime, span: timedelta) -> datetime:
    """Give the same time of day so much later, as clocks in Norway show it."""
    return value.astimezone(OSLO) + span


def _on_working_day(value: datetime) -> datetime:
    return datetime.combine(working_day_from(value.date()), value.timetz())
