"""The strip under the masthead says on whose behalf somebody with a seat in the jury is here."""

from flask import Flask

from app.web.seats import own_body
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World


def test_who_has_a_seat_is_here_for_her_institution(app: Flask, world: World) -> None:
    award_round, _ = world.at("deliberation")
    with app.test_request_context():
        bodies = {
            name: own_body(world.work(name), award_round)
            for name in ("chair", "juror_b", "deputy_b", "secretariat")
        }
    assert bodies == {
        "chair": "Institusjon A",
        "juror_b": "Institusjon B",
        "deputy_b": "Institusjon B",
        "secretariat": "",
    }


def test_the_pages_of_the_ranking_and_the_decision_say_so(app: Flask, world: World) -> None:
    award_round, made = world.at("deliberation")
    chair = client_of(app, world.people["chair"].id)
    for page in ("rangering", f"rangering/{made[0].id}", "rangering/vekter", "avgjorelse"):
        answer = chair.get(f"{at(award_round.slug)}/{page}")
        assert "chair, for Institusjon A" in answer.get_data(as_text=True)
