"""The languages of a prize's own texts: which are owed, and which lack."""

from collections.abc import Mapping, Sequence

NORWEGIAN = ("nb", "nn")
CODES = (*NORWEGIAN, "en")
OWED = frozenset(NORWEGIAN)
"""Forms exist in both Norwegian languages alike (språklova § 13); English is offered."""


def missing(texts: Sequence[Mapping[str, str]]) -> list[str]:
    """Name the languages in which a text lacks that is there in another."""
    held = [text for text in texts if any(text.values())]
    return [code for code in CODES if any(not text.get(code) for text in held)]


def first_text(text: Mapping[str, str]) -> str:
    """Give the first of a text's languages that says anything."""
    return next((text[code] for code in CODES if text.get(code)), "")
