"""The stages of judging: who is in the running, how far a recusal goes, and who can be named."""

import pytest

from app.rules.impartiality import Reach
from app.rules.lifecycle import NominationState, StageKind, StageState
from app.rules.stages import departs, faults, in_the_running, own, reach

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
