"""Schulze's method against published examples, and its properties on ballots at random.

The examples are Markus Schulze's own: the first is that of Wikipedia, which has them all in
"Schulze method examples"; the last is example 1 of his paper (section 3.1).
"""

from itertools import combinations, pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ranking import schulze
from app.ranking.arrays import Ints
from app.ranking.places import Parted, TieBreak

HEAD_TO_HEAD = (TieBreak.HEAD_TO_HEAD, TieBreak.HEAVIEST_CRITERION, TieBreak.CHAIR)


def ballots(text: str) -> Ints:
    """Read ballots such as ``5 ACBED, 2 A=BC``, the nominations in the order of the alphabet."""
    found = []
    for line in text.split(","):
        number, order = line.split()
        place, ranks = 1, {}
        for before, name in zip(" " + order, order, strict=False):
            if name != "=":
                ranks[name] = place = place if before == "=" else place + 1
        found += [[ranks[name] for name in sorted(ranks)]] * int(number)
    return np.array(found)


def ranking(count: schulze.Count) -> str:
    return "".join("ABCDE"[at] for at in count.order)


FORTY_FIVE = "5 ACBED, 5 ADECB, 8 BEDAC, 3 CABED, 7 CAEBD, 2 CBADE, 7 DCEBA, 8 EBADC"
SECOND = "5 ACBD, 2 ACDB, 3 ADCB, 4 BACD, 3 CBDA, 3 CDBA, 1 DACB, 5 DBAC, 4 DCBA"
THIRD = "3 ABDEC, 5 ADEBC, 1 ADECB, 2 BADEC, 2 BDECA, 4 CABDE, 6 CBADE, 2 DBECA, 5 DECAB"
FOURTH = "3 ABCD, 2 DABC, 2 DBCA, 2 CBDA"
OF_THE_PAPER = "8 ACDB, 2 BADC, 4 CDBA, 4 DBAC, 3 DCBA"


@pytest.mark.parametrize(
    ("text", "preferred", "strengths", "order"),
    [
        (
            FORTY_FIVE,
            [
                [0, 20, 26, 30, 22],
                [25, 0, 16, 33, 18],
                [19, 29, 0, 17, 24],
                [15, 12, 28, 0, 14],
                [23, 27, 21, 31, 0],
            ],
            [
                [0, 28, 28, 30, 24],
                [25, 0, 28, 33, 24],
                [25, 29, 0, 29, 24],
                [25, 28, 28, 0, 24],
                [25, 28, 28, 31, 0],
            ],
            "EACBD",
        ),
        (
            SECOND,
            [[0, 11, 20, 14], [19, 0, 9, 12], [10, 21, 0, 17], [16, 18, 13, 0]],
            [[0, 20, 20, 17], [19, 0, 19, 17], [19, 21, 0, 17], [18, 18, 18, 0]],
            "DACB",
        ),
        (
            THIRD,
            [
                [0, 18, 11, 21, 21],
                [12, 0, 14, 17, 19],
                [19, 16, 0, 10, 10],
                [9, 13, 20, 0, 30],
                [9, 11, 20, 0, 0],
            ],
            [
                [0, 18, 20, 21, 21],
                [19, 0, 19, 19, 19],
                [19, 18, 0, 19, 19],
                [19, 18, 20, 0, 30],
                [19, 18, 20, 19, 0],
            ],
            "BADEC",
        ),
        (
            OF_THE_PAPER,
            [[0, 8, 14, 10], [13, 0, 6, 2], [7, 15, 0, 12], [11, 19, 9, 0]],
            [[0, 14, 14, 12], [13, 0, 13, 12], [13, 15, 0, 12], [13, 19, 13, 0]],
            "DACB",
        ),
    ],
)
def test_published_examples(
    text: str, preferred: list[list[int]], strengths: list[list[int]], order: str
) -> None:
    found = schulze.count(ballots(text))
    assert found.preferred.tolist() == preferred
    assert found.strengths.tolist() == strengths
    assert ranking(found) == order
    assert found.place == tuple(order.index(name) + 1 for name in "ABCDE"[: len(order)])
    assert found.partings == ()


def test_published_example_in_which_two_are_unbeaten() -> None:
    found = schulze.count(ballots(FOURTH))
    assert found.preferred.tolist() == [[0, 5, 5, 3], [4, 0, 7, 5], [4, 2, 0, 5], [6, 4, 4, 0]]
    assert found.strengths.tolist() == [[0, 5, 5, 5], [5, 0, 7, 5], [5, 5, 0, 5], [6, 5, 5, 0]]
    assert found.beats.tolist() == [
        [False, False, False, False],
        [False, False, True, False],
        [False, False, False, False],
        [True, False, False, False],
    ]
    assert ranking(found) == "BDAC"
    assert found.place == (3, 1, 3, 1)
    parted = schulze.count(ballots(FOURTH), HEAD_TO_HEAD)
    assert ranking(parted) == "BDAC"
    assert parted.place == (3, 1, 4, 2)
    assert parted.partings == (
        Parted(((1,), (3,)), (TieBreak.HEAD_TO_HEAD,)),
        Parted(((0,), (2,)), (TieBreak.HEAD_TO_HEAD,)),
    )


def test_the_tie_breaks_hold_in_the_order_of_the_rulebook() -> None:
    tied = ballots(FOURTH)
    for rules in ((), (TieBreak.CHAIR,), (TieBreak.HEAVIEST_CRITERION, TieBreak.CHAIR)):
        assert schulze.count(tied, rules).place == (3, 1, 3, 1)
    assert schulze.count(tied, (TieBreak.HEAD_TO_HEAD,)).place == (3, 1, 4, 2)
    assert schulze.count(tied, (TieBreak.CHAIR, TieBreak.HEAD_TO_HEAD)).place == (3, 1, 3, 1)


def test_equal_ranks_prefer_neither_and_a_tie_is_shared() -> None:
    found = schulze.count(ballots("2 A=BC, 1 CA=B"), HEAD_TO_HEAD)
    assert found.preferred.tolist() == [[0, 0, 2], [0, 0, 2], [1, 1, 0]]
    assert found.place == (1, 1, 3)
    assert schulze.count(ballots("3 A=B=C")).place == (1, 1, 1)


def test_without_a_ballot_all_share() -> None:
    found = schulze.count(np.zeros((0, 3), dtype=np.int64), HEAD_TO_HEAD)
    assert (found.order, found.place) == ((0, 1, 2), (1, 1, 1))


def test_of_equal_support_the_less_opposed_link_is_the_stronger() -> None:
    # In a ring each is preferred by four; three are for A before C, only two the other ways.
    found = schulze.count(ballots("2 ABC, 1 AB=C, 1 CAB, 2 BCA, 1 CA=B"))
    assert found.preferred.tolist() == [[0, 4, 3], [2, 0, 4], [4, 2, 0]]
    assert found.strengths.tolist() == [[0, 4, 4], [4, 0, 4], [4, 4, 0]]
    assert found.place == (1, 2, 3)


MANY = st.integers(2, 5).flatmap(
    lambda n: st.lists(
        st.lists(st.integers(1, n), min_size=n, max_size=n), min_size=1, max_size=9
    ).map(np.array)
)


def strongest(preferred: Ints, one: int, other: int, among: int) -> tuple[int, int]:
    """Try every path: the support and the opposition of the weakest link of the strongest."""
    found = []
    between = [n for n in range(among) if n not in {one, other}]
    for length in range(len(between) + 1):
        for way in permutations(between, length):
            path = (one, *way, other)
            links = list(pairwise(path))
            if all(preferred[link] > preferred[link[::-1]] for link in links):
                found.append(
                    min((int(preferred[link]), -int(preferred[link[::-1]])) for link in links)
                )
    return max(found, default=(0, 0))


@given(MANY)
def test_strengths_and_defeats_are_those_of_all_paths_tried(ranks: Ints) -> None:
    found = schulze.count(ranks)
    n = ranks.shape[1]
    for one, other in combinations(range(n), 2):
        there = strongest(found.preferred, one, other, n)
        back = strongest(found.preferred, other, one, n)
        assert found.strengths[one, other] == there[0]
        assert found.strengths[other, one] == back[0]
        assert (found.beats[one, other], found.beats[other, one]) == (there > back, back > there)


@given(MANY)
def test_whoever_wins_every_comparison_is_alone_in_first_place(ranks: Ints) -> None:
    found = schulze.count(ranks, HEAD_TO_HEAD)
    won = (found.preferred > found.preferred.T).sum(axis=1)
    for one in np.flatnonzero(won == ranks.shape[1] - 1):
        assert [at for at, place in enumerate(found.place) if place == 1] == [int(one)]


@given(MANY)
def test_the_defeats_are_transitive_and_the_order_follows_them(ranks: Ints) -> None:
    found = schulze.count(ranks, HEAD_TO_HEAD)
    beats = found.beats.astype(int)
    assert not ((beats @ beats > 0) & ~found.beats).any()
    for one, other in zip(*np.nonzero(found.beats), strict=True):
        assert found.place[one] < found.place[other]


@given(MANY, st.randoms(use_true_random=False))
def test_names_and_the_order_of_ballots_do_not_matter(ranks: Ints, random: object) -> None:
    found = schulze.count(ranks, HEAD_TO_HEAD)
    names = list(range(ranks.shape[1]))
    random.shuffle(names)  # type: ignore[attr-defined]
    other = schulze.count(ranks[::-1, names], HEAD_TO_HEAD)
    assert other.place == tuple(found.place[name] for name in names)


@given(MANY)
def test_only_the_order_of_the_ranks_counts(ranks: Ints) -> None:
    assert (
        schulze.count(3 * ranks + 7, HEAD_TO_HEAD).place == schulze.count(ranks, HEAD_TO_HEAD).place
    )


@given(MANY)
def test_ballots_turned_round_turn_the_defeats_round(ranks: Ints) -> None:
    assert (schulze.count(-ranks).beats == schulze.count(ranks).beats.T).all()


@given(MANY)
def test_ranking_somebody_higher_never_harms_her(ranks: Ints) -> None:
    before = schulze.count(ranks)
    for one in range(ranks.shape[1]):
        if before.beats[:, one].any():
            continue
        raised = ranks.copy()
        raised[0, one] = 0
        assert not schulze.count(raised).beats[:, one].any()
