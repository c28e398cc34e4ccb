"""What somebody finds who searches: one rule for the server and for ``app/static/js/searching.js``.

Names are written on keyboards without their letters: "aa" finds å, "oe" ø, "ae" æ, and so do "a"
and "o" alone. Accents, capitals and punctuation say nothing, so that Kara finds Kárášjohka. Every
word must occur, in any order; what is joined by a hyphen or the like must occur in one.

Both are held to the same table of cases, ``tests/data/searching.json``.
"""

import re
from collections.abc import Iterable
from unicodedata import category, normalize

_LETTERS = str.maketrans(
    {"ä": "æ", "ö": "ø", "đ": "d", "ŋ": "n", "ŧ": "t", "ð": "d", "ł": "l", "ß": "ss", "þ": "th"}
)
_KEPT = frozenset("æøå")
_PLAIN = re.compile(r"[a-z0-9 æøå]*")
_ALIKE = {
    "aa": "(?:å|[aåæ]{2})",
    "ae": "(?:æ|[aåæ]e)",
    "oe": "(?:ø|[oø]e)",
    "a": "[aåæ]",
    "o": "[oø]",
    "å": "(?:å|aa)",
    "æ": "(?:æ|ae)",
    "ø": "(?:ø|oe)",
    " ": " ?",
}
"""What each part of a query stands for in a text."""
_PARTS = re.compile("|".join(_ALIKE))


def folded(text: str) -> str:
    """Take accents, capitals and punctuation off a text; of the letters beyond z only æøå stay."""
    lower = normalize("NFC", text.lower()).translate(_LETTERS)
    if not _PLAIN.fullmatch(lower):
        lower = "".join(letter if letter in _KEPT else _bare(letter) for letter in lower)
    return " ".join(lower.split())


def _bare(letter: str) -> str:
    """Give a letter without its accents; a space for what is neither letter nor figure."""
    return "".join(
        part if category(part)[0] in "LN" else " "
        for part in normalize("NFD", letter)
        if category(part)[0] != "M"
    )


class Search:
    """A query, made ready to be looked for in many texts."""

    def __init__(self, query: str) -> None:
        words = filter(None, map(folded, query.split()))
        self._words = [(word, _pattern(word)) for word in words]

    def finds(self, texts: Iterable[str], number: str = "") -> bool:
        """Say whether every word occurs in one of the texts, or is the number.

        What holds no word, a comma alone, finds nothing.
        """
        hays = [folded(text) for text in texts]
        return bool(self._words) and all(
            word == number or any(pattern.search(hay) for hay in hays)
            for word, pattern in self._words
        )


def is_name(written: str, name: str) -> bool:
    """Say whether what is written is the whole of a name, on whatever keyboard."""
    wanted = folded(written)
    return bool(wanted) and bool(_pattern(wanted).fullmatch(folded(name)))


def _pattern(word: str) -> re.Pattern[str]:
    """Say what a folded word looks like in a folded text: nothing in it has to be escaped."""
    return re.compile(_PARTS.sub(lambda part: _ALIKE[part[0]], word))
