"""Questions as they are made: keys that are nobody's, and conditions that can hold."""

import pytest

from app.rules.forms import QuestionKind
from app.rules.questions import (
    Placed,
    deciding,
    next_key,
    out_of_order,
    resting_on,
    siblings,
)

CHOICE = Placed("a", QuestionKind.CHOICE, ["x", "y"], {})
EMPTY = Placed("b", QuestionKind.CHOICES, [], {})
TEXT = Placed("c", QuestionKind.LONG_TEXT, [], {})
CONFIRM = Placed("d", QuestionKind.CONFIRM, [], {})


def on(question: str, answer: str) -> Placed:
    return Placed("q", QuestionKind.DATE, [], {"question": question, "answer": answer})


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "q1"),
        (["q1", "q3"], "q4"),
        (["title", "question9", "q", "qx", "q٣"], "q1"),
    ],
)
def test_a_key_is_above_all_that_are_there(taken: list[str], expected: str) -> None:
    assert next_key("q", taken) == expected


def test_only_what_can_be_told_apart_decides() -> None:
    form = [CHOICE, EMPTY, TEXT, CONFIRM]
    assert [one.key for one in deciding("", form)] == ["a", "d"]
    assert [one.key for one in deciding("d", form)] == ["a"]
    assert deciding("a", form) == []


@pytest.mark.parametrize(
    ("form", "early"),
    [
        ([CHOICE, on("a", "x")], None),
        ([on("a", "x"), CHOICE], "q"),
        ([CHOICE, on("a", "z")], "q"),
        ([TEXT, on("c", "x")], "q"),
        ([CONFIRM, on("d", "yes")], None),
        ([CONFIRM, on("d", "no")], "q"),
        ([on("q", "x")], "q"),
    ],
)
def test_a_condition_rests_on_what_comes_before(form: list[Placed], early: str | None) -> None:
    found = out_of_order(form)
    assert (found.key if found else None) == early


def test_what_goes_together_rests_on_nothing_outside() -> None:
    form = [CHOICE, on("a", "x")]
    assert resting_on(["a"], form) == ["q"]
    assert resting_on(["a", "q"], form) == []


def test_a_question_becomes_what_has_the_same_settings() -> None:
    assert siblings(QuestionKind.SHORT_TEXT) == (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)
    assert siblings(QuestionKind.CHOICES) == (QuestionKind.CHOICE, QuestionKind.CHOICES)
    assert siblings(QuestionKind.NUMBER) == (QuestionKind.NUMBER,)
    assert siblings(QuestionKind.DATE) == (QuestionKind.DATE,)
