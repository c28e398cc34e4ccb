"""What every page before an act says: what it is, whom it touches, and that it lasts."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.words.formats import listed
from app.words.text import _, _n


@dataclass(frozen=True)
class Part:
    """One thing that follows: a heading, and what there is to say under it."""

    title: str
    lines: Sequence[str]


@dataclass(frozen=True)
class ActWords:
    """An act in words, before it is done.

    lasts: from when it cannot be undone, and what can be done about it then.
    button: what doing it is called.
    """

    title: str
    lede: str
    parts: Sequence[Part]
    lasts: Sequence[str]
    button: str


def told(names: Sequence[str]) -> Part:
    """Say who gets mail."""
    if not names:
        return Part(_("Dette får de vite"), [_("Ingen får e-post om dette.")])
    return Part(
        _n("Én får e-post", "Disse %(num)s får e-post", len(names)),
        [_("%(names)s.", names=listed(names))],
    )
