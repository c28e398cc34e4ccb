"""Meetings: who is at the table, in which order it goes, what a vote and an approval come to."""

from datetime import UTC, datetime, timedelta

import pytest

from app.rules.meetings import (
    Approval,
    Choice,
    Mode,
    Noted,
    Outcome,
    Turn,
    approval,
    attendance,
    course,
    drawn,
    outcome,
    table,
)

pytestmark = pytest.mark.without_database

START = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
# Two seats: 1 with deputies 11 and 12, 2 with deputy 21.
SEATS = [(1, 11, 12), (2, 21)]
FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


def after(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def came(who: int, minutes: int, item: int | None = None, mode: Mode = Mode.ROOM) -> Noted:
    return Noted(who, item, mode, after(minutes))


@pytest.mark.parametrize(
    ("present", "kept_out", "sitting"),
    [
        ({1, 2}, set(), {1, 2}),
        ({1, 11, 2}, set(), {1, 2}),
        ({11, 12, 2}, set(), {11, 2}),
        ({1, 11, 2}, {1}, {11, 2}),
        ({1, 2}, {1}, {2}),
        ({1, 12, 2}, {1, 11}, {12, 2}),
        ({9}, set(), set()),
    ],
)
def test_the_first_of_a_seat_who_is_there_is_at_the_table(
    present: set[int], kept_out: set[int], sitting: set[int]
) -> None:
    assert table(SEATS, present, kept_out) == sitting


def test_somebody_stays_out_of_one_item_and_is_there_for_the_rest() -> None:
    held = attendance([came(1, 0), came(2, 0, mode=Mode.REMOTE), came(1, 5, 70, Mode.OUT)])
    assert held.present() == {1, 2}
    assert held.present(70) == {2}
    assert held.present(71) == {1, 2}
    assert held.mode(2, 70) is Mode.REMOTE


def test_a_deputy_is_called_in_for_one_item() -> None:
    held = attendance([came(1, 0), came(1, 5, 70, Mode.OUT), came(11, 5, 70)])
    assert table(SEATS, held.present(70)) == {11}
    assert table(SEATS, held.present(71)) == {1}


def test_a_meeting_is_gone_through_change_by_change() -> None:
    notes = [
        *(came(11, 0), came(1, 0), came(2, 0)),
        came(1, 10, 70, Mode.OUT),
        came(2, 30, mode=Mode.OUT),
    ]
    turns = [Turn(70, after(10)), Turn(71, after(20)), Turn(None, after(40))]
    assert list(course(notes, turns, SEATS)) == [
        (None, {1, 2}),  # at once: the deputy never sat before her member
        (None, {1, 2}),
        (70, {11, 2}),
        (71, {1, 2}),
        (71, {1}),
        (None, {1}),
    ]


def test_what_came_before_is_put_in_its_place() -> None:
    notes = [came(2, 0), came(1, 15), came(2, 5, mode=Mode.OUT)]
    assert list(course(notes, [Turn(70, after(10))], SEATS)) == [
        (None, {2}),
        (None, set()),
        (70, set()),
        (70, {1}),
    ]


@pytest.mark.parametrize(
    ("given", "casting", "came_to"),
    [
        ([FOR, FOR, AGAINST], False, Outcome(True, False)),
        ([FOR, AGAINST, AGAINST], True, Outcome(False, False)),
        ([FOR, AGAINST], False, Outcome(False, False)),
        ([FOR, AGAINST], True, Outcome(True, True)),
        ([AGAINST, FOR], True, Outcome(False, True)),
        ([ABSTAIN, FOR, AGAINST], True, Outcome(False, False)),
        ([ABSTAIN, FOR, ABSTAIN], False, Outcome(True, False)),
        ([ABSTAIN, ABSTAIN], True, Outcome(False, False)),
    ],
)
def test_more_for_than_against_carries_and_the_leader_may_settle(
    given: list[Choice], casting: bool, came_to: Outcome
) -> None:
    # The first of them leads.
    assert outcome(dict(enumerate(given, 1)), 1, casting=casting) == came_to


def test_nobody_settles_an_even_vote_where_nobody_leads() -> None:
    assert outcome({1: FOR, 2: AGAINST}, None, casting=True) == Outcome(False, False)


def test_a_draw_can_be_drawn_again() -> None:
    assert drawn("en", [1, 2, 3, 4]) == drawn("en", [4, 3, 2, 1]) == [2, 4, 3, 1]
    assert drawn("to", [1, 2, 3, 4]) != drawn("en", [1, 2, 3, 4])


@pytest.mark.parametrize(
    ("answers", "stands"),
    [
        ({}, Approval.WAITING),
        ({1: True}, Approval.WAITING),
        ({1: True, 2: True}, Approval.APPROVED),
        ({1: True, 2: True, 3: False}, Approval.APPROVED),
        ({1: True, 2: False, 3: False}, Approval.REFUSED),
        ({1: True, 9: True, 8: True}, Approval.WAITING),
    ],
)
def test_minutes_hold_when_more_than_half_of_those_present_approve(
    answers: dict[int, bool], stands: Approval
) -> None:
    assert approval(answers, {1, 2, 3}) is stands


def test_half_is_no_majority() -> None:
    assert approval({1: True, 2: False}, {1, 2}) is Approval.REFUSED
    assert approval({}, set()) is Approval.WAITING
