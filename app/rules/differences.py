"""What differs between two texts, word by word: for two who have written in the same field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 3000
"""Of longer texts nothing is marked: it would take too long, and nobody would look it through."""
_WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True)
class Piece:
    """A run of a text, and whether the other text lacks it."""

    text: str
    differs: bool


def compare(mine: str, theirs: str) -> tuple[list[Piece], list[Piece]]:
    """Take two texts apart into what both have and what only one has; joined, each is whole."""
    first, second = _WORDS.findall(mine), _WORDS.findall(theirs)
    if max(len(first), len(second)) > 2 * MOST_WORDS:
        return _whole(mine), _whole(theirs)
    found = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    return (
        _pieces([(first[a:b], tag != "equal") for tag, a, b, _c, _d in found]),
        _pieces([(second[c:d], tag != "equal") for tag, _a, _b, c, d in found]),
    )


def _whole(text: str) -> list[Piece]:
    return [Piece(text, differs=False)] if text else []


def _pieces(runs: Sequence[tuple[Sequence[str], bool]]) -> list[Piece]:
    return [Piece("".join(words), differs) for words, differs in runs if words]
