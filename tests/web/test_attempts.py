"""Attempts to sign in, over HTTP: who waits, who does not, and what is kept of it."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.models import Account, Attempts
from app.web.accounts.sources import network_of
from tests.clients import ReviewingClient, client_of
from tests.factories import World

PASSWORD, WRONG = "riktig hest batteri stift", "galt"
ADDRESS = "leser@example.org"
ROOM = "192.0.2.1"
ELSEWHERE = "198.51.100.7"


@pytest.fixture
def account(world: World) -> Account:
    return world.account("leser", password=PASSWORD)


def attempt(
    client: ReviewingClient, password: str = WRONG, email: str = ADDRESS, ip: str = ROOM
) -> TestResponse:
    given = {"email": email, "password": password, "next": "/forslag"}
    return client.post("/logg-inn", data=given, environ_overrides={"REMOTE_ADDR": ip})


def exhaust(client: ReviewingClient, ip: str = ROOM) -> None:
    assert [attempt(client, ip=ip).status_code for _ in range(5)] == [422] * 5
    assert attempt(client, ip=ip).status_code == 429


@pytest.mark.parametrize("people", [15, 100])
def test_a_jury_in_one_room_signs_in(app: Flask, world: World, people: int) -> None:
    for number in range(people):
        world.account(f"person{number}", password=PASSWORD)
    answers = [
        attempt(client_of(app, None), PASSWORD, f"person{number}@example.org").status_code
        for number in range(people)
    ]
    assert answers == [303] * people


def test_who_guesses_is_told_how_long_to_wait(client: ReviewingClient, account: Account) -> None:
    exhaust(client)
    answer = attempt(client, PASSWORD)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "1"
    page = answer.get_data(as_text=True)
    assert "Feil passord er skrevet for mange ganger. Vent 1 sekund, og prøv igjen." in page
    assert PASSWORD not in page
    assert f'value="{ADDRESS}"' in page
    assert 'name="next" value="/forslag"' in page
    # Reading the form is no attempt.
    assert client.get("/logg-inn").status_code == 200


def test_an_address_has_one_counter_however_it_is_typed(
    client: ReviewingClient, account: Account
) -> None:
    for typed in (ADDRESS, "Leser@Example.org", f" {ADDRESS}", ADDRESS.upper(), ADDRESS):
        assert attempt(client, email=typed).status_code == 422
    assert attempt(client, email=ADDRESS).status_code == 429


def test_the_owner_comes_in_from_elsewhere_and_with_her_own_browser(
    app: Flask, client: ReviewingClient, account: Account
) -> None:
    own = client_of(app, None)
    assert attempt(own, PASSWORD).status_code == 303
    own.post("/logg-ut")
    exhaust(client)
    assert attempt(client_of(app, None), PASSWORD).status_code == 429
    assert attempt(own, PASSWORD).status_code == 303
    assert attempt(client_of(app, None), PASSWORD, ip=ELSEWHERE).status_code == 303


def test_a_browser_is_known_again_for_the_accounts_that_signed_in_with_it(
    app: Flask, client: ReviewingClient, account: Account, world: World
) -> None:
    world.account("annen", password=PASSWORD)
    shared = client_of(app, None)
    for email in (ADDRESS, "annen@example.org"):
        assert attempt(shared, PASSWORD, email).status_code == 303
    cookie = shared.get_cookie("hederspris_device", path="/logg-inn")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site, cookie.max_age) == (True, "Lax", 31_536_000)
    assert ADDRESS not in cookie.decoded_value
    exhaust(client)
    assert attempt(shared, PASSWORD).status_code == 303
    # A cookie of another account, or one that somebody made up, changes nothing.
    for value in ("made.up", ""):
        client.set_cookie("hederspris_device", value, path="/logg-inn")
        assert attempt(client, PASSWORD).status_code == 429


def test_the_cookie_of_one_account_is_no_way_to_another(
    client: ReviewingClient, account: Account, world: World
) -> None:
    world.account("annen", password=PASSWORD)
    assert attempt(client, PASSWORD, "annen@example.org").status_code == 303
    client.post("/logg-ut")
    exhaust(client)
    assert attempt(client, PASSWORD).status_code == 429


def test_what_is_kept_holds_no_address(
    client: ReviewingClient, account: Account, session: Session
) -> None:
    attempt(client)
    keys = session.scalars(select(Attempts.key)).all()
    assert len(keys) == 3
    assert [key for key in keys if ROOM in key or "leser" in key] == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("2001:db8:1:2::3", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::3", "2001:db8:1:3::3", False),
        ("fe80::1%eth0", "fe80::2", True),
        (None, "not an address", True),
    ],
)
def test_an_ipv6_network_is_the_half_that_is_given_out(
    one: str | None, other: str, same: bool
) -> None:
    assert (network_of(one) == network_of(other)) is same
