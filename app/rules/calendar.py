"""The calendar that the product goes by, wherever its server stands."""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
MINUTE = timedelta(minutes=1)
YEARS = range(2000, 2200)
"""What a date that is filled in can name: beyond them arithmetic fails, and sense before."""
_DAY_PART = (
    r"(?:(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    r"|(?P<d>[0-9]{1,2})\. ?(?P<m>[0-9]{1,2})\. ?(?P<y>[0-9]{4}))"
)
_WRITTEN = re.compile(
    rf"{_DAY_PART}(?:(?:T| *,? +(?:kl\.? *)?)"
    r"(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2})(?:[.:][0-9]{2})?)?"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class MomentFault(StrEnum):
    """Why something that was filled in is no moment."""

    UNREADABLE = "unreadable"
    NO_TIME = "no_time"
    NO_SUCH_YEAR = "no_such_year"
    TWICE = "twice"
    """In the night when the clocks go back, an hour comes twice."""
    SKIPPED = "skipped"
    """In the night when they go forward, an hour does not come."""


class MomentError(ValueError):
    """What was filled in is no moment."""

    def __init__(self, fault: MomentFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def day_of(moment: datetime) -> date:
    """Give the day that a moment falls on in Norway."""
    return moment.astimezone(OSLO).date()


def end_of(deadline: datetime) -> datetime:
    """Give the first moment after a deadline: the minute that it names is inside it."""
    return deadline + MINUTE


def has_passed(deadline: datetime | None, now: datetime) -> bool:
    """Say whether the minute that a deadline names is over; never, where there is none."""
    return deadline is not None and now >= end_of(deadline)


def read_moment(written: str) -> datetime:
    """Read a date with a time of day as Norwegian time, to the minute.

    ``2026-05-15T15:00``, as a browser sends it, or ``15.05.2026 kl. 15.00``, as people write it.

    Raises:
        MomentError: it is no such thing, or there is no one moment that it names. A date alone is
            not a moment.

    """
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        raise MomentError(MomentFault.UNREADABLE)
    if found["hour"] is None:
        raise MomentError(MomentFault.NO_TIME)
    year = int(found["year"] or found["y"])
    if year not in YEARS:
        raise MomentError(MomentFault.NO_SUCH_YEAR)
    month, day = int(found["month"] or found["m"]), int(found["day"] or found["d"])
    try:
        named = datetime(year, month, day, int(found["hour"]), int(found["minute"]))  # noqa: DTZ001
    except ValueError:
        raise MomentError(MomentFault.UNREADABLE) from None
    moment = named.replace(tzinfo=OSLO, fold=0)
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        # What the clocks show at that moment: an hour that is skipped they never do.
        shown = datetime.fromtimestamp(moment.timestamp(), OSLO).replace(tzinfo=None, fold=0)
        raise MomentError(MomentFault.TWICE if shown == named else MomentFault.SKIPPED)
    return moment


def read_day(text: str) -> date | None:
    """Read a date as year, month and day; None when it is no such thing."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def read_date(written: str) -> date | None:
    """Read a date as a browser sends it, or as people write it (``15.5.2026``); None of others."""
    found = _WRITTEN.fullmatch(written.strip())
    if found is None or found["hour"] is not None:
        return None
    try:
        return date(
            int(found["year"] or found["y"]),
            int(found["month"] or found["m"]),
            int(found["day"] or found["d"]),
        )
    except ValueError:
        return None
