"""What a text may hold: breaks and spaces are kept as what they mean, nothing grows together."""

from unicodedata import is_normalized

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.rules.texts import clean, clean_all, one_line, secret

ANYTHING = st.text(st.characters(exclude_categories=()))
"""Halves of characters too, which the usual strategy leaves out."""


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("En.\r\nTo.\rTre.", "En.\nTo.\nTre."),
        ("en\x0bto\x0ctre\x85fire\u2028fem\u2029seks", "en\nto\ntre\nfire\nfem\nseks"),
        ("før\x00etter", "før etter"),
        ("\x01\x1b[31m\x1f\x7f\x80\x9f", "  [31m    "),
        ("en\tto", "en\tto"),
        ("halv \ud800 og \udfff", "halv \ufffd og \ufffd"),
        ("intet \ufffe\uffff\ufdd0\ufdef\U0001fffe\U0010ffff", "intet " + 6 * "\ufffd"),
        ("a\u030a \u212b e\u0301", "å Å é"),
        ("👩\u200d👩\u200d👧 می\u200cخواهم", "👩\u200d👩\u200d👧 می\u200cخواهم"),
        ("\u202eאבג\u202c", "\u202eאבג\u202c"),
        ("\u00ad\u2060\ufeff\u00a0", "\u00ad\u2060\ufeff\u00a0"),
        ("Boligsosialt – «arbeid» på Åse’s måte…", "Boligsosialt – «arbeid» på Åse’s måte…"),
    ],
)
def test_a_text_is_kept_as_what_it_means(given_text: str, kept: str) -> None:
    assert clean(given_text) == kept


def test_for_a_line_breaks_are_spaces() -> None:
    assert one_line("en\r\nto\ttre\u2028fire\x00fem") == "en to tre fire fem"


@given(ANYTHING)
@example("\r\n\x85\u0344\ud800")
def test_what_is_clean_can_be_stored_and_stays_as_it_is(text: str) -> None:
    kept = clean(text)
    kept.encode()
    assert clean(kept) == kept
    assert is_normalized("NFC", kept)
    assert not set(kept) & {chr(code) for code in (*range(9), *range(11, 32), *range(127, 160))}
    assert "\n" not in one_line(text)


@given(ANYTHING)
def test_no_words_grow_together_or_come_apart(text: str) -> None:
    """As many words as a reader sees, who sees a control as a space."""
    seen = "".join(" " if "\x7f" <= c <= "\x9f" or c < " " else c for c in text)
    assert len(clean(text).split()) == len(seen.split())
    assert len(one_line(text).split()) == len(seen.split())


def test_every_text_in_a_value_is_clean() -> None:
    given_value = {"a\r": ["b\x00", {"c": "d\u2028e"}, 4, None, True], "f": ("g\r\n",)}
    assert clean_all(given_value) == {
        "a\n": ["b ", {"c": "d\ne"}, 4, None, True],
        "f": ["g\n"],
    }


def test_a_password_is_kept_as_it_was_typed_but_for_how_it_is_written() -> None:
    assert secret("a\u030a\x00\t\r\u2028 ") == "å\x00\t\r\u2028 "
