"""Coverage: a nomination is covered when a quorum of its seats has handed in."""

from app.rules.coverage import Account, Coverage, coverage
from app.rules.impartiality import Occupant

MEMBER = Occupant(10, stepped_in=False)
DEPUTY = Occupant(21, stepped_in=True)
VACANT = Occupant(None, stepped_in=False)


def test_only_the_sheet_of_whoever_sits_counts() -> None:
    seats = {1: {1: MEMBER, 2: DEPUTY, 3: VACANT}}
    sealed = {(1, 10), (1, 20), (1, 21), (1, 30)}
    assert coverage(seats, sealed, 2) == [
        Coverage(1, seats_filled=2, sealed=2, quorum=2, sealed_by=(1, 2))
    ]


def test_each_nomination_is_counted_by_its_own_sheets() -> None:
    seats = {1: {1: MEMBER, 2: DEPUTY}, 2: {1: MEMBER, 2: VACANT}}
    assert coverage(seats, {(1, 21), (2, 10), (2, 21)}, 2) == [
        Coverage(1, seats_filled=2, sealed=1, quorum=2, sealed_by=(2,)),
        Coverage(2, seats_filled=1, sealed=1, quorum=2, sealed_by=(1,)),
    ]


def test_nothing_sealed_counts_nothing() -> None:
    assert coverage({1: {1: MEMBER}}, set(), 1) == [Coverage(1, seats_filled=1, sealed=0, quorum=1)]
    assert coverage({}, {(1, 10)}, 1) == []


def test_a_quorum_is_reached_exactly() -> None:
    below, at, above = (Coverage(1, seats_filled=5, sealed=n, quorum=3) for n in (2, 3, 4))
    assert [below.is_enough, at.is_enough, above.is_enough] == [False, True, True]


def test_an_exception_stands_in_for_a_seat_that_has_not_handed_in() -> None:
    seats = {1: {1: MEMBER, 2: DEPUTY, 3: VACANT}}
    for sealed, excepted, expected in (
        ({(1, 10), (1, 21)}, set(), (Account.QUORUM, ())),
        ({(1, 10)}, set(), (Account.NOTHING, ())),
        ({(1, 10)}, {(1, 2)}, (Account.EXCEPTION, (2,))),
        ({(1, 10)}, {(1, 3)}, (Account.EXCEPTION, (3,))),
        # What is handed in all the same counts, and the exception does not count beside it.
        ({(1, 10)}, {(1, 1)}, (Account.NOTHING, ())),
        ({(1, 10), (1, 21)}, {(1, 2)}, (Account.QUORUM, ())),
        # Of another nomination, or for a whole jury: not one sheet is in.
        ({(1, 10)}, {(2, 2)}, (Account.NOTHING, ())),
        (set(), {(1, 1), (1, 2), (1, 3)}, (Account.NOTHING, (1, 2, 3))),
    ):
        (found,) = coverage(seats, sealed, 2, excepted)
        assert (found.accounted_by, found.excepted) == expected
