"""How long somebody waits who has given a wrong password."""

import pytest

from app.rules.attempts import wait_after


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 16), (10, 32), (11, 60), (10_000, 60)],
)
def test_some_are_free_and_then_the_wait_doubles_up_to_a_minute(
    failures: int, seconds: int
) -> None:
    assert wait_after(failures, free=5) == seconds
