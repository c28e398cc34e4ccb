"""Addresses of before lead to the new ones, with what was asked and sent."""

import pytest

from app.models import Nomination
from tests.clients import ReviewingClient
from tests.factories import World


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/runder/prisen-2026", "/priser/prisen/2026"),
        ("/runder/prisen-2026/hendelseslogg?side=2", "/priser/prisen/2026/hendelseslogg?side=2"),
        ("/runder/en-annen-pris-2041/flytt/x", "/priser/en-annen-pris/2041/flytt/x"),
        ("/runder/finnes-ikke-1999/", "/priser/finnes-ikke/1999/"),
    ],
)
def test_an_old_address_leads_to_the_new_one(client: ReviewingClient, old: str, new: str) -> None:
    for answer in (client.get(old), client.post(old, data={"a": "b"})):
        assert (answer.status_code, answer.location) == (308, new)


@pytest.mark.parametrize("path", ["/runder", "/runder/prisen", "/runder/a-20266"])
def test_what_was_no_address_of_a_round_leads_nowhere(client: ReviewingClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_what_an_old_page_sends_is_stored(client: ReviewingClient, world: World) -> None:
    award_round = world.open()
    client.sign_in(world.people["nominator"].id)
    data = {"organisation": str(world.body_of("nominator").id)}
    answer = client.post(
        f"/runder/{award_round.slug}/nytt-forslag", data=data, follow_redirects=True
    )
    assert answer.status_code == 200
    assert world.session.query(Nomination).count() == 1
