"""Searching in the nominations of a round."""

import pytest

from app.services import lists, organisations
from tests.factories import World


@pytest.mark.parametrize(
    ("query", "whole", "found"),
    [
        ("proevedal", False, True),
        ("PRØVEDAL,", False, True),
        ("gaehttjelem vuemie", False, True),
        ("«geahččaleapmi»", False, True),
        ("koetus-laakso", False, True),
        ("annetsted", False, False),
        ("hemmelig", False, False),
        ("hemmelig", True, True),
    ],
)
def test_nominations_are_found_by_all_names_of_their_candidates(
    world: World, query: str, whole: bool, found: bool
) -> None:
    award_round = world.open()
    [nomination] = world.submit(award_round, 1)
    town = organisations.find_municipality(world.session, "0001", 2024)
    assert town is not None
    town.sami_name, town.kven_name = "Gæhttjelem-vuemie Geahččaleapmi", "Koetuslaakso"
    hits = lists.find(world.session, award_round, query, whole=whole)
    assert hits == ({nomination.id} if found else set())


def test_the_secretariat_finds_nominators_by_their_municipalitys_sami_name(world: World) -> None:
    award_round = world.open()
    [nomination] = world.submit(award_round, 1)
    body = nomination.organisation
    assert body is not None
    other = organisations.find_municipality(world.session, "0002", 2024)
    assert other is not None
    other.sami_name = "Guovdageaidnu"
    body.municipality = other
    world.session.flush()
    assert lists.find(world.session, award_round, "guovdageaidnu", whole=True) == {nomination.id}
    assert lists.find(world.session, award_round, "guovdageaidnu") == set()
