"""Public holidays in Norway, against the almanac."""

from datetime import date

import pytest

from app.rules.holidays import Holiday, easter, holiday, is_working_day, working_day_from


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (2000, 4, 23),
        (2008, 3, 23),
        (2011, 4, 24),
        (2019, 4, 21),
        (2024, 3, 31),
        (2026, 4, 5),
        (2027, 3, 28),
        (2038, 4, 25),
        (2049, 4, 18),
        (2076, 4, 19),
        (2199, 4, 14),
    ],
)
def test_easter_falls_where_the_almanac_has_it(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


def test_the_holidays_of_a_year_are_these() -> None:
    year = [date.fromordinal(date(2026, 1, 1).toordinal() + days) for days in range(365)]
    assert {day.isoformat(): found for day in year if (found := holiday(day))} == {
        "2026-01-01": Holiday.NEW_YEAR,
        "2026-04-02": Holiday.MAUNDY_THURSDAY,
        "2026-04-03": Holiday.GOOD_FRIDAY,
        "2026-04-05": Holiday.EASTER_SUNDAY,
        "2026-04-06": Holiday.EASTER_MONDAY,
        "2026-05-01": Holiday.LABOUR_DAY,
        "2026-05-14": Holiday.ASCENSION_DAY,
        "2026-05-17": Holiday.CONSTITUTION_DAY,
        "2026-05-24": Holiday.WHIT_SUNDAY,
        "2026-05-25": Holiday.WHIT_MONDAY,
        "2026-12-25": Holiday.CHRISTMAS_DAY,
        "2026-12-26": Holiday.BOXING_DAY,
    }


def test_the_seventeenth_of_may_is_called_by_its_date() -> None:
    assert holiday(date(2027, 5, 17)) is Holiday.CONSTITUTION_DAY  # Whit Monday too
    assert holiday(date(2027, 5, 16)) is Holiday.WHIT_SUNDAY


def test_offices_are_closed_on_weekends_and_holidays() -> None:
    closed = [day for day in range(1, 12) if not is_working_day(date(2026, 4, day))]
    assert closed == [2, 3, 4, 5, 6, 11]
    assert working_day_from(date(2026, 4, 2)) == date(2026, 4, 7)
    assert working_day_from(date(2026, 4, 8)) == date(2026, 4, 8)
