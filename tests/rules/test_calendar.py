"""Moments as they are filled in, and the minute that a deadline names."""

from datetime import UTC, datetime

import pytest

from app.rules.calendar import MomentError, MomentFault, end_of, has_passed, read_moment


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-05-15T15:00", datetime(2026, 5, 15, 13, 0, tzinfo=UTC)),
        ("2026-01-15T15:00", datetime(2026, 1, 15, 14, 0, tzinfo=UTC)),
        ("2026-05-15 15:00", datetime(2026, 5, 15, 13, 0, tzinfo=UTC)),
        ("2026-05-15T15:00:59", datetime(2026, 5, 15, 13, 0, tzinfo=UTC)),
        (" 15.05.2026 kl. 15.00 ", datetime(2026, 5, 15, 13, 0, tzinfo=UTC)),
        ("15.5.2026 15:00", datetime(2026, 5, 15, 13, 0, tzinfo=UTC)),
        ("5. 6. 2026, kl 9.05", datetime(2026, 6, 5, 7, 5, tzinfo=UTC)),
        ("2026-10-25T01:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25T03:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2026-03-29T01:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29T03:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_is_norwegian_time_to_the_minute(written: str, moment: datetime) -> None:
    assert read_moment(written) == moment


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", MomentFault.UNREADABLE),
        ("i morgen", MomentFault.UNREADABLE),
        ("2026-02-30T15:00", MomentFault.UNREADABLE),
        ("2026-05-15T24:00", MomentFault.UNREADABLE),
        ("2026-05-15T15", MomentFault.UNREADABLE),
        ("2026-05-15T15:00Z", MomentFault.UNREADABLE),
        ("2026-05-15T15:00+02:00", MomentFault.UNREADABLE),
        ("2026-W20-5T15:00", MomentFault.UNREADABLE),
        ("٢٠٢٦-05-15T15:00", MomentFault.UNREADABLE),
        ("2026-05-15", MomentFault.NO_TIME),
        ("15.05.2026", MomentFault.NO_TIME),
        ("0001-01-01T00:00", MomentFault.NO_SUCH_YEAR),
        ("1999-12-31T23:59", MomentFault.NO_SUCH_YEAR),
        ("9999-12-31T23:59", MomentFault.NO_SUCH_YEAR),
        ("2026-10-25T02:00", MomentFault.TWICE),
        ("2026-10-25T02:59", MomentFault.TWICE),
        ("2026-03-29T02:00", MomentFault.SKIPPED),
        ("2026-03-29T02:59", MomentFault.SKIPPED),
    ],
)
def test_what_names_no_one_moment_is_refused_with_the_reason(
    written: str, fault: MomentFault
) -> None:
    with pytest.raises(MomentError) as caught:
        read_moment(written)
    assert caught.value.fault is fault


def test_the_minute_that_a_deadline_names_is_inside_it() -> None:
    deadline = datetime(2026, 5, 15, 21, 59, tzinfo=UTC)
    assert end_of(deadline) == datetime(2026, 5, 15, 22, 0, tzinfo=UTC)
    assert not has_passed(deadline, datetime(2026, 5, 15, 21, 59, 59, 999999, tzinfo=UTC))
    assert has_passed(deadline, datetime(2026, 5, 15, 22, 0, tzinfo=UTC))
    assert not has_passed(None, deadline)
