"""Texts in three languages side by side, as fields of a form."""

from collections.abc import Iterable, Mapping

from app.models import Texts
from app.rules.languages import CODES
from app.words.terms import language_name


def read_texts(sent: Mapping[str, str], name: str) -> Texts:
    """Read a text in its languages: the fields are ``<name>-<language>``."""
    return {code: sent.get(f"{name}-{code}", "").strip() for code in CODES}


def filled(texts: Mapping[str, str]) -> Texts:
    """Leave out the languages in which nothing is said."""
    return {code: text for code, text in texts.items() if text}


def text_lines(name: str, label: str, texts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Give each language of a text as a field with its label and what it holds."""
    return [
        (f"{name}-{code}", f"{label} ({language_name(code)})", texts.get(code, ""))
        for code in CODES
    ]


def lines_of(parts: Iterable[tuple[str, str, Mapping[str, str]]]) -> list[tuple[str, str, str]]:
    """Give several texts as fields."""
    return [line for part in parts for line in text_lines(*part)]
