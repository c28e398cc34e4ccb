"""The dates of a round: their order, what has taken effect, and slips."""

from datetime import UTC, datetime, timedelta

import pytest

from app.rules.dates import (
    DateFault,
    Dates,
    Fault,
    RoundDate,
    are_in_order,
    changeable,
    far_ahead,
    faults,
)
from app.rules.lifecycle import Phase, StageState

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
OPENS, DEADLINE, SCORING, DELIBERATION, ANNOUNCEMENT = RoundDate
BEFORE: Dates = {
    OPENS: NOW - DAY,
    DEADLINE: NOW + 10 * DAY,
    SCORING: NOW + 30 * DAY,
    DELIBERATION: NOW + 40 * DAY,
    ANNOUNCEMENT: NOW + 60 * DAY,
}
FREE = frozenset(RoundDate) - {OPENS}


def check(**wanted: datetime | None) -> dict[str, Fault]:
    after = {**BEFORE, **{RoundDate(name): value for name, value in wanted.items()}}
    found = faults(BEFORE, after, free=FREE, called=BEFORE[DEADLINE], now=NOW)
    return {date.value: fault for date, fault in found.items()}


def test_what_keeps_its_order_may_be_changed() -> None:
    assert check(deadline=NOW + 12 * DAY, announcement=NOW + 90 * DAY) == {}
    assert check(scoring=None) == {}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"deadline": None}, {"deadline": Fault(DateFault.MISSING)}),
        ({"opens": NOW + DAY}, {"opens": Fault(DateFault.SETTLED)}),
        ({"scoring": NOW - timedelta(minutes=1)}, {"scoring": Fault(DateFault.PASSED)}),
        ({"announcement": NOW + 4000 * DAY}, {"announcement": Fault(DateFault.TOO_FAR)}),
        (
            {"deadline": NOW + 9 * DAY},
            {"deadline": Fault(DateFault.SHORTENED, NOW + 10 * DAY)},
        ),
        (
            {"deadline": NOW + 30 * DAY},
            {"deadline": Fault(DateFault.AFTER, NOW + 30 * DAY, SCORING)},
        ),
        (
            {"deliberation": NOW + 20 * DAY},
            {"deliberation": Fault(DateFault.BEFORE, NOW + 30 * DAY, SCORING)},
        ),
        (
            {"deadline": NOW + 50 * DAY, "scoring": NOW + 45 * DAY},
            {
                "scoring": Fault(DateFault.AFTER, NOW + 40 * DAY, DELIBERATION),
            },
        ),
    ],
)
def test_each_date_is_told_what_is_wrong_with_it(
    wanted: dict[str, datetime | None], found: dict[str, Fault]
) -> None:
    assert check(**wanted) == found


def test_an_order_that_was_wrong_before_is_no_fault_of_another_date() -> None:
    before = {**BEFORE, SCORING: NOW + 70 * DAY}
    after = {**before, DEADLINE: NOW + 11 * DAY}
    assert faults(before, after, free=FREE, called=None, now=NOW) == {}
    assert not are_in_order(before)
    assert are_in_order(BEFORE)
    assert are_in_order({**BEFORE, SCORING: None})


@pytest.mark.parametrize(
    ("phase", "stage", "free"),
    [
        (Phase.PLANNED, StageState.WAITING, {OPENS, DEADLINE, SCORING, DELIBERATION, ANNOUNCEMENT}),
        (Phase.OPEN, StageState.WAITING, {DEADLINE, SCORING, DELIBERATION, ANNOUNCEMENT}),
        (Phase.SCREENING, StageState.WAITING, {SCORING, DELIBERATION, ANNOUNCEMENT}),
        (Phase.JUDGING, StageState.SCORING, {SCORING, DELIBERATION, ANNOUNCEMENT}),
        (Phase.JUDGING, StageState.DELIBERATION, {DELIBERATION, ANNOUNCEMENT}),
        (Phase.JUDGING, StageState.CONCLUDED, {ANNOUNCEMENT}),
    ],
)
def test_a_date_can_be_changed_until_it_takes_effect(
    phase: Phase, stage: StageState, free: set[RoundDate]
) -> None:
    assert changeable(phase, stage) == free


def test_a_date_more_than_a_year_ahead_is_asked_about() -> None:
    after = {**BEFORE, ANNOUNCEMENT: NOW + 367 * DAY, DELIBERATION: NOW + 366 * DAY}
    assert far_ahead(BEFORE, after, NOW) == {ANNOUNCEMENT}
    assert far_ahead(after, after, NOW) == frozenset()
