"""Two versions compared: which words are gone, and which are new."""

from app.words.nominations.comparing import Change, Piece, differing

SAME, GONE, NEW = Change.SAME, Change.GONE, Change.NEW


def pieces(*parts: tuple[Change, str]) -> list[Piece]:
    return [Piece(change, text) for change, text in parts]


def test_words_that_differ_are_marked_on_each_side() -> None:
    assert differing("Mange bruker den.", "Rundt tretti bruker den.") == (
        pieces((GONE, "Mange "), (SAME, "bruker den.")),
        pieces((NEW, "Rundt tretti "), (SAME, "bruker den.")),
    )


def test_what_is_written_anew_is_one_piece() -> None:
    assert differing("Dette er første tekst.", "Helt nye ord her.") == (
        pieces((GONE, "Dette er første tekst.")),
        pieces((NEW, "Helt nye ord her.")),
    )


def test_what_was_empty_is_new_and_the_other_way_round() -> None:
    assert differing("", "Ny tekst") == ([], pieces((NEW, "Ny tekst")))
    assert differing("Gammel", "") == (pieces((GONE, "Gammel")), [])


def test_texts_that_are_the_same_have_no_marks() -> None:
    assert differing("Likt.\n\nHer.", "Likt.\n\nHer.") == (
        pieces((SAME, "Likt.\n\nHer.")),
        pieces((SAME, "Likt.\n\nHer.")),
    )


def test_a_break_that_is_added_is_a_change() -> None:
    assert differing("a b", "a\nb") == (
        pieces((GONE, "a "), (SAME, "b")),
        pieces((NEW, "a\n"), (SAME, "b")),
    )


def test_nothing_is_lost_of_either_text() -> None:
    before, after = "En to tre  fire\n\n", "Null en tre fire fem"
    gone, new = differing(before, after)
    assert "".join(piece.text for piece in gone) == before
    assert "".join(piece.text for piece in new) == after
