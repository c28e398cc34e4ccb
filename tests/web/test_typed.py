"""What the server tells a browser of what it keeps: whose it is, and what has been stored."""

import re

import pytest
from flask import Flask

from tests.addresses import at
from tests.clients import ReviewingClient, client_of
from tests.factories import World

MARK = "1f-2e-3d-4c"


def told(client: ReviewingClient, name: str, path: str = "/oversikt") -> str | None:
    page = client.get(path).get_data(as_text=True)
    found = re.search(rf'<meta name="typed-{name}" content="([^"]*)">', page)
    return found[1] if found else None


def test_a_person_has_a_name_of_her_own_that_does_not_tell_who_she_is(
    app: Flask, world: World
) -> None:
    names = {who: world.people[who].id for who in ("chair", "secretariat")}
    owners = {who: told(client_of(app, number), "owner") for who, number in names.items()}
    assert all(re.fullmatch(r"[0-9a-f]{24}", owner or "") for owner in owners.values())
    assert owners["chair"] != owners["secretariat"]
    again = {who: told(client_of(app, number), "owner") for who, number in names.items()}
    assert again == owners


def test_nobody_signed_in_is_told_nothing_and_given_no_script(client: ReviewingClient) -> None:
    page = client.get("/").get_data(as_text=True)
    assert "typed" not in page


@pytest.mark.parametrize(
    ("mark", "announced"),
    [(MARK, MARK), ("", None), ("<b>", None), ("a" * 65, None)],
)
def test_a_form_that_was_stored_is_told_once(
    app: Flask, world: World, mark: str, announced: str | None
) -> None:
    award_round, _ = world.at("deliberation")
    chair = client_of(app, world.people["chair"].id)
    address = f"{at(award_round.slug)}/avgjorelse"
    sent = {"act": "draft", "version": "0", "citation": "Ny.", "typed": mark}
    assert chair.post(address, data=sent).status_code == 303
    assert told(chair, "stored", address) == announced
    assert told(chair, "stored", address) is None


def test_a_form_that_was_refused_is_not_told_as_stored(app: Flask, world: World) -> None:
    award_round, _ = world.at("deliberation")
    chair = client_of(app, world.people["chair"].id)
    address = f"{at(award_round.slug)}/avgjorelse"
    refused = chair.post(address, data={"act": "finalise", "version": "0", "typed": MARK})
    assert refused.status_code == 422
    assert "data-typed-refused" in refused.get_data(as_text=True)
    page = chair.get(address).get_data(as_text=True)
    assert "data-typed-refused" not in page
    assert MARK not in page


def test_the_mark_goes_along_when_a_form_is_sent_again_and_is_no_text_to_copy(
    app: Flask, world: World
) -> None:
    award_round, _ = world.at("scoring")
    chair = client_of(app, world.people["chair"].id)
    address = f"{at(award_round.slug)}/avgjorelse"
    refused = chair.post(address, data={"version": "0", "typed": MARK * 3})
    assert refused.status_code == 409
    assert MARK not in refused.get_data(as_text=True)
    chair.delete_cookie("hederspris")
    signed_out = chair.post(address, data={"version": "0", "typed": MARK * 3})
    assert signed_out.status_code == 401
    assert f'name="typed" value="{MARK * 3}"' in signed_out.get_data(as_text=True)
