"""Every text that people are shown, with its language: the catalogues and the data in seeds."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from app import texts
from config import ROOT

LANGUAGES = ("nb", "nn", "en")
NOT_WORDS = re.compile(
    r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>|&\w+;|https?://\S+|\S+@\S+|\b[\w-]+\.(?:no|com|org)\b"
)
"""Placeholders, markup and addresses."""
WORD = re.compile(r"[^\W\d_]{2,}")
BEGINS = re.compile(r"(?:^|[.!?:–»“]|\n)[\s«“(]*$")
"""What stands before the first word of a sentence."""


class Text(NamedTuple):
    """One text. where: its source in bokmål, or its file. language: None where none is given."""

    language: str | None
    where: str
    said: str


@cache
def catalogues() -> tuple[Text, ...]:
    """Give every form of every text of the product: bokmål from the code, the others translated."""
    return tuple(
        Text(language, source, form)
        for language in LANGUAGES
        for message in texts.messages(texts.read(language) if language != "nb" else texts.collect())
        for source in _forms(message.id)[:1]
        for form in _forms(message.id if language == "nb" else message.string)
    )


def _forms(text: Any) -> Sequence[str]:
    return (text,) if isinstance(text, str) else text


@cache
def seeds() -> tuple[Text, ...]:
    """Give the texts of ready sets, of the prize, its history and the demonstration."""
    return tuple(
        Text(language, path.relative_to(ROOT).as_posix(), said)
        for folder in ("app/data", "seeds")
        for path in sorted((ROOT / folder).rglob("*.toml"))
        for language, said in _leaves(tomllib.loads(path.read_text("utf-8")), None)
        if " " in said
    )


def _leaves(data: Any, language: str | None) -> Iterator[tuple[str | None, str]]:
    if isinstance(data, str):
        yield language, data
    elif isinstance(data, list):
        for one in data:
            yield from _leaves(one, language)
    elif isinstance(data, dict):
        for key, one in data.items():
            yield from _leaves(one, key if key in LANGUAGES else language)


def words(said: str) -> Iterator[str]:
    """Give the words of a text."""
    return (found[0] for found in WORD.finditer(NOT_WORDS.sub(" ", said)))


def names(said: str) -> Iterator[str]:
    """Give the words of a text that have a capital inside a sentence: names."""
    clean = NOT_WORDS.sub(" ", said)
    for found in WORD.finditer(clean):
        if found[0][0].isupper() and not BEGINS.search(clean[: found.start()]):
            yield found[0]


def small(word: str) -> str:
    """Write a word as it is inside a sentence."""
    return word[0].lower() + word[1:]
