"""What of a nomination can be written now, and until when."""

from datetime import UTC, datetime, timedelta

import pytest

from app.rules.lifecycle import NominationState, Phase
from app.rules.windows import OpeningKind, Own, Window, is_awaited, window

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
RETURN = Own(OpeningKind.RETURN, LATER, frozenset({"story"}))
EXCEPTION = Own(OpeningKind.EXCEPTION, LATER)
CASES: list[tuple[str, str, Own | None, Window | None]] = [
    ("draft", "open", None, Window(NOW)),
    ("submitted", "open", None, Window(NOW)),
    ("withdrawn", "open", None, None),
    ("draft", "call_paused", None, Window(NOW, takes=False)),
    ("submitted", "call_paused", None, Window(NOW, takes=False)),
    ("draft", "screening", None, None),
    ("submitted", "screening", None, None),
    ("returned", "screening", None, None),
    ("returned", "screening", RETURN, Window(LATER, own=RETURN)),
    ("submitted", "screening", RETURN, None),
    ("draft", "screening", EXCEPTION, Window(LATER, own=EXCEPTION)),
    ("submitted", "screening", EXCEPTION, Window(LATER, own=EXCEPTION)),
    ("admitted", "screening", EXCEPTION, None),
    ("withdrawn", "screening", EXCEPTION, None),
    ("draft", "judging", EXCEPTION, None),
    ("returned", "judging", RETURN, None),
    ("draft", "cancelled", EXCEPTION, None),
    ("draft", "announced", None, None),
]


@pytest.mark.parametrize(("state", "phase", "own", "expected"), CASES)
def test_what_can_be_written(
    state: str, phase: str, own: Own | None, expected: Window | None
) -> None:
    assert window(NominationState(state), Phase(phase), NOW, own, NOW) == expected


def test_the_minute_that_an_own_deadline_names_is_inside_it() -> None:
    own = Own(OpeningKind.EXCEPTION, NOW)
    last = NOW + timedelta(seconds=59)
    assert is_awaited(NominationState.DRAFT, own, last)
    assert not is_awaited(NominationState.DRAFT, own, NOW + timedelta(minutes=1))


def test_of_what_was_returned_the_named_sections_are_open() -> None:
    found = window(NominationState.RETURNED, Phase.SCREENING, NOW, RETURN, NOW)
    assert found is not None
    assert (found.opens("story"), found.opens("about"), found.is_partial) == (True, False, True)


def test_an_exception_opens_the_whole_of_it() -> None:
    found = window(NominationState.DRAFT, Phase.SCREENING, NOW, EXCEPTION, NOW)
    assert found is not None
    assert (found.opens("story"), found.opens("about"), found.is_partial) == (True, True, False)
