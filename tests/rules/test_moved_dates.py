"""Dates of a round that is made from an earlier one."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rules.calendar import OSLO
from app.rules.dates import RoundDate, are_in_order
from app.rules.holidays import is_working_day
from app.rules.moved_dates import moved

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


LAST = dict(
    zip(
        RoundDate,
        [
            oslo("2026-01-12 09:00"),
            oslo("2026-05-15 15:00"),
            oslo("2026-08-21 15:00"),
            oslo("2026-09-03 10:00"),
            oslo("2026-11-05 10:00"),
        ],
        strict=True,
    )
)


def shown(dates: dict[RoundDate, datetime | None]) -> list[str]:
    return [f"{at:%a %Y-%m-%d %H:%M}" if at else "–" for at in dates.values()]


def test_a_year_later_is_the_same_weekday_and_time_of_day() -> None:
    assert shown(moved(LAST, 1, NOW)) == [
        "Mon 2027-01-11 09:00",
        "Fri 2027-05-14 15:00",
        "Fri 2027-08-20 15:00",
        "Thu 2027-09-02 10:00",
        "Thu 2027-11-04 10:00",
    ]


def test_two_years_later_is_two_years_later() -> None:
    assert shown(moved(LAST, 2, NOW))[0] == "Mon 2028-01-10 09:00"


def test_a_holiday_gives_way_to_the_next_working_day() -> None:
    dates = LAST | {RoundDate.DEADLINE: oslo("2026-03-26 15:00")}  # → Maundy Thursday 2027
    assert shown(moved(dates, 1, NOW))[1] == "Tue 2027-03-30 15:00"


def test_what_is_behind_moves_on_by_weeks_all_together() -> None:
    late = oslo("2027-01-20 12:00")
    assert shown(moved(LAST, 1, late)) == [
        "Mon 2027-01-25 09:00",
        "Fri 2027-05-28 15:00",
        "Fri 2027-09-03 15:00",
        "Thu 2027-09-16 10:00",
        "Thu 2027-11-18 10:00",
    ]


def test_what_was_not_set_is_not_set() -> None:
    dates = LAST | {RoundDate.SCORING: None, RoundDate.DELIBERATION: None}
    assert shown(moved(dates, 1, NOW))[2:4] == ["–", "–"]
    assert shown(moved({}, 1, NOW)) == ["–"] * 5


moments = st.integers(0, 400 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(st.lists(moments, min_size=5, max_size=5, unique=True), st.integers(1, 3), moments)
def test_moved_dates_are_always_valid(times: list[datetime], years: int, now: datetime) -> None:
    found = moved(dict(zip(RoundDate, sorted(times), strict=True)), years, now)
    held = [at for at in found.values() if at is not None]
    assert len(held) == 5
    assert are_in_order(found)
    assert all(at > now for at in held)
    assert all(is_working_day(at.astimezone(OSLO).date()) for at in held)
    assert all(datetime.fromtimestamp(at.timestamp(), OSLO).hour == at.hour for at in held)
