"""The lifecycles: what the clock makes of a milestone, and which moves there are."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.rules.lifecycle import (
    COURSE_MOVES,
    ROUND_MOVES,
    STAGE_MOVES,
    Course,
    Milestone,
    Phase,
    UndeclaredMoveError,
    find_move,
)
from app.rules.nomination_moves import NOMINATION_MOVES
from app.rules.phases import phase_at, public_phase

OPENS = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)
DEADLINE = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)
EMBARGO = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
TICK = timedelta(microseconds=1)


def phase(milestone: str, now: datetime, **changes: datetime | None) -> str:
    dates: dict[str, datetime | None] = {
        "opens_at": OPENS,
        "deadline_at": DEADLINE,
        "embargo_until": EMBARGO,
        **changes,
    }
    return phase_at(Milestone(milestone), now=now, **dates).value


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPENS - SECOND, "planned"),
        (OPENS - TICK, "planned"),
        (OPENS, "open"),
        (OPENS + SECOND, "open"),
        (DEADLINE - SECOND, "open"),
        (DEADLINE - TICK, "open"),
        (DEADLINE, "open"),
        (DEADLINE + MINUTE - TICK, "open"),
        (DEADLINE + MINUTE, "screening"),
    ],
)
def test_a_call_is_open_from_its_opening_to_the_end_of_its_last_minute(
    now: datetime, expected: str
) -> None:
    assert phase("called", now) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (EMBARGO - SECOND, "decided"),
        (EMBARGO - TICK, "decided"),
        (EMBARGO, "announced"),
        (EMBARGO + SECOND, "announced"),
    ],
)
def test_a_decision_is_announced_at_the_second_its_embargo_ends(
    now: datetime, expected: str
) -> None:
    assert phase("decided", now) == expected


def test_a_decision_without_a_time_of_announcement_stays_decided() -> None:
    assert phase("decided", EMBARGO + timedelta(days=900), embargo_until=None) == "decided"


def test_a_call_without_a_deadline_takes_no_nominations() -> None:
    assert phase("called", OPENS, deadline_at=None) == "screening"


def test_a_call_without_an_opening_is_open_at_once() -> None:
    assert phase("called", OPENS - timedelta(days=1), opens_at=None) == "open"


@pytest.mark.parametrize("milestone", ["planned", "judging", "archived"])
@pytest.mark.parametrize("now", [OPENS - SECOND, OPENS, DEADLINE, EMBARGO, EMBARGO + SECOND])
def test_the_clock_moves_nothing_that_somebody_must_do(milestone: str, now: datetime) -> None:
    assert phase(milestone, now) == milestone


def test_outsiders_may_know_of_every_phase_but_that_the_jury_has_decided() -> None:
    assert {phase.value: public_phase(phase).value for phase in Phase} == {
        "planned": "planned",
        "open": "open",
        "call_paused": "call_paused",
        "screening": "screening",
        "judging": "judging",
        "judging_paused": "judging_paused",
        "decided": "judging",
        "announced": "announced",
        "archived": "archived",
        "cancelled": "cancelled",
    }


@pytest.mark.parametrize("now", [OPENS - TICK, OPENS, DEADLINE + MINUTE, EMBARGO])
@pytest.mark.parametrize(
    ("milestone", "course", "expected"),
    [
        ("called", "paused", "call_paused"),
        ("judging", "paused", "judging_paused"),
        ("called", "cancelled", "cancelled"),
        ("judging", "cancelled", "cancelled"),
    ],
)
def test_nothing_follows_from_the_clock_while_a_round_stands_still(
    now: datetime, milestone: str, course: str, expected: str
) -> None:
    dates = {"opens_at": OPENS, "deadline_at": DEADLINE, "embargo_until": EMBARGO}
    assert phase_at(Milestone(milestone), Course(course), now=now, **dates).value == expected


def test_the_moves_of_a_rounds_course_are_these() -> None:
    assert [(m.name, m.sources, m.target, m.mover) for m in COURSE_MOVES] == [
        ("pause", ("running",), "paused", "secretariat"),
        ("resume", ("paused",), "running", "secretariat"),
        ("cancel", ("running", "paused"), "cancelled", "secretariat"),
    ]


def test_the_zone_of_the_clock_does_not_matter() -> None:
    oslo = timezone(timedelta(hours=2))
    assert phase("called", datetime(2026, 5, 1, 12, 0, 59, tzinfo=oslo)) == "open"
    assert phase("called", datetime(2026, 5, 1, 12, 1, 0, tzinfo=oslo)) == "screening"


def test_the_moves_of_a_round_are_these() -> None:
    assert [(m.name, m.sources, m.target, m.mover) for m in ROUND_MOVES] == [
        ("publish_call", ("planned",), "called", "secretariat"),
        ("begin_judging", ("called",), "judging", "secretariat"),
        ("finalise", ("judging",), "decided", "chair"),
        ("archive", ("decided",), "archived", "secretariat"),
    ]


def test_the_moves_of_a_stage_are_these() -> None:
    assert [(m.name, m.sources, m.target, m.mover) for m in STAGE_MOVES] == [
        ("open_declaring", ("waiting",), "declaring", "secretariat"),
        ("open_scoring", ("declaring",), "scoring", "secretariat"),
        ("open_deliberation", ("scoring",), "deliberation", "secretariat"),
        ("begin_visits", ("planned",), "under_way", "secretariat"),
        ("conclude", ("deliberation", "under_way"), "concluded", "chair"),
    ]


def test_a_nomination_is_withdrawn_from_every_state_but_the_ended_ones() -> None:
    assert [(move.name, move.sources, move.target) for move in NOMINATION_MOVES] == [
        ("submit", ("draft",), "submitted"),
        ("submit_again", ("submitted", "returned"), "submitted"),
        ("admit", ("submitted", "returned"), "admitted"),
        ("reject", ("submitted", "returned"), "rejected"),
        ("return", ("submitted",), "returned"),
        ("make_exception", ("draft",), "draft"),
        ("make_exception", ("submitted",), "submitted"),
        ("end_exception", ("draft",), "draft"),
        ("end_exception", ("submitted",), "submitted"),
        ("reopen", ("admitted",), "submitted"),
        ("reopen", ("rejected",), "submitted"),
        ("reopen", ("returned",), "submitted"),
        ("shortlist", ("admitted",), "shortlisted"),
        ("leave_out", ("shortlisted",), "admitted"),
        ("withdraw", ("draft", "submitted", "returned", "admitted", "shortlisted"), "withdrawn"),
        ("take_up_again", ("withdrawn",), "draft"),
        ("decline", ("admitted", "shortlisted"), "withdrawn"),
        ("decline_late", ("admitted",), "admitted"),
        ("decline_late", ("shortlisted",), "shortlisted"),
        ("withdraw_late", ("draft",), "withdrawn"),
        ("withdraw_late", ("admitted",), "admitted"),
        ("withdraw_late", ("shortlisted",), "shortlisted"),
    ]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("publish_call", "called"),
        ("begin_judging", "planned"),
        ("finalise", "called"),
        ("archive", "judging"),
        ("reopen", "decided"),
        ("", "planned"),
    ],
)
def test_a_move_that_is_not_declared_is_an_error(name: str, source: str) -> None:
    with pytest.raises(UndeclaredMoveError) as refused:
        find_move(ROUND_MOVES, name, source)
    assert (refused.value.name, refused.value.source) == (name, source)


@pytest.mark.parametrize("source", ["rejected", "withdrawn"])
@pytest.mark.parametrize("name", ["submit", "admit", "reject", "withdraw"])
def test_nothing_leads_out_of_an_ended_nomination(name: str, source: str) -> None:
    with pytest.raises(UndeclaredMoveError):
        find_move(NOMINATION_MOVES, name, source)


def test_a_declared_move_is_found_by_its_name_and_source() -> None:
    assert find_move(STAGE_MOVES, "open_deliberation", "scoring").target == "deliberation"
