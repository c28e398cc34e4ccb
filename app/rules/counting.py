"""How many characters a text has, as its writer sees them: one rule for the server and the page.

The page counts by the same rule (``app/static/js/count.js``), held to one table of cases
(``tests/data/counting.json``). It rests on ranges of numbers alone, which no version of Unicode
changes, and not on tables that a browser and a server have of different years.
"""

import re

from app.rules.texts import clean

UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Without a shape: hyphens and joiners that may be, marks of direction."""
_ON_THE_ONE_BEFORE = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
"""Accents that stand apart, variants, colours of skin, and what makes a flag of a region."""
_JOINED = re.compile("\u200d[\u2190-\u2bff\U0001f000-\U0001faff]")
"""A picture that is one with the picture before it."""
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_UNSEEN = re.compile(f"[{UNSEEN}]")


def count_characters(text: str) -> int:
    """Count the characters of a text without the space around it; a line break is one."""
    seen = _ON_THE_ONE_BEFORE.sub("", clean(text).strip())
    return len(_UNSEEN.sub("", _FLAG.sub("-", _JOINED.sub("", seen))))
