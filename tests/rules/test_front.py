"""How long the newest winner leads the front page."""

from datetime import UTC, datetime, timedelta

import pytest

from app.rules.front import winner_leads

ANNOUNCED = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "deadline_in", "leads"),
    [
        (timedelta(microseconds=-1), None, False),
        (timedelta(0), None, True),
        (timedelta(days=30, microseconds=-1), None, True),
        (timedelta(days=30), None, False),
        (timedelta(0), timedelta(hours=1), True),
        (timedelta(days=7, microseconds=-1), timedelta(hours=1), True),
        (timedelta(days=7), timedelta(hours=1), False),
        (timedelta(days=7), timedelta(days=14), False),
        (timedelta(days=7), timedelta(days=14, microseconds=1), True),
        (timedelta(days=29), timedelta(days=60), True),
        (timedelta(days=31), timedelta(days=60), False),
    ],
)
def test_for_a_month_and_a_week_in_any_case(
    since: timedelta, deadline_in: timedelta | None, leads: bool
) -> None:
    now = ANNOUNCED + since
    deadline = now + deadline_in if deadline_in else None
    assert winner_leads(ANNOUNCED, now, deadline) is leads
