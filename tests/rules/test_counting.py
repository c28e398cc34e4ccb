"""Characters as their writer sees them; the page is held to the same table (tests/browser)."""

import json

import pytest

from app.rules.counting import count_characters
from app.rules.forms import FaultKind, QuestionKind, QuestionSpec, faults
from config import ROOT

CASES = json.loads((ROOT / "tests/data/counting.json").read_text("utf-8"))["characters"]


@pytest.mark.parametrize(("text", "number"), CASES)
def test_the_characters_of_a_text_are_counted(text: str, number: int) -> None:
    assert count_characters(text) == number


@pytest.mark.parametrize(
    ("words", "characters", "found"),
    [
        (None, None, []),
        (3, 13, []),
        (2, 13, [FaultKind.TOO_LONG]),
        (3, 12, [FaultKind.TOO_MANY_CHARACTERS]),
        (2, 12, [FaultKind.TOO_LONG]),
    ],
)
def test_a_question_can_have_either_limit_or_both(
    words: int | None, characters: int | None, found: list[FaultKind]
) -> None:
    spec = QuestionSpec("a", QuestionKind.LONG_TEXT, word_limit=words, character_limit=characters)
    assert [one.kind for one in faults([spec], {"a": "Nøkkelen på 👩\u200d🚀"})] == found
