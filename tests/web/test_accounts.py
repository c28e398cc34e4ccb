"""Signing in and out."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extensions import limiter
from app.models import Account, AuditEvent
from app.services import accounts
from app.services.work import Work
from tests.clients import ReviewingClient, client_of
from tests.conftest import SettableClock, close, make_app, make_database, worker
from tests.factories import SYSTEM, World

PASSWORD = "riktig hest batteri stift"


@pytest.fixture
def account(world: World) -> Account:
    return world.account("leser", password=PASSWORD)


def sign_in(client: ReviewingClient, **form: str) -> tuple[int, str]:
    given = {"email": "leser@example.org", "password": PASSWORD, **form}
    answer = client.post("/logg-inn", data=given)
    return answer.status_code, answer.location or ""


def is_signed_in(client: ReviewingClient) -> bool:
    return client.get("/oversikt").status_code == 200


def events(session: Session, kind: str) -> list[str]:
    found = session.scalars(select(AuditEvent.subject).where(AuditEvent.kind == kind))
    return list(found)


def test_signing_in_leads_to_the_overview_and_is_on_record(
    client: ReviewingClient, account: Account, session: Session
) -> None:
    assert not is_signed_in(client)
    assert sign_in(client) == (303, "/oversikt")
    assert is_signed_in(client)
    assert events(session, "account.signed_in") == [f"account:{account.id}"]


def test_an_address_is_the_same_however_it_is_typed(
    client: ReviewingClient, account: Account
) -> None:
    assert sign_in(client, email="  Leser@Example.ORG ") == (303, "/oversikt")


@pytest.mark.parametrize(
    ("wanted", "location"),
    [
        ("/runder/prisen-2026/vurdering?vis=alt", "/runder/prisen-2026/vurdering?vis=alt"),
        ("//evil.example", "/oversikt"),
        ("https://evil.example/oversikt", "/oversikt"),
        ("/\\evil.example", "/oversikt"),
    ],
)
def test_signing_in_leads_back_to_a_page_of_ours_only(
    client: ReviewingClient, account: Account, wanted: str, location: str
) -> None:
    assert sign_in(client, next=wanted) == (303, location)


def test_where_one_wanted_to_go_survives_the_form(
    client: ReviewingClient, account: Account
) -> None:
    page = client.get("/logg-inn?next=/journal").get_data(as_text=True)
    assert '<input type="hidden" name="next" value="/journal">' in page


def test_who_is_signed_in_already_is_sent_on(client: ReviewingClient, account: Account) -> None:
    client.sign_in(account.id)
    assert client.get("/logg-inn").location == "/oversikt"
    assert client.get("/logg-inn?next=//evil.example").location == "/oversikt"


@pytest.mark.parametrize(
    "form", [{"password": "galt"}, {"email": "ingen@example.org"}, {"email": "chair@example.org"}]
)
def test_a_refusal_does_not_say_what_was_wrong(
    client: ReviewingClient, account: Account, form: dict[str, str]
) -> None:
    given = {"email": "leser@example.org", "password": PASSWORD, **form}
    answer = client.post("/logg-inn", data=given)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "E-postadressen og passordet hører ikke sammen. Prøv igjen." in page
    assert PASSWORD not in page
    assert given["email"] in page
    assert not is_signed_in(client)


def test_an_empty_form_says_what_to_fill_in(client: ReviewingClient) -> None:
    answer = client.post("/logg-inn", data={})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "Skriv e-postadressen din." in page
    assert "Skriv passordet ditt." in page


def test_an_account_that_is_disabled_can_neither_sign_in_nor_go_on(
    client: ReviewingClient, account: Account, session: Session, clock: SettableClock
) -> None:
    assert sign_in(client) == (303, "/oversikt")
    account.disabled_at = clock.now
    session.flush()
    assert not is_signed_in(client)
    assert sign_in(client)[0] == 422


def test_signing_out_everywhere_ends_every_session(
    app: Flask, client: ReviewingClient, account: Account, session: Session, clock: SettableClock
) -> None:
    other = client_of(app, None)
    assert [sign_in(one)[0] for one in (client, other)] == [303, 303]
    accounts.sign_out_everywhere(Work(session, SYSTEM, clock.now), account)
    assert [is_signed_in(one) for one in (client, other)] == [False, False]
    assert sign_in(client) == (303, "/oversikt")
    assert is_signed_in(client)


@pytest.mark.parametrize("identity", ["1", "x:0", "0:0", "999999:0", "1:1", ":"])
def test_a_session_that_names_nobody_is_nobodys(
    client: ReviewingClient, account: Account, identity: str
) -> None:
    with client.session_transaction() as stored:
        stored["_user_id"] = identity
    assert not is_signed_in(client)


def test_signing_out_empties_the_session(client: ReviewingClient, account: Account) -> None:
    sign_in(client)
    with client.session_transaction() as stored:
        stored["kept"] = "by the one who has left"
    answer = client.post("/logg-ut")
    assert (answer.status_code, answer.location) == (303, "/")
    with client.session_transaction() as stored:
        # Only what tells her so, for the next page to show.
        assert dict(stored) == {"_flashes": [("message", "Du er logget ut.")]}
    assert not is_signed_in(client)


def test_signing_out_takes_a_button_and_not_a_link(
    client: ReviewingClient, account: Account
) -> None:
    sign_in(client)
    assert client.get("/logg-ut").status_code == 405
    assert is_signed_in(client)


def test_signing_in_throws_the_old_session_away(client: ReviewingClient, account: Account) -> None:
    with client.session_transaction() as stored:
        stored["planted"] = "by somebody else"
    sign_in(client)
    with client.session_transaction() as stored:
        assert "planted" not in stored
        assert stored.permanent


def test_a_session_ends_after_a_long_working_day(app: Flask) -> None:
    assert app.permanent_session_lifetime == timedelta(hours=12)


@pytest.fixture
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewingClient]:
    """Give a client of an application that limits the attempts to sign in."""
    limiter.enabled = True
    url = make_database(tmp_path_factory.mktemp("limited"), f"hederspris_limited_{worker()}")
    app = make_app(url)
    limiter.enabled = True
    limiter.reset()
    made = app.test_client()
    assert isinstance(made, ReviewingClient)
    yield made
    limiter.reset()
    limiter.enabled = False
    close(app)


def attempts(client: ReviewingClient, addresses: list[str], ip: str = "192.0.2.1") -> list[int]:
    return [
        client.post(
            "/logg-inn",
            data={"email": address, "password": "galt"},
            environ_overrides={"REMOTE_ADDR": ip},
        ).status_code
        for address in addresses
    ]


def test_attempts_to_sign_in_are_limited(limited: ReviewingClient) -> None:
    # Five for an address, however it is typed and wherever they come from.
    assert attempts(limited, ["a@example.org"] * 3) == [422] * 3
    assert attempts(limited, ["A@Example.org"] * 2, ip="192.0.2.2") == [422] * 2
    assert attempts(limited, [" a@example.org"], ip="192.0.2.3") == [429]
    # Ten from one place, whatever the address.
    others = [f"{letter}@example.org" for letter in "bcdefghijkl"]
    assert attempts(limited, others, ip="192.0.2.9") == [422] * 10 + [429]
    # Reading the form is no attempt.
    page = limited.get("/logg-inn", environ_overrides={"REMOTE_ADDR": "192.0.2.9"})
    assert page.status_code == 200


def test_too_many_attempts_are_a_page(limited: ReviewingClient) -> None:
    attempts(limited, ["a@example.org"] * 5)
    answer = limited.post("/logg-inn", data={"email": "a@example.org", "password": PASSWORD})
    assert answer.status_code == 429
    assert ">For mange forsøk</h1>" in answer.get_data(as_text=True)
