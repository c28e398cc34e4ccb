"""How long a text takes to read."""

import pytest

from app.rules.reading import reading_minutes


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (400, 2), (2_001, 11)]
)
def test_begun_minutes_count(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes
