"""Weights of criteria: equal ones, what remains, percentages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.weights import are_whole, equal, read_per_cent, remaining


def written(shares: list[Decimal]) -> list[str]:
    return [str(share) for share in shares]


def test_thirds_make_a_whole() -> None:
    assert written(equal(3)) == ["0.33334", "0.33333", "0.33333"]
    assert written(equal(6)) == ["0.16667"] * 4 + ["0.16666"] * 2
    assert written(equal(4)) == ["0.25000"] * 4
    assert equal(0) == []


@given(st.integers(1, 60))
def test_equal_weights_are_whole_and_a_hair_apart_at_most(count: int) -> None:
    shares = equal(count)
    assert len(shares) == count
    assert are_whole(shares)
    assert max(shares) - min(shares) <= Decimal("0.00001")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("20", "0.2"),
        ("33,334", "0.33334"),
        (" 33.334 ", "0.33334"),
        ("100", "1"),
        ("0", "0"),
        ("100,001", None),
        ("33,3334", None),
        ("-1", None),
        ("1e1", None),
        ("", None),
        ("tjue", None),
    ],
)
def test_percentages_are_read_with_up_to_three_decimals(text: str, share: str | None) -> None:
    found = read_per_cent(text)
    assert found == (None if share is None else Decimal(share))


def test_what_remains_is_offered_for_the_last() -> None:
    assert remaining([Decimal("0.33334"), Decimal("0.33333")]) == Decimal("0.33333")
    assert remaining([]) == 1
    assert remaining([Decimal("0.7"), Decimal("0.4")]) == Decimal("-0.1")
