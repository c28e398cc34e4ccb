"""The stages of judging: who is in the running, how far a recusal goes, and who can be named."""

from collections.abc import Callable

import pytest

from app.rules.impartiality import Reach
from app.rules.lifecycle import NominationState, StageKind, StageState
from app.rules.stages import (
    FINAL_ONLY,
    WITH_SHORTLIST,
    Nominees,
    Plan,
    PlannedStage,
    added,
    asking,
    departs,
    faults,
    in_the_running,
    moved,
    naming_in,
    own,
    plan_faults,
    reach,
    removed,
)

SHORTLIST, FINAL = StageKind.SHORTLIST, StageKind.FINAL


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([(FINAL, StageState.WAITING)], {"admitted", "shortlisted"}),
        ([(FINAL, StageState.CONCLUDED)], {"admitted", "shortlisted"}),
        ([], {"admitted", "shortlisted"}),
        (
            [(SHORTLIST, StageState.DELIBERATION), (FINAL, StageState.WAITING)],
            {"admitted", "shortlisted"},
        ),
        ([(SHORTLIST, StageState.CONCLUDED), (FINAL, StageState.WAITING)], {"shortlisted"}),
        ([(SHORTLIST, StageState.CONCLUDED), (FINAL, StageState.CONCLUDED)], {"shortlisted"}),
    ],
)
def test_who_is_in_the_running(
    stages: list[tuple[StageKind, StageState]], expected: set[str]
) -> None:
    assert {state.value for state in in_the_running(stages)} == expected


def test_on_the_way_to_a_shortlist_a_recusal_reaches_that_nomination_alone() -> None:
    assert reach(SHORTLIST, Reach.COMPARISON) is Reach.NOMINATION
    assert reach(FINAL, Reach.COMPARISON) is Reach.COMPARISON
    assert reach(FINAL, Reach.NOMINATION) is Reach.NOMINATION
    assert reach(None, Reach.COMPARISON) is Reach.COMPARISON


@pytest.mark.parametrize("state", list(NominationState))
def test_nominators_know_every_state_but_that_of_the_shortlist(state: NominationState) -> None:
    known = "admitted" if state.value == "shortlisted" else state.value
    assert own(state).value == known


@pytest.mark.parametrize(
    ("places", "chosen", "expected"),
    [
        ({1: 1, 2: 2, 3: 3}, {1, 2}, False),
        ({1: 1, 2: 2, 3: 3}, {1, 3}, True),
        ({1: 1, 2: 2, 3: 3}, {2, 3}, True),
        ({1: 1, 2: 2, 3: 3}, {1, 2, 3}, False),
        ({1: 1, 2: 1, 3: 3}, {2, 1}, False),
        ({1: 1, 2: 2, 3: 2}, {1, 3}, False),  # those who share a place are alike
        ({1: 1, 2: 2, 3: None}, {1, 3}, True),
        ({1: 1, 2: 2, 3: None, 4: None}, {1, 2, 4}, False),
        ({1: None, 2: None, 3: None}, {1, 3}, False),
    ],
)
def test_a_choice_departs_when_somebody_goes_on_from_behind_one_who_does_not(
    places: dict[int, int | None], chosen: set[int], expected: bool
) -> None:
    assert departs(places, chosen) is expected


@pytest.mark.parametrize(
    ("places", "chosen", "reason", "expected"),
    [
        ({1: 1, 2: 2, 3: 3}, [1, 2], "", []),
        ({1: 1, 2: 2, 3: 3}, [1, 2, 3], "", []),
        ({1: 1, 2: 2, 3: 3}, [1], "", ["too_few"]),
        ({1: 1, 2: 2, 3: 3}, [1, 1], "", ["too_few"]),
        ({1: 1, 2: 2, 3: 3}, [], "", ["too_few"]),
        ({1: 1}, [1], "", []),
        ({}, [], "", ["too_few"]),
        ({1: 1, 2: 2, 3: 3}, [1, 9], "", ["unknown"]),
        ({1: 1, 2: 2, 3: 3}, [1, 3], " \n", ["reason_missing"]),
        ({1: 1, 2: 2, 3: 3}, [1, 3], "Den andre er trukket.", []),
        ({1: 1, 2: 2, 3: 3}, [1, 3], None, []),
    ],
)
def test_why_some_cannot_be_named(
    places: dict[int, int | None], chosen: list[int], reason: str | None, expected: list[str]
) -> None:
    assert [fault.value for fault in faults(places, chosen, reason)] == expected


VISIT = StageKind.VISIT


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (FINAL_ONLY, []),
        (WITH_SHORTLIST, []),
        ((PlannedStage(VISIT, questions=({"nb": "Hva?"},)), *FINAL_ONLY), []),
        ((PlannedStage(FINAL), PlannedStage(SHORTLIST), *FINAL_ONLY), []),
        ((), ["last_is_no_final"]),
        ((PlannedStage(SHORTLIST),), ["last_is_no_final"]),
        ((*FINAL_ONLY, PlannedStage(VISIT)), ["last_is_no_final"]),
        ((PlannedStage(VISIT),) * 7 + FINAL_ONLY, []),
        ((PlannedStage(VISIT),) * 8 + FINAL_ONLY, ["too_many"]),
        ((*WITH_SHORTLIST[:1], *WITH_SHORTLIST), ["named_twice"]),
        ((PlannedStage(FINAL, Nominees.AT_ONCE),), ["named_in_the_last"]),
        (
            (PlannedStage(SHORTLIST, questions=({"nb": "Hva?"},)), *FINAL_ONLY),
            ["questions_without_visit"],
        ),
    ],
)
def test_why_there_can_be_no_such_list(plan: Plan, expected: list[str]) -> None:
    assert [fault.value for fault in plan_faults(plan)] == expected


def kinds(plan: Plan) -> list[tuple[str, str]]:
    return [(one.kind.value, one.nominees.value) for one in plan]


def test_a_stage_comes_before_the_last_and_the_first_names_the_nominees() -> None:
    once = added(FINAL_ONLY, SHORTLIST)
    assert once == WITH_SHORTLIST
    twice = added(once, VISIT)
    assert kinds(twice) == [("shortlist", "later"), ("visit", "not_here"), ("final", "not_here")]
    assert removed(twice, 1) == WITH_SHORTLIST
    assert kinds(moved(twice, 0, 1))[:2] == [("visit", "not_here"), ("shortlist", "later")]
    assert moved(moved(twice, 0, 1), 1, -1) == twice


@pytest.mark.parametrize(
    "act",
    [
        lambda plan: removed(plan, 1),
        lambda plan: removed(plan, -1),
        lambda plan: moved(plan, 0, 1),
        lambda plan: moved(plan, 0, -1),
        lambda plan: moved(plan, 1, -1),
        lambda plan: moved(plan, 0, 2),
    ],
)
def test_the_last_stage_stays_where_it_is(act: Callable[[Plan], Plan]) -> None:
    with pytest.raises(ValueError, match=r"-?[0-9]"):
        act(WITH_SHORTLIST)


def test_the_nominees_are_named_in_one_stage_or_in_the_decision() -> None:
    plan = added(WITH_SHORTLIST, VISIT)
    at_once = naming_in(plan, 1, Nominees.AT_ONCE)
    assert [when for _kind, when in kinds(at_once)] == ["not_here", "at_once", "not_here"]
    assert {when for _kind, when in kinds(naming_in(at_once, None, Nominees.LATER))} == {"not_here"}


def test_what_is_asked_at_visits_is_set_for_one_stage() -> None:
    plan = asking(added(WITH_SHORTLIST, VISIT), 1, [{"nb": "Hva?"}])
    assert [list(one.questions) for one in plan] == [[], [{"nb": "Hva?"}], []]


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([(VISIT, StageState.CONCLUDED), (FINAL, StageState.WAITING)], {"shortlisted"}),
        ([(FINAL, StageState.CONCLUDED), (FINAL, StageState.SCORING)], {"shortlisted"}),
        (
            [(VISIT, StageState.UNDER_WAY), (FINAL, StageState.WAITING)],
            {"admitted", "shortlisted"},
        ),
    ],
)
def test_every_stage_but_the_last_narrows_the_field(
    stages: list[tuple[StageKind, StageState]], expected: set[str]
) -> None:
    assert {state.value for state in in_the_running(stages)} == expected


def test_a_recusal_reaches_one_nomination_where_there_are_visits() -> None:
    assert reach(VISIT, Reach.COMPARISON) is Reach.NOMINATION
