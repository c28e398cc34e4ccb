"""Two versions of a nomination side by side: which answers differ, and in which words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from app.models import FormSection, Texts
from app.rules.forms import is_empty
from app.services.nominations.candidates import CANDIDATES
from app.services.nominations.freezing import ANSWERS, FORM, SUPPORT
from app.words.nominations import candidates
from app.words.nominations.answers import read
from app.words.text import _

_TOKENS = re.compile(r"\S+\s*|\s+")
"""A word with the space after it: spaces alone would be found alike everywhere."""


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """Some words that follow each other, and what became of them."""

    change: Change
    text: str


@dataclass(frozen=True)
class Compared:
    """One answer that is another than before.

    before: the text as it was, with the words that are gone marked.
    after: the text as it is, with the words that are new marked.
    """

    key: str
    label: Texts
    section: Texts
    before: Sequence[Piece]
    after: Sequence[Piece]


def compare(
    form: Sequence[FormSection], then: Mapping[str, Any], now: Mapping[str, Any]
) -> list[Compared]:
    """List the answers that differ between two contents, in the order of the form."""
    found = []
    first = form[0].title if form else {}
    before, after = (_named(one) for one in (then, now))
    if before != after:
        label = {"nb": _("Hvem gjelder forslaget?")}
        found.append(_compared(CANDIDATES, label, first, before, after))
    for part in form:
        for question in part.questions:
            texts = [_read(question, one) for one in (then, now)]
            if texts[0] != texts[1]:
                found.append(_compared(question.key, question.label, part.title, *texts))
    before, after = (_supported(one) for one in (then, now))
    if before != after:
        label = {"nb": _("Støtteerklæringer")}
        found.append(_compared(SUPPORT, label, {}, before, after))
    return found


def _named(content: Mapping[str, Any]) -> str:
    return "\n".join(candidates.in_words(one).name for one in content[CANDIDATES])


def _supported(content: Mapping[str, Any]) -> str:
    return "\n\n".join(f"{one['name']}\n{one['text']}" for one in content.get(SUPPORT, ()))


def _read(question: Any, content: Mapping[str, Any]) -> str:
    asked = {key for part in content[FORM] for key in part}
    value = content[ANSWERS].get(question.key)
    if question.key not in asked or is_empty(value):
        return ""
    said = read(question, value)
    return said.url or "\n\n".join(said.prose) or "\n".join(said.lines)


def _compared(key: str, label: Texts, section: Texts, before: str, after: str) -> Compared:
    gone, new = differing(before, after)
    return Compared(key, label, section, gone, new)


def differing(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Mark in two texts the words that the other lacks."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    gone: list[Piece] = []
    come: list[Piece] = []
    for act, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = act == "equal"
        _put(gone, Change.SAME if same else Change.GONE, "".join(old[i:j]))
        _put(come, Change.SAME if same else Change.NEW, "".join(new[k:m]))
    return gone, come


def _put(pieces: list[Piece], change: Change, text: str) -> None:
    if text:
        pieces.append(Piece(change, text))
