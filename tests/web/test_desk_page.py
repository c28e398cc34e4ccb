"""The desk as a page: each pile has its place on it."""

from flask import Flask

from app.services.desks import Pile
from app.web.scores.desk import ANCHORS
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World


def test_each_pile_has_its_place() -> None:
    assert ANCHORS.keys() == set(Pile)


def test_a_conflict_reported_late_by_who_has_answered_nothing_leads_to_no_field(
    app: Flask, world: World
) -> None:
    """The form is not on her page: it was sent from another, or made up."""
    award_round, _ = world.at("declaring")
    juror = client_of(app, world.people["juror_b"].id)
    sent = {"late": "1", "late-answer": "possible", "late-description": ""}
    answer = juror.post(f"{at(award_round.slug)}/erklaering", data=sent)
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "Velg hvilket forslag det gjelder." in text
    assert 'href="#late' not in text
