"""Which language a page is in."""

import re

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from tests.clients import ReviewingClient, client_of
from tests.factories import World


def language_of(client: ReviewingClient, accept: str = "", path: str = "/logg-inn") -> str:
    page = client.get(path, headers={"Accept-Language": accept}).get_data(as_text=True)
    found = re.search(r'<html lang="(\w+)"', page)
    assert found is not None
    return found[1]


def choose(client: ReviewingClient, code: str, target: str = "/logg-inn") -> tuple[int, str]:
    answer = client.post("/sprak", data={"language": code, "next": target})
    return answer.status_code, answer.location or ""


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "nb"),
        ("nb-NO,nb;q=0.9,en;q=0.5", "nb"),
        ("no", "nb"),
        ("nn-NO,nn;q=0.9,nb;q=0.8", "nn"),
        ("en-US,nn;q=0.5", "nn"),
        ("en-GB,en;q=0.9", "nb"),
        ("se", "nb"),
        ("*", "nb"),
        (";;q=x", "nb"),
    ],
)
def test_a_stranger_reads_norwegian_as_her_browser_asks(
    client: ReviewingClient, accept: str, language: str
) -> None:
    assert language_of(client, accept) == language


@pytest.mark.parametrize("code", ["nn", "en", "nb"])
def test_a_choice_is_remembered_and_beats_the_browser(client: ReviewingClient, code: str) -> None:
    assert choose(client, code) == (303, "/logg-inn")
    assert language_of(client, "nn" if code != "nn" else "nb") == code
    cookie = client.get_cookie("language")
    assert cookie is not None
    assert (cookie.value, cookie.http_only, cookie.same_site) == (code, True, "Lax")


@pytest.mark.parametrize("code", ["", "de", "se", "../nb"])
def test_a_language_that_there_is_not_changes_nothing(client: ReviewingClient, code: str) -> None:
    assert choose(client, code)[0] == 303
    assert client.get_cookie("language") is None


def test_a_cookie_that_means_nothing_is_ignored(client: ReviewingClient) -> None:
    client.set_cookie("language", "xx")
    assert language_of(client) == "nb"


def test_choosing_leads_back_to_a_page_of_ours_only(client: ReviewingClient) -> None:
    assert choose(client, "nn", "https://evil.example") == (303, "/oversikt")
    assert choose(client, "nn", "/tidligere?år=2013") == (303, "/tidligere?%C3%A5r=2013")


def test_the_account_remembers_on_every_machine(app: Flask, world: World, session: Session) -> None:
    account = world.people["juror_b"]
    first = client_of(app, account.id)
    assert language_of(first, path="/oversikt") == "nb"
    choose(first, "en")
    second = client_of(app, account.id)
    second.set_cookie("language", "nn")
    assert language_of(second, path="/oversikt") == "en"
    session.refresh(account)
    assert account.language == "en"


def test_the_choice_of_a_stranger_changes_nobodys_account(
    app: Flask, client: ReviewingClient, world: World, session: Session
) -> None:
    choose(client, "en")
    session.expire_all()
    assert {account.language for account in world.people.values()} == {"nb"}


def test_a_mail_to_somebody_else_does_not_change_the_page(app: Flask, world: World) -> None:
    chair = client_of(app, world.people["chair"].id)
    juror = client_of(app, world.people["juror_b"].id)
    choose(juror, "nn")
    assert language_of(chair, path="/oversikt") == "nb"


def test_a_constant_is_written_in_the_language_that_a_template_is_shown_in(app: Flask) -> None:
    template = app.jinja_env.from_string(
        "{{ 1|percent }}, {{ 0.5|decimal(1) }}, {{ 'nb'|language_name }}"
    )
    shown = {}
    with app.test_request_context():
        for language in ("en", "nb", "nn"):
            with force_locale(language):
                shown[language] = template.render()
    assert shown == {
        "en": "100%, 0.5, Bokmål",
        "nb": "100\N{NO-BREAK SPACE}%, 0,5, bokmål",
        "nn": "100\N{NO-BREAK SPACE}%, 0,5, bokmål",
    }


def test_the_browser_follows_the_account_whose_language_changed_elsewhere(
    app: Flask, world: World
) -> None:
    account = world.people["chair"]
    account.language = "nn"
    world.session.commit()
    client = client_of(app, account.id)
    client.set_cookie("language", "nb")
    assert language_of(client, path="/oversikt") == "nn"
    client.delete_cookie("hederspris")
    assert language_of(client) == "nn"
