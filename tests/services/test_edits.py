"""Edits of a form that several write in: what one has changed, and what collides."""

import pytest

from app.services.nominations import edits

STORED = {"title": "Tittel", "story": "Tekst", "units": 12, "tags": ["a"]}
START = edits.base(STORED)


def test_what_is_sent_back_as_it_was_is_not_changed() -> None:
    assert edits.changed(STORED, START) == {}
    assert edits.changed({"story": "Tekst"}, START) == {}


def test_what_differs_is_changed() -> None:
    sent = {**STORED, "story": "Ny tekst", "units": 0, "tags": ["a", "b"]}
    assert edits.changed(sent, START) == {"story": "Ny tekst", "units": 0, "tags": ["a", "b"]}


def test_nothing_and_never_answered_are_the_same() -> None:
    for nothing in (None, "", "  ", [], {}, {"name": ""}):
        start = edits.base({"title": nothing})
        assert edits.changed({"title": ""}, start) == {}
        assert edits.changed({"title": "Noe"}, start) == {"title": "Noe"}


def test_two_who_change_different_fields_do_not_collide() -> None:
    stored = {**STORED, "title": "Hennes tittel"}
    wanted = {"story": "Min tekst"}
    assert edits.colliding(wanted, {"story": stored["story"]}, START) == []


def test_two_who_change_the_same_field_collide() -> None:
    wanted = {"title": "Min tittel", "story": "Min tekst"}
    stored = {"title": "Hennes tittel", "story": "Tekst"}
    assert edits.colliding(wanted, stored, START) == ["title"]


def test_two_who_write_the_same_agree() -> None:
    assert edits.colliding({"title": "Lik"}, {"title": "Lik"}, START) == []


def test_what_is_emptied_by_both_agrees() -> None:
    assert edits.colliding({"title": ""}, {"title": None}, START) == []


@pytest.mark.parametrize("start", ["", "{", "[]", "1", "null", '{"title":[]}', '{"title":{}}'])
def test_a_base_that_makes_no_sense_lets_nothing_be_overwritten(start: str) -> None:
    sent = {"title": "Min tittel"}
    assert edits.changed(sent, start) == sent
    assert edits.colliding(sent, {"title": "Tittel"}, start) == ["title"]
    assert edits.colliding({"title": "Tittel"}, {"title": "Tittel"}, start) == []


def test_a_base_does_not_give_the_texts_away() -> None:
    assert "Tekst" not in START
