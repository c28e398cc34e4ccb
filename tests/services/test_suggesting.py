"""Conflicts that are pointed out from who sits where, and who is nominated."""

from typing import Any

import pytest

from app.services.impartiality import (
    suggesting,
)
from app.services.impartiality.suggesting import Nearness
from tests.factories import World


def party(name: str) -> dict[str, str]:
    return {"name": name, "role": "", "org_number": ""}


def test_a_candidate_of_ones_own_county_is_pointed_out(world: World) -> None:
    _, made = world.at("declaring")
    appointment = world.jury.seats[1].appointments[0]
    seat = appointment.seat
    ids = [nomination.id for nomination in made]
    assert suggesting.suggest(world.session, appointment, ids) == {}
    seat.areas = ["01"]
    world.session.flush()
    found = suggesting.suggest(world.session, appointment, ids)
    assert {key: (one.nearness, one.about) for key, one in found.items()} == {
        nomination.id: (Nearness.COUNTY, "Prøvefylke") for nomination in made
    }
    seat.areas = ["02"]
    world.session.flush()
    assert suggesting.suggest(world.session, appointment, ids) == {}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"kind": "organisation", "name": "Institusjon B"}, (Nearness.SAME_BODY, "Institusjon B")),
        ({"kind": "organisation", "name": "Andre"}, None),
        (
            {"kind": "organisation", "name": "Andre", "org_number": "974 760 673"},
            (Nearness.SAME_BODY, "Andre"),
        ),
        ({"kind": "municipality", "name": "Ås", "lies": True}, (Nearness.SAME_BODY, "Ås")),
        (
            {"kind": "place", "name": "Torget", "lies": True, "details": {"where": "Prøvedal"}},
            (Nearness.LIES_IN, "Prøvedal"),
        ),
        (
            {
                "kind": "work",
                "name": "Skolen",
                "details": {"parties": [party("Andre"), party("institusjon b")]},
            },
            (Nearness.PARTY, "institusjon b"),
        ),
        (
            {"kind": "work", "name": "Skolen", "details": {"parties": [party("juror_b")]}},
            (Nearness.HERSELF, "juror_b"),
        ),
        (
            {"kind": "person", "name": "Kari", "details": {"affiliation": "Institusjon B"}},
            (Nearness.AFFILIATION, "Institusjon B"),
        ),
        ({"kind": "person", "name": "JUROR B"}, (Nearness.HERSELF, "JUROR B")),
        ({"kind": "person", "name": "Institusjon B"}, None),
    ],
)
def test_each_kind_has_its_rule_for_conflicts(
    world: World, columns: dict[str, Any], expected: tuple[Nearness, str] | None
) -> None:
    _, made = world.at("declaring")
    candidate = made[0].candidates[0]
    town = candidate.municipality_id
    appointment = world.jury.seats[1].appointments[0]
    body = appointment.seat.institution
    body.municipality_id, body.org_number = town, "974760673"
    lies = columns.pop("lies", False)
    candidate.municipality_id = town if lies else None
    candidate.place = ""
    for name, value in columns.items():
        setattr(candidate, name, value)
    world.session.flush()
    world.session.expire_all()
    found = suggesting.suggest(world.session, appointment, [made[0].id]).get(made[0].id)
    assert (found and (found.nearness, found.about)) == expected
