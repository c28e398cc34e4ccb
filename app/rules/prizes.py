"""Prizes: what their addresses may be, and in which languages their texts are owed."""

import re
from collections.abc import Mapping
from enum import StrEnum
from unicodedata import normalize

from app.rules.languages import CODES, NORWEGIAN

Texts = Mapping[str, str]

LONGEST = 60
RESERVED = frozenset({"ny"})
"""What stands in the place of a prize in an address, and is none."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MARKS = re.compile("[\u0300-\u036f]")
"""Accents and dots, once they stand by themselves."""
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})


class SlugFault(StrEnum):
    """Why something cannot be the address of a prize."""

    FORM = "form"
    LONG = "long"
    RESERVED = "reserved"


def slug_of(name: str) -> str:
    """Suggest the address of a prize from its name: whole words, as many as it holds."""
    folded = normalize("NFKD", name.casefold().translate(_LETTERS))
    found = ""
    for word in re.findall("[a-z0-9]+", _MARKS.sub("", folded)):
        longer = f"{found}-{word}" if found else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        found = longer
    return found


def slug_fault(slug: str) -> SlugFault | None:
    """Say what is wrong with an address; nothing where it can be one."""
    if len(slug) > LONGEST:
        return SlugFault.LONG
    if not _SLUG.fullmatch(slug):
        return SlugFault.FORM
    return SlugFault.RESERVED if slug in RESERVED else None


def lacking(texts: Texts) -> list[str]:
    """List the languages that a text is not there in."""
    return [code for code in CODES if not texts.get(code, "").strip()]


def owed_language(texts: Mapping[str, Texts]) -> str:
    """Give the Norwegian language that is complete, or nearest to it: the one that is owed."""
    return max(NORWEGIAN, key=lambda code: sum(code not in lacking(one) for one in texts.values()))


def missing(texts: Mapping[str, Texts]) -> list[tuple[str, str]]:
    """List what is owed and lacks, by name and language: all in one Norwegian language."""
    owed = owed_language(texts)
    return [(name, owed) for name, one in texts.items() if owed in lacking(one)]
