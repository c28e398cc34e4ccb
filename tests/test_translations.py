"""Nynorsk and English are complete, and the compiled catalogues are fresh."""

import ast
import re
from functools import cache

import pytest

from app import texts
from config import ROOT

pytestmark = pytest.mark.without_database

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
EM_DASH = "\u2014"


collect = cache(texts.collect)


def _ids(catalog):
    return {message.id for message in texts.messages(catalog)}


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_catalogue_holds_the_texts_of_the_product(language: str) -> None:
    source, catalog = _ids(collect()), _ids(texts.read(language))
    assert len(source) > 300
    assert source - catalog == set()
    assert catalog - source == set()


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    catalog = texts.read(language)
    assert [m.id for m in texts.messages(catalog) if not texts.is_translated(m)] == []
    assert [m.id for m in texts.messages(catalog) if m.fuzzy] == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_translations_keep_the_placeholders(language: str) -> None:
    def placeholders(text) -> set[str]:
        forms = text if isinstance(text, (tuple, list)) else (text,)
        return {name for form in forms for name in PLACEHOLDER.findall(form)}

    wrong = [
        message.id
        for message in texts.messages(texts.read(language))
        if placeholders(message.id) != placeholders(message.string)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_compiled_catalogue_is_fresh(language: str) -> None:
    assert texts.path(language, "mo").read_bytes() == texts.compiled(language)


def test_norwegian_uses_its_own_quotes_and_dashes() -> None:
    for message in texts.messages(collect()):
        forms = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        for form in forms:
            assert EM_DASH not in form
            assert '"' not in re.sub(r"<[^>]+>", "", form), form


def test_no_text_hides_in_an_f_string() -> None:
    """Babel does not look into f-strings: a text in one would never be translated."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "app").rglob("*.py"))
        for string in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "_n", "_l"}
    ]
    assert hidden == []
