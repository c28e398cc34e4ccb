"""What a search finds; the browser is held to the same cases in tests/browser/test_searching.py."""

import json
from pathlib import Path

import pytest

from app.rules.searching import Search, is_name

CASES = json.loads((Path(__file__).parents[1] / "data/searching.json").read_text("utf-8"))


@pytest.mark.parametrize(("query", "text", "found"), CASES["finds"])
def test_a_search_takes_letters_as_they_are_said(query: str, text: str, found: bool) -> None:
    assert Search(query).finds([text]) is found


@pytest.mark.parametrize(("written", "name", "same"), CASES["names"])
def test_a_name_is_known_on_every_keyboard(written: str, name: str, same: bool) -> None:
    assert is_name(written, name) is same


def test_every_word_may_be_in_another_text_but_not_half_of_it() -> None:
    texts = ["Kautokeino kommune", "Guovdageaidnu"]
    assert Search("guovda kautokeino").finds(texts)
    assert not Search("kommune-guovdageaidnu").finds(texts)


def test_a_number_is_found_as_a_whole() -> None:
    assert Search("14").finds(["Oslo"], "14")
    assert Search("14, oslo").finds(["Oslo"], "14")
    assert not Search("1").finds(["Oslo"], "14")
