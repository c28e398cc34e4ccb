"""Whose page a form came from: what other sites cannot do, and what each refusal says.

What is said is so: "you are signed out" never to somebody who is signed in.
"""

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.models import Account
from app.services import accounts
from app.services.work import Work
from tests.clients import ReviewingClient, client_of
from tests.factories import SYSTEM, World
from tests.web.forms import resend_on, token_on

PASSWORD = "riktig hest batteri stift"
EMAIL = "leser@example.org"
WRITTEN = "Dette har jeg brukt hele formiddagen på å skrive."
OUT = "Du er logget ut"
ANYWHERE = "/forslag/1/send-inn"
"""A form that one signs in for; there is no such nomination: 404 when it has been taken."""


@pytest.fixture
def account(world: World) -> Account:
    return world.account("leser", password=PASSWORD)


@pytest.fixture
def checked(app: Flask, client: ReviewingClient, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Give the application with tokens asked for."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    return app


def token_at(client: ReviewingClient, url: str = "/logg-inn") -> str:
    return token_on(client.get(url, follow_redirects=True).get_data(as_text=True))


def send(client: ReviewingClient, token: str, url: str = ANYWHERE, **more: str) -> TestResponse:
    return client.post(url, data={"csrf_token": token, **more})


def sign_in(client: ReviewingClient, token: str, **more: str) -> TestResponse:
    return send(client, token, "/logg-inn", email=EMAIL, password=PASSWORD, **more)


def text_of(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def heading(answer: TestResponse) -> str:
    return text_of(answer).partition('<h1 class="title-1">')[2].partition("</h1>")[0]


# --- other sites -------------------------------------------------------------------------------


def test_the_page_of_another_is_worth_nothing_whatever_the_victim_does(
    checked: Flask, client: ReviewingClient, account: Account, world: World
) -> None:
    attackers = token_at(client_of(checked, world.people["stranger"].id), "/oversikt")
    # To somebody who is signed out: what it carries is not taken after her sign-in either.
    first = send(client, attackers, grounds=WRITTEN)
    assert (first.status_code, heading(first)) == (401, OUT)
    form = resend_on(text_of(first))
    assert form is not None
    assert sign_in(client, token_at(client)).status_code == 303
    again = client.post(form.url, data=form.data)
    assert again.status_code == 403
    assert heading(again) == "Denne siden ble åpnet av en annen bruker"
    assert "Nå er leser logget inn." in text_of(again)
    assert send(client, token_at(client)).status_code == 404  # her own is taken


def test_her_own_page_is_good_again_after_a_new_sign_in(
    checked: Flask, client: ReviewingClient, account: Account
) -> None:
    sign_in(client, token_at(client))
    page = token_at(client, "/oversikt")
    assert send(client, page, "/logg-ut").status_code == 303
    assert send(client, page).status_code == 401
    assert sign_in(client, token_at(client)).status_code == 303
    assert send(client, page).status_code == 404


def test_a_token_that_somebody_made_up_is_worth_nothing(
    checked: Flask, client: ReviewingClient, account: Account
) -> None:
    sign_in(client, token_at(client))
    raw = f"{account.id}:{'0' * 64}"
    mine = token_at(client)
    # Not its last letter: some of that stands for nothing.
    other = mine[:-5] + ("B" if mine[-5] == "A" else "A") + mine[-4:]
    for made_up in ("", "x", raw, other):
        answer = send(client, made_up, grounds=WRITTEN)
        assert answer.status_code == 400
        assert heading(answer) == "Vi vet ikke hvilken side dette kom fra"
        assert resend_on(text_of(answer)) is None
        assert WRITTEN in text_of(answer)


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, True),
        ({"Sec-Fetch-Site": "same-site"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, True),
        ({"Origin": "https://evil.example"}, True),
        ({"Origin": "null"}, True),
        ({"Origin": "http://localhost.evil.example"}, True),
        ({"Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": "http://localhost"}, False),
        ({"Origin": "http://127.0.0.1:5000"}, False),  # the base address
        ({"Referer": "https://evil.example/"}, False),  # the token tells
        ({}, False),
    ],
)
def test_what_the_browser_says_of_where_it_comes_from_is_believed(
    client: ReviewingClient, account: Account, headers: dict[str, str], foreign: bool
) -> None:
    client.sign_in(account.id)
    answer = client.post(ANYWHERE, data={"grounds": WRITTEN}, headers=headers)
    assert answer.status_code == (403 if foreign else 404)
    if foreign:
        assert heading(answer) == "Dette kom fra et annet nettsted"
        assert WRITTEN not in text_of(answer)
        assert resend_on(text_of(answer)) is None
    assert client.get("/oversikt", headers=headers).status_code == 200


# --- what is carried along ---------------------------------------------------------------------


def test_what_is_sent_again_holds_no_password_and_no_markup(client: ReviewingClient) -> None:
    written = f'<b>"{WRITTEN}"</b>\nNy linje & mer.'
    answer = client.post(
        f"{ANYWHERE}?a=1&b=2",
        data={"grounds": [written, "to"], "password": PASSWORD, "csrf_token": "t", "version": "3"},
    )
    assert answer.status_code == 401
    assert PASSWORD not in text_of(answer)
    assert "<b>" not in text_of(answer)
    form = resend_on(text_of(answer))
    assert form is not None
    assert form.url == f"{ANYWHERE}?a=1&b=2"
    assert form.fields == [
        ("grounds", written),
        ("grounds", "to"),
        ("csrf_token", "t"),
        ("version", "3"),
    ]


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_form_that_saves_itself_is_told_to_go_on(
    checked: Flask, client: ReviewingClient, world: World, *, signed_in: bool
) -> None:
    token = token_at(client_of(checked, world.people["stranger"].id), "/oversikt")
    if signed_in:
        client.sign_in(world.people["chair"].id)
    given = {"csrf_token": token, "grounds": WRITTEN}
    answer = client.post("/vurdering/1/lagre", data=given, headers={"X-Autosave": "1"})
    assert answer.status_code == (403 if signed_in else 401)
    assert answer.json is not None
    assert (answer.json["reload"], answer.json["again"]) == (False, True)
    said = "Denne siden ble åpnet av en annen bruker enn chair" if signed_in else OUT
    assert answer.json["error"].startswith(f"Ikke lagret. {said}")


# --- what is said is so ------------------------------------------------------------------------


def test_signing_in_in_a_second_tab_is_told_so(
    checked: Flask, client: ReviewingClient, account: Account
) -> None:
    second_tab = token_at(client)
    assert sign_in(client, second_tab).status_code == 303
    answer = sign_in(client, second_tab)
    assert (answer.status_code, heading(answer)) == (400, "Du er alt logget inn")
    assert "Du er logget inn som leser" in text_of(answer)
    assert OUT not in text_of(answer)
    assert PASSWORD not in text_of(answer)


def test_a_page_from_before_the_sign_in_says_so(
    checked: Flask, client: ReviewingClient, account: Account
) -> None:
    before = token_at(client, "/")
    sign_in(client, token_at(client))
    answer = client.post(
        "/sprak",
        data={"csrf_token": before, "language": "nn"},
        headers={"Referer": "http://localhost/personvern"},
    )
    assert (answer.status_code, heading(answer)) == (400, "Siden må åpnes på nytt")
    assert "siden ble åpnet før du logget inn" in text_of(answer)
    assert '<a class="ds-button" href="http://localhost/personvern">' in text_of(answer)
    assert OUT not in text_of(answer)


def test_after_signing_out_everywhere_an_old_page_is_worth_nothing(
    checked: Flask, client: ReviewingClient, account: Account, session: Session, world: World
) -> None:
    sign_in(client, token_at(client))
    old = token_at(client, "/oversikt")
    accounts.sign_out_everywhere(Work(session, SYSTEM, world.clock.now), account)
    assert send(client, old).status_code == 401
    assert sign_in(client, token_at(client)).status_code == 303
    answer = send(client, old, grounds=WRITTEN)
    assert (answer.status_code, heading(answer)) == (400, "Siden er for gammel")
    assert resend_on(text_of(answer)) is None
    assert WRITTEN in text_of(answer)
    assert OUT not in text_of(answer)


def test_who_takes_no_cookie_is_told_so(
    checked: Flask, client: ReviewingClient, account: Account
) -> None:
    token = token_at(client)
    without = client_of(checked, None)
    answer = sign_in(without, token)
    assert answer.status_code == 400
    assert heading(answer) == "Vi fikk ingen informasjonskapsel fra nettleseren"
    assert OUT not in text_of(answer)


def test_a_sign_in_page_from_before_a_sign_out_is_to_be_opened_again(
    checked: Flask, client: ReviewingClient, account: Account
) -> None:
    old = token_at(client)
    sign_in(client, old)
    client.post("/logg-ut", data={"csrf_token": token_at(client, "/oversikt")})
    client.get("/")
    answer = sign_in(client, old)
    assert (answer.status_code, heading(answer)) == (400, "Siden må åpnes på nytt")
    assert OUT not in text_of(answer)
    assert '<a class="ds-button" href="/logg-inn">Logg inn</a>' in text_of(answer)


def test_signing_out_twice_is_told_so(
    checked: Flask, client: ReviewingClient, account: Account
) -> None:
    sign_in(client, token_at(client))
    token = token_at(client, "/oversikt")
    assert send(client, token, "/logg-ut").status_code == 303
    answer = send(client, token, "/logg-ut")
    assert (answer.status_code, heading(answer)) == (401, OUT)
    assert resend_on(text_of(answer)) is None


def test_signing_out_from_anothers_page_signs_nobody_out(
    checked: Flask, client: ReviewingClient, account: Account, world: World
) -> None:
    anothers = token_at(client_of(checked, world.people["stranger"].id), "/oversikt")
    sign_in(client, token_at(client))
    answer = send(client, anothers, "/logg-ut")
    assert answer.status_code == 403
    assert "leser er fortsatt logget inn." in text_of(answer)
    assert resend_on(text_of(answer)) is None
    assert client.get("/oversikt").status_code == 200


def test_a_sign_in_that_another_site_sends_is_refused_as_that(
    client: ReviewingClient, account: Account
) -> None:
    client.sign_in(account.id)
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = client.post("/logg-inn", data={}, headers=headers)
    assert (answer.status_code, heading(answer)) == (403, "Dette kom fra et annet nettsted")


def test_nobody_needs_to_send_a_referrer_over_tls(checked: Flask, account: Account) -> None:
    client = client_of(checked, None)
    page = client.get("/logg-inn", base_url="https://localhost")
    given = {"csrf_token": token_on(text_of(page)), "email": EMAIL, "password": PASSWORD}
    answer = client.post("/logg-inn", data=given, base_url="https://localhost")
    assert answer.status_code == 303
