"""What a text may hold, wherever it comes from: a page, an address, a cookie, a file, a command.

What cannot be shown or stored is never dropped: it becomes the break or the space that it was, so
that no two words grow together. What joins letters without being seen (emoji, Arabic, Indic) and
what turns the direction of reading stays, because it is part of how languages are written.
"""

import re
from typing import Any
from unicodedata import is_normalized, normalize

REPLACED = "\ufffd"
"""Stands where there was no character."""

_PLAIN = re.compile(r"[\t\n\x20-\x7e\xa0-\u02ff\u2010-\u2027]*")
"""Texts of which nothing has to be changed, which is most of them."""
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LAST_TWO = "".join(chr(end - 1) + chr(end) for end in range(0xFFFF, 0x110000, 0x10000))
_NOTHING = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_LAST_TWO}]")
"""Halves of characters, and numbers that are no character and never will be."""


def clean(text: str) -> str:
    """Give a text as it may be stored and shown.

    Every kind of line break becomes a line feed, other controls a space, what is no character
    U+FFFD; what can be written in several ways is written in one (NFC). Tabs stay.
    """
    if _PLAIN.fullmatch(text):
        return text
    broken = _BREAK.sub("\n", text)
    shown = _NOTHING.sub(REPLACED, _CONTROL.sub(" ", broken))
    return shown if is_normalized("NFC", shown) else normalize("NFC", shown)


def one_line(text: str) -> str:
    """Give a text for which there is one line: its breaks become spaces."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def secret(text: str) -> str:
    """Give a password as it is hashed: written in one way, and otherwise as it was typed.

    The same key gives one character on one system and two on another, which nobody can see. But
    what is no more than a space to a reader may be what makes a password.
    """
    return normalize("NFC", text)


def clean_all(value: Any) -> Any:
    """Give a value of lists and mappings with every text in it clean, keys too."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): clean_all(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean_all(part) for part in value]
    return value


_NO_LETTER = re.compile(r"[^a-z0-9]+")
_NORDIC = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t"})


def slug_of(text: str) -> str:
    """Write a text with the letters a to z, digits and hyphens alone: for keys and addresses."""
    plain = normalize("NFKD", text.lower().translate(_NORDIC)).encode("ascii", "ignore").decode()
    return _NO_LETTER.sub("-", plain).strip("-")
