"""The order in which a juror reads: drawn for her, and the same wherever it is asked for."""

from hypothesis import given
from hypothesis import strategies as st

from app.rules.reading_order import order

IDS = st.lists(st.integers(1, 10_000), unique=True, max_size=30)
ROW = st.integers(1, 10_000)


def test_it_is_drawn_for_each_juror_and_stage() -> None:
    """Literals: what a juror has begun to read by must not be another after an upgrade."""
    assert order(1, 1, range(1, 9)) == [6, 3, 2, 1, 7, 5, 8, 4]
    assert order(1, 2, range(1, 9)) == [7, 1, 6, 5, 2, 4, 8, 3]
    assert order(2, 1, range(1, 9)) == [4, 8, 2, 3, 5, 1, 7, 6]


@given(ROW, ROW, IDS)
def test_it_holds_each_once_however_they_were_listed(
    stage: int, juror: int, ids: list[int]
) -> None:
    drawn = order(stage, juror, ids)
    assert sorted(drawn) == sorted(ids)
    assert drawn == order(stage, juror, reversed(ids))


@given(ROW, ROW, IDS)
def test_what_is_taken_out_moves_nothing_else(stage: int, juror: int, ids: list[int]) -> None:
    drawn = order(stage, juror, ids)
    assert order(stage, juror, ids[1:]) == [one for one in drawn if one not in ids[:1]]


def test_nobody_is_first_for_all() -> None:
    firsts = [order(1, juror, range(1, 9))[0] for juror in range(1, 801)]
    assert all(60 <= firsts.count(one) <= 140 for one in range(1, 9))
