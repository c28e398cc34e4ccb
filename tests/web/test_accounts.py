"""Signing in and out."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Account, AuditEvent
from app.services import accounts
from app.services.work import Work
from tests.clients import ReviewingClient, client_of
from tests.conftest import SettableClock
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
        ("/priser/prisen/2026/vurdering?vis=alt", "/priser/prisen/2026/vurdering?vis=alt"),
        ("//evil.example", "/oversikt"),
        ("https://evil.example/oversikt", "/oversikt"),
        ("/\\evil.example", "/oversikt"),
        ("/runder\r\nSet-Cookie: a=b", "/oversikt"),
    ],
)
def test_signing_in_leads_back_to_a_page_of_ours_only(
    client: ReviewingClient, account: Account, wanted: str, location: str
) -> None:
    assert sign_in(client, next=wanted) == (303, location)


def test_where_one_wanted_to_go_survives_the_form(
    client: ReviewingClient, account: Account
) -> None:
    page = client.get("/logg-inn?next=/hendelseslogg").get_data(as_text=True)
    assert '<input type="hidden" name="next" value="/hendelseslogg">' in page


def test_the_page_answers_to_head_as_to_get(client: ReviewingClient, account: Account) -> None:
    client.reviewing = False  # there is no page to review
    answer = client.head("/logg-inn?next=/hendelseslogg")
    assert (answer.status_code, answer.get_data()) == (200, b"")
    assert client.head("/oversikt").location == "/logg-inn?next=/oversikt"


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


@pytest.mark.parametrize("token", ["", "1:0", "0", "x" * 43])
def test_a_session_that_names_nobody_is_nobodys(
    client: ReviewingClient, account: Account, token: str
) -> None:
    with client.session_transaction() as stored:
        stored["_user_id"] = token
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
