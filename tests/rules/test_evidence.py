"""What scores rest on: how it is stored, and what is wrong with it."""

from app.rules import evidence
from app.rules.evidence import Evidence, EvidenceMark

SAID = {
    "x": Evidence(EvidenceMark.DOCUMENTED, "svar 3"),
    "y": Evidence(EvidenceMark.ASSERTED),
    "z": Evidence(None, "vedlegg 1"),
    "w": Evidence(None),
}


def test_it_is_stored_and_read_back_but_for_what_says_nothing() -> None:
    data = evidence.stored(SAID)
    assert data == {
        "x": {"mark": "documented", "place": "svar 3"},
        "y": {"mark": "asserted", "place": ""},
        "z": {"mark": "", "place": "vedlegg 1"},
    }
    assert evidence.read(data) == {key: SAID[key] for key in "xyz"}


def test_a_place_without_a_mark_is_named_and_one_that_is_too_long() -> None:
    assert evidence.unmarked(SAID) == ("z",)
    lengths = {"x": Evidence(None, "a" * 200), "y": Evidence(None, "a" * 201)}
    assert evidence.too_long(lengths) == ("y",)
