"""Conflicts and recusals: where somebody stands, and who sits in a seat because of it."""

import pytest

from app.rules.impartiality import (
    Answer,
    Occupant,
    Outcome,
    Reach,
    SeatOrder,
    Standing,
    can_amend,
    occupant,
    seating,
    standing,
    widen,
)

RECUSED, CLEAR, PENDING = Standing.RECUSED, Standing.CLEAR, Standing.PENDING
SEAT = SeatOrder(1, (10, 11, 12))


@pytest.mark.parametrize(
    ("answer", "ruling", "expected"),
    [
        (None, None, "undeclared"),
        (None, "cleared", "undeclared"),
        (None, "recused", "recused"),
        ("no_conflict", None, "clear"),
        ("no_conflict", "cleared", "clear"),
        ("no_conflict", "recused", "recused"),
        ("possible", None, "pending"),
        ("possible", "cleared", "clear"),
        ("possible", "recused", "recused"),
        ("automatic", None, "recused"),
        ("automatic", "cleared", "clear"),
        ("automatic", "recused", "recused"),
    ],
)
def test_standing_follows_from_the_declaration_and_the_ruling(
    answer: str | None, ruling: str | None, expected: str
) -> None:
    given = Answer(answer) if answer else None
    ruled = Outcome(ruling) if ruling else None
    assert standing(given, ruled) == expected


@pytest.mark.parametrize(
    ("ruling", "expected"), [(None, "recused"), ("cleared", "clear"), ("recused", "recused")]
)
def test_who_has_recused_herself_takes_it_back_by_no_later_answer(
    ruling: str | None, expected: str
) -> None:
    ruled = Outcome(ruling) if ruling else None
    assert standing(Answer.POSSIBLE, ruled, has_recused_herself=True) == expected


@pytest.mark.parametrize(
    ("has_answered", "ruling", "may"),
    [
        (False, None, False),
        (True, None, True),
        (True, Outcome.CLEARED, True),
        (True, Outcome.RECUSED, False),
        (False, Outcome.RECUSED, False),
    ],
)
def test_an_answer_can_be_amended_until_the_jury_has_recused_her(
    has_answered: bool, ruling: Outcome | None, may: bool
) -> None:
    assert can_amend(has_answered, ruling) is may


@pytest.mark.parametrize(
    ("standings", "expected"),
    [
        ({}, Occupant(10, stepped_in=False)),
        ({10: CLEAR, 11: CLEAR}, Occupant(10, stepped_in=False)),
        ({10: PENDING, 11: CLEAR}, Occupant(10, stepped_in=False)),
        ({10: RECUSED}, Occupant(11, stepped_in=True)),
        ({10: RECUSED, 11: PENDING, 12: CLEAR}, Occupant(11, stepped_in=True)),
        ({10: RECUSED, 11: RECUSED}, Occupant(12, stepped_in=True)),
        ({11: RECUSED, 12: RECUSED}, Occupant(10, stepped_in=False)),
        ({10: RECUSED, 11: RECUSED, 12: RECUSED}, Occupant(None, stepped_in=False)),
    ],
)
def test_the_first_who_is_not_recused_sits(
    standings: dict[int, Standing], expected: Occupant
) -> None:
    assert occupant(SEAT, standings) == expected


def test_a_seat_that_nobody_is_appointed_to_is_vacant() -> None:
    assert occupant(SeatOrder(1, ()), {}) == Occupant(None, stepped_in=False)


def test_a_recusal_reaches_that_nomination_alone() -> None:
    standings = {(1, 10): RECUSED, (2, 10): CLEAR, (1, 20): CLEAR}
    assert widen(standings, [1, 2], Reach.NOMINATION) == standings


def test_a_recusal_reaches_everything_it_is_compared_with() -> None:
    standings = {(1, 10): RECUSED, (2, 10): CLEAR, (1, 20): CLEAR, (2, 20): PENDING}
    assert widen(standings, [1, 2, 3], Reach.COMPARISON) == {
        (1, 10): RECUSED,
        (2, 10): RECUSED,
        (3, 10): RECUSED,
        (1, 20): CLEAR,
        (2, 20): PENDING,
    }


def test_a_recusal_from_what_is_no_longer_in_the_running_reaches_nothing() -> None:
    standings = {(1, 10): RECUSED, (2, 10): CLEAR}
    assert widen(standings, [2, 3], Reach.COMPARISON) == standings


def test_a_possible_conflict_does_not_widen_until_it_is_ruled_on() -> None:
    standings = {(1, 10): PENDING, (2, 10): CLEAR}
    assert widen(standings, [1, 2], Reach.COMPARISON) == standings


def test_widening_leaves_what_it_was_given_alone() -> None:
    standings = {(1, 10): RECUSED}
    widen(standings, [1, 2], Reach.COMPARISON)
    assert standings == {(1, 10): RECUSED}


def test_every_nomination_is_seated_by_itself() -> None:
    seats = [SeatOrder(1, (10, 11)), SeatOrder(2, (20,))]
    standings = {(1, 10): RECUSED, (2, 20): RECUSED, (2, 10): CLEAR}
    assert seating(seats, [1, 2], standings) == {
        1: {1: Occupant(11, stepped_in=True), 2: Occupant(20, stepped_in=False)},
        2: {1: Occupant(10, stepped_in=False), 2: Occupant(None, stepped_in=False)},
    }
