"""The order of the Norwegian alphabet."""

from unicodedata import normalize

_LETTERS = {letter: chr(0x7B + place) for place, letter in enumerate("æøå")}
_SAME = str.maketrans("äöáčđŋšŧž", "æøacdnstz")


def norwegian(text: str) -> str:
    """Give a key that sorts as the Norwegian alphabet does: æ, ø and å last."""
    folded = normalize("NFC", text.casefold()).translate(_SAME)
    return "".join(_LETTERS.get(letter, letter) for letter in folded)
