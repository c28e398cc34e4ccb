"""Numbers of rows, and of pages: whatever is sent is read without an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.numbers import page_number, row_number, row_numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("0", 0),
        ("007", 7),
        ("2147483647", 2147483647),
        ("2147483648", None),
        ("9999999999", None),
        ("1234567890123456789", None),
        ("9" * 5000, None),
        ("-1", None),
        ("+1", None),
        (" 1", None),
        ("1_0", None),
        ("1.0", None),
        ("١", None),
        ("²", None),
        ("", None),
        (None, None),
    ],
)
def test_a_row_has_a_number_that_fits_the_database(text: str | None, number: int | None) -> None:
    assert row_number(text) == number


def test_of_several_each_is_read_once() -> None:
    assert row_numbers(["3", "x", "1", "3", "9" * 30, "-2"]) == [3, 1]


@pytest.mark.parametrize(
    ("text", "number"),
    [("2", 2), ("9" * 30, 2147483647), ("9" * 5000, 2147483647), ("-1", 1), ("x", 1), (None, 1)],
)
def test_a_page_too_far_is_as_far_as_there_is(text: str | None, number: int) -> None:
    assert page_number(text) == number


@given(st.text(st.characters(exclude_categories=())))
def test_whatever_is_sent_is_read(text: str) -> None:
    assert (row_number(text) or 0) >= 0
    assert page_number(text) >= 0
