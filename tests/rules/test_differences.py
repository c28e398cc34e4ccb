"""What differs between two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.differences import MOST_WORDS, Piece, compare


def said(pieces: list[Piece]) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("mine", "theirs", "shown"),
    [
        ("", "", ("", "")),
        ("samme tekst", "samme tekst", ("samme tekst", "samme tekst")),
        ("har 33 unge", "har 31 unge", ("har [33] unge", "har [31] unge")),
        ("en to", "en to tre", ("en to", "en to[ tre]")),
        ("", "noe", ("", "[noe]")),
        ("a\nb", "a b", ("a[\n]b", "a[ ]b")),
    ],
)
def test_the_words_that_differ_are_marked(mine: str, theirs: str, shown: tuple[str, str]) -> None:
    first, second = compare(mine, theirs)
    assert (said(first), said(second)) == shown


@given(st.text(), st.text())
def test_both_texts_are_whole_again_when_joined(mine: str, theirs: str) -> None:
    first, second = compare(mine, theirs)
    assert "".join(piece.text for piece in first) == mine
    assert "".join(piece.text for piece in second) == theirs


def test_of_very_long_texts_nothing_is_marked() -> None:
    long = "ord " * (MOST_WORDS + 1)
    assert compare(long, "kort") == (
        [Piece(long, differs=False)],
        [Piece("kort", differs=False)],
    )
