"""Terms of office: the day on which seats are held."""

from datetime import UTC, date, datetime

import pytest

from app.rules.calendar import day_of
from app.rules.lifecycle import Milestone
from app.rules.terms import day_in_office, holds, last_day

TERM_TO = 2026
LAST = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (date(2026, 3, 1), None, True),
        (date(2026, 3, 2), date(2026, 3, 2), True),
        (date(2026, 3, 3), None, False),
        (date(2025, 1, 1), date(2026, 3, 1), False),
    ],
)
def test_who_is_appointed_from_one_day_to_another_holds_on_both(
    since: date, until: date | None, held: bool
) -> None:
    assert holds(since, until, date(2026, 3, 2)) is held


@pytest.mark.parametrize(
    ("untils", "last"),
    [
        ([date(2026, 12, 31), date(2026, 12, 31)], date(2026, 12, 31)),
        ([date(2026, 6, 30), date(2026, 4, 1)], date(2026, 6, 30)),
        ([date(2026, 6, 30), None], date(2026, 12, 31)),
        ([date(2027, 6, 30)], date(2026, 12, 31)),
        ([], date(2026, 12, 31)),
    ],
)
def test_a_jury_is_over_with_its_term_or_its_last_appointment(
    untils: list[date | None], last: date
) -> None:
    assert last_day(TERM_TO, untils) == last


@pytest.mark.parametrize("milestone", [Milestone.JUDGING, Milestone.DECIDED, Milestone.ARCHIVED])
def test_a_judged_round_outlives_the_term(milestone: Milestone) -> None:
    assert day_in_office(milestone, date(2027, 2, 1), LAST) == LAST
    assert day_in_office(milestone, date(2026, 2, 1), LAST) == date(2026, 2, 1)


@pytest.mark.parametrize("milestone", [Milestone.PLANNED, Milestone.CALLED])
def test_a_round_that_is_not_judged_does_not(milestone: Milestone) -> None:
    assert day_in_office(milestone, date(2027, 2, 1), LAST) == date(2027, 2, 1)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_the_day_is_the_one_in_norway(moment: datetime, day: date) -> None:
    assert day_of(moment) == day
