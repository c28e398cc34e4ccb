"""How a ballot is read: what is understood, and what is asked for again."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.ballots import RankFault, Reading, dense, read


def written(*texts: str) -> Reading:
    return read(dict(enumerate(texts, start=11)), range(11, 11 + len(texts)))


@pytest.mark.parametrize(
    ("texts", "ranks"),
    [
        (("1", "2", "3"), (1, 2, 3)),
        (("3", "1", "2"), (3, 1, 2)),
        (("1", "1", "2"), (1, 1, 2)),
        (("1", "1", "3"), (1, 1, 2)),
        (("1", "2", "2"), (1, 2, 2)),
        (("1", "3", "3"), (1, 2, 2)),
        (("2", "2", "3"), (1, 1, 2)),
        (("1", "1", "1"), (1, 1, 1)),
        (("3", "3", "3"), (1, 1, 1)),
        ((" 2. ", "1.", "\t3"), (2, 1, 3)),
        (("1", "1", "3", "3"), (1, 1, 2, 2)),
        (("1", "2", "2", "4"), (1, 2, 2, 3)),
        (("1",), (1,)),
    ],
)
def test_what_is_unambiguous_is_understood(texts: tuple[str, ...], ranks: tuple[int, ...]) -> None:
    found = written(*texts)
    assert tuple(found.ranks.values()) == ranks
    assert found.is_whole


@pytest.mark.parametrize(
    ("texts", "gap"),
    [
        (("1", "3", "4", "4"), 2),
        (("2", "3", "3"), 1),
        (("1", "1", "4", "4"), 2),
        (("2", "2", "2"), 1),
        (("1", "1", "2", "4"), 3),
    ],
)
def test_a_number_that_nobody_has_is_a_gap_unless_equal_ranks_explain_it(
    texts: tuple[str, ...], gap: int
) -> None:
    assert written(*texts) == Reading(gap=gap)
    assert not written(*texts).is_whole


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", RankFault.MISSING),
        ("  ", RankFault.MISSING),
        (".", RankFault.MISSING),
        ("først", RankFault.NO_NUMBER),
        ("1 2", RankFault.NO_NUMBER),
        ("1,5", RankFault.NO_NUMBER),
        ("-1", RankFault.NO_NUMBER),
        ("٣", RankFault.NO_NUMBER),
        ("99999999999", RankFault.NO_NUMBER),
        ("0", RankFault.OUT_OF_RANGE),
        ("4", RankFault.OUT_OF_RANGE),
    ],
)
def test_what_is_no_rank_is_named_where_it_stands(text: str, fault: RankFault) -> None:
    assert written("1", text, "2") == Reading(faults={12: fault})


def test_what_is_not_sent_lacks_and_what_is_not_ranked_is_left_out() -> None:
    assert read({1: "1", 9: "2"}, [1, 2]) == Reading(faults={2: RankFault.MISSING})
    assert read({1: "1", 2: "2", 9: "3"}, [1, 2]) == Reading({1: 1, 2: 2})


@given(st.dictionaries(st.integers(1, 9), st.integers(1, 99), min_size=1))
def test_ranks_without_gaps_keep_the_order(ranks: dict[int, int]) -> None:
    found = dense(ranks)
    assert set(found.values()) == set(range(1, len(set(ranks.values())) + 1))
    for (one, rank), (other, than) in product(ranks.items(), ranks.items()):
        assert (rank < than) is (found[one] < found[other])
