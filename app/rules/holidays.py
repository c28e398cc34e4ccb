"""The days on which offices in Norway are closed, whatever year it is."""

from datetime import date, timedelta
from enum import StrEnum

SATURDAY, SUNDAY = 5, 6


class Holiday(StrEnum):
    """The public holidays of Norway."""

    NEW_YEAR = "new_year"
    MAUNDY_THURSDAY = "maundy_thursday"
    GOOD_FRIDAY = "good_friday"
    EASTER_SUNDAY = "easter_sunday"
    EASTER_MONDAY = "easter_monday"
    LABOUR_DAY = "labour_day"
    CONSTITUTION_DAY = "constitution_day"
    ASCENSION_DAY = "ascension_day"
    WHIT_SUNDAY = "whit_sunday"
    WHIT_MONDAY = "whit_monday"
    CHRISTMAS_DAY = "christmas_day"
    BOXING_DAY = "boxing_day"


_FIXED = {
    (1, 1): Holiday.NEW_YEAR,
    (5, 1): Holiday.LABOUR_DAY,
    (5, 17): Holiday.CONSTITUTION_DAY,
    (12, 25): Holiday.CHRISTMAS_DAY,
    (12, 26): Holiday.BOXING_DAY,
}
_FROM_EASTER = {
    -3: Holiday.MAUNDY_THURSDAY,
    -2: Holiday.GOOD_FRIDAY,
    0: Holiday.EASTER_SUNDAY,
    1: Holiday.EASTER_MONDAY,
    39: Holiday.ASCENSION_DAY,
    49: Holiday.WHIT_SUNDAY,
    50: Holiday.WHIT_MONDAY,
}


def easter(year: int) -> date:
    """Give Easter Sunday of a year, by the Gregorian rule (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, before = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, before + 1)


def holiday(day: date) -> Holiday | None:
    """Name the public holiday that a day is; None where it is none.

    The fixed ones come first: a day that is two of them is called by its date.
    """
    fixed = _FIXED.get((day.month, day.day))
    return fixed or _FROM_EASTER.get((day - easter(day.year)).days)


def is_working_day(day: date) -> bool:
    """Say whether offices are open: neither a weekend nor a public holiday."""
    return day.weekday() < SATURDAY and holiday(day) is None


def working_day_from(day: date) -> date:
    """Give a day, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
