"""Rulings that are sent about nothing: told so, whatever else is wrong with them."""

import pytest
from flask import Flask

from tests.addresses import at
from tests.clients import client_of
from tests.factories import World


@pytest.mark.parametrize("ground", ["", "Hun er inhabil."])
def test_a_ruling_on_no_case_is_told_so(app: Flask, world: World, ground: str) -> None:
    award_round, made = world.at("scoring")
    sent = {
        "nomination": made[0].id,
        "appointment": world.jury.seats[1].appointments[0].id,
        "outcome": "recused",
        "ground": ground,
    }
    office = client_of(app, world.people["secretariat"].id)
    answer = office.post(f"{at(award_round.slug)}/habilitet", data=sent)
    assert answer.status_code == 409
    assert "Saken er alt avgjort</h1>" in answer.get_data(as_text=True)
