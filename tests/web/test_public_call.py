"""The public side of a call: its page, its form, its calendar, its questions, its languages."""

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from app.models import PublicQuestion, Round, Subscription
from app.services import contacts, phases, public_questions
from app.services.contacts import Contact
from tests.addresses import at
from tests.clients import ReviewingClient, client_of
from tests.factories import World

HOST = "http://localhost"
CALL = "/priser/prisen/2026"


@pytest.fixture
def called(world: World) -> Round:
    """Give an open call with somebody to ask, and a question that waits."""
    award_round = world.open()
    given = Contact("Kari Nordmann", "kari@example.org", "+47 22 96 16 00")
    contacts.store(world.work("secretariat"), award_round, given)
    world.session.commit()
    return award_round


def page(client: ReviewingClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(answer.get_data(as_text=True))


def bare(said: str) -> str:
    """Give a page without the token that is another each time."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", said)


def test_the_call_says_whom_to_ask_and_its_dates_as_dates(app: Flask, called: Round) -> None:
    said = page(client_of(app, None), at(called.slug))
    assert '<a href="mailto:kari@example.org">kari@example.org</a>' in said
    assert '<a href="tel:+4722961600">+47 22 96 16 00</a>' in said
    assert "Kari Nordmann" in said
    assert called.deadline_at is not None
    assert f'<time datetime="{called.deadline_at.isoformat()}">' in said
    form = page(client_of(app, None), f"{CALL}/skjema")
    assert "Juryen ser ikke dette" in form or "Må fylles ut" in form
    assert "Har dere brukt skriveverktøy med kunstig intelligens?" in form


def test_the_calendar_has_the_dates_of_the_public_alone(
    app: Flask, world: World, called: Round
) -> None:
    called.prize.name = {"nb": "Prisen; for godt, \\ langt arbeid " + "æ" * 60}
    world.session.commit()
    client = client_of(app, None)
    answer = client.get(f"{CALL}/datoer.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    raw = answer.data
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert (lines[0], lines[-2], lines[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"")
    whole = raw.replace(b"\r\n ", b"").decode().split("\r\n")
    assert [line for line in whole if line.startswith("UID:")] == [
        "UID:prisen-2026-opens@localhost",
        "UID:prisen-2026-deadline@localhost",
        "UID:prisen-2026-announcement@localhost",
    ]
    assert called.deadline_at is not None
    deadline = called.deadline_at.strftime("DTSTART:%Y%m%dT%H%M%SZ")
    assert deadline in whole
    name = "Prisen\\; for godt\\, \\\\ langt arbeid " + "æ" * 60
    assert f"SUMMARY;LANGUAGE=nb:{name}: Frist for å sende inn forslag" in whole
    before = whole
    world.clock.now += timedelta(seconds=1)
    phases.cancel(world.work("secretariat"), called, "Ikke penger.")
    world.session.commit()
    after = client.get(f"{CALL}/datoer.ics").data.replace(b"\r\n ", b"").decode().split("\r\n")
    assert [line for line in after if line.startswith("UID")] == [
        line for line in before if line.startswith("UID")
    ]
    assert after.count("STATUS:CANCELLED") == 3


def test_a_question_is_asked_by_anybody_and_answered_for_all(
    app: Flask, world: World, called: Round
) -> None:
    anybody, office = client_of(app, None), client_of(app, world.people["secretariat"].id)
    address = f"{CALL}/sporsmal"
    faulty = anybody.post(address, data={"text": " ", "email": "ikke en adresse"})
    assert faulty.status_code == 422
    assert "ikke en adresse" in unescape(faulty.get_data(as_text=True))
    sent = {"text": "Kan en bydel foreslås?", "email": "ola@example.org"}
    assert anybody.post(address, data={**sent, "website": "http://x"}).status_code == 303
    assert world.session.scalars(select(PublicQuestion)).all() == []
    assert anybody.post(address, data=sent).status_code == 303
    (asked,) = world.session.scalars(select(PublicQuestion))
    assert "Kan en bydel" not in page(client_of(app, None), address)
    waiting = page(office, f"{address}/alle")
    assert "Kan en bydel foreslås?" in waiting
    assert "ola@example.org" not in waiting
    empty = office.post(f"{address}/{asked.id}/svar", data={"text": "Kan en bydel?", "answer": ""})
    assert empty.status_code == 422
    assert "Kan en bydel?</textarea>" in unescape(empty.get_data(as_text=True))
    answer = {"text": "Kan en bydel foreslås?", "answer": "Ja, som virksomhet."}
    assert office.post(f"{address}/{asked.id}/svar", data=answer).status_code == 303
    for where in (address, CALL):
        assert "Ja, som virksomhet." in page(client_of(app, None), where)


def test_a_subscription_is_answered_alike_whatever_is_known(
    app: Flask, world: World, called: Round
) -> None:
    client = client_of(app, None)
    first = client.post("/priser/prisen/varsel", data={"email": "kari@example.org"})
    (made,) = world.session.scalars(select(Subscription))
    made.confirmed_at = world.clock.now
    world.session.commit()
    again = client.post("/priser/prisen/varsel", data={"email": "kari@example.org"})
    bodies = [
        re.sub(r'name="csrf_token" value="[^"]*"', "", a.get_data(as_text=True))
        for a in (first, again)
    ]
    assert bodies[0] == bodies[1]
    assert client.get("/varsel/bekreft/tull").status_code == 410


# --- languages in the address -------------------------------------------------------------------

FOUND = (
    "/",
    "/priser/prisen",
    "/priser/prisen/tidligere",
    CALL,
    f"{CALL}/skjema",
    "/om/personvern",
)


def heads(said: str) -> tuple[str, dict[str, str]]:
    (canonical,) = re.findall(r'<link rel="canonical" href="([^"]*)">', said)
    found = re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', said)
    assert len(found) == 4
    return canonical, dict(found)


@pytest.mark.parametrize("path", FOUND)
def test_each_language_of_a_page_names_itself_and_all_the_others(
    app: Flask, called: Round, path: str
) -> None:
    _plain, known = heads(page(client_of(app, None), path))
    assert known.keys() == {"nb", "nn", "en", "x-default"}
    assert known["x-default"] == known["nb"]
    for code in ("nb", "nn", "en"):
        said = page(client_of(app, None), known[code].removeprefix(HOST))
        assert heads(said) == (known[code], known)
        assert f'<html lang="{code}"' in said


def test_the_language_of_an_address_wins_follows_and_is_not_remembered(
    app: Flask, world: World, called: Round
) -> None:
    world.people["nominator"].language = "en"
    world.session.commit()
    client = client_of(app, world.people["nominator"].id)
    said = page(client, f"{CALL}?lang=nn")
    assert '<html lang="nn"' in said
    assert f'href="{CALL}/sporsmal?lang=nn"' in said
    assert 'href="/oversikt"' in said
    assert f'name="next" value="{CALL}?lang=nn"' in said
    assert '<html lang="en"' in page(client, CALL)
    chosen = client.post("/sprak", data={"language": "nb", "next": f"{CALL}?lang=nn&side=2"})
    assert chosen.headers["Location"] == f"{CALL}?side=2"


def test_a_language_that_there_is_not_is_not_found(app: Flask, called: Round) -> None:
    for path in (CALL, "/priser/prisen", "/om/personvern"):
        assert client_of(app, None).get(f"{path}?lang=sv").status_code == 404


def test_a_question_about_a_call_that_is_closed_is_no_fault_at_a_field(
    app: Flask, world: World, called: Round
) -> None:
    assert called.deadline_at is not None
    world.clock.now = called.deadline_at + timedelta(minutes=1)
    answer = client_of(app, None).post(f"{CALL}/sporsmal", data={"text": " "})
    assert answer.status_code == 409
    assert 'href="#text"' not in answer.text
    assert "det kan ikke stilles spørsmål om den nå" in answer.text


def test_how_many_questions_wait_is_nobody_elses(app: Flask, world: World, called: Round) -> None:
    before = page(client_of(app, None), f"{CALL}/sporsmal")
    public_questions.ask(
        world.session,
        called,
        text="Hemmelig spørsmål?",
        email="",
        language="nb",
        network="n",
        now=world.clock.now,
    )
    world.session.commit()
    after = page(client_of(app, None), f"{CALL}/sporsmal")
    assert bare(before) == bare(after)
