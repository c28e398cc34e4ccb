"""Words are counted as people see them, whatever stands between them."""

import pytest

from app.rules.forms import count_words
from app.rules.texts import clean
from tests.word_cases import CASES


@pytest.mark.parametrize(("text", "words"), CASES, ids=[ascii(text) for text, _ in CASES])
def test_words_are_counted_as_people_see_them(text: str, words: int) -> None:
    assert count_words(clean(text)) == words
