"""How large a name is set: what people are called is as long as it is."""

import re

LONG_WORD, LONG = 10, 20
"""From here on a name is long: the letters of its longest word, and all of it."""
LONGEST_WORD, LONGEST = 19, 60
"""From here on it is among the longest: a word that is wider than a phone in large type."""
_BETWEEN_WORDS = re.compile(r"[\s\-\u2010-\u2014/]+")


def name_size(name: str) -> str:
    """Give the class of a name's step of type: none, ``is-long`` or ``is-longest``."""
    word = max(map(len, _BETWEEN_WORDS.split(name)))
    if word > LONGEST_WORD or len(name) > LONGEST:
        return "is-longest"
    return "is-long" if word > LONG_WORD or len(name) > LONG else ""
