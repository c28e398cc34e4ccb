"""The nominator's pages after handing in: changing, receipts, deadlines of its own; and support."""

import hashlib
import re
from datetime import timedelta

import pytest
from flask import Flask

from app.documents.links import Link, Purpose, path
from app.models import Nomination, Support
from app.services import late, nominations, supports
from app.web.moments import write_moment
from tests.clients import client_of
from tests.documents import pdf
from tests.factories import World

STORY = "Dette er teksten til Hemmelig tittel 1."


def handed_in(world: World) -> Nomination:
    [nomination] = world.submit(world.open(), 1)
    return nomination


def change(world: World, nomination: Nomination, story: str) -> None:
    base = nominations.base_of(nomination, ["story"])
    nominations.save(world.work("nominator"), nomination, {"story": story}, base=base)


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_what_was_handed_in_is_changed_and_handed_in_again(app: Flask, world: World) -> None:
    nomination = handed_in(world)
    client = client_of(app, world.people["nominator"].id)
    review, part = f"/forslag/{nomination.id}/se-over", f"/forslag/{nomination.id}/del/second"
    before = client.get(review).text
    assert "Versjon 1 er sendt inn og gjelder" in before
    assert "Du har endringer som ikke er sendt inn" not in before
    assert "send-inn" not in before
    base = nominations.base_of(nomination, ["story"])
    client.post(part, data={"answer-story": "Ny tekst.", "version": base, "go": "next"})
    between = client.get(review).text
    assert "Versjon 1 er sendt inn og gjelder" in between
    assert "Du har endringer som ikke er sendt inn." in text_of(between)
    assert "<ins>" in between
    assert "Ny tekst." in between
    assert "Du har endringer som ikke er sendt inn" in text_of(client.get(part).text)
    answer = client.post(f"/forslag/{nomination.id}/send-inn")
    assert answer.location == f"/forslag/{nomination.id}/kvittering"
    receipt = client.get(answer.location).text
    assert "Versjon 2" in receipt
    first = client.get(f"/forslag/{nomination.id}/kvittering?versjon=1").text
    assert "Dette er kvitteringen for versjon 1" in first
    assert STORY in first
    assert client.get(f"/forslag/{nomination.id}/kvittering?versjon=3").status_code == 404


def test_the_recipe_on_the_receipt_gives_the_number_that_stands_there(
    app: Flask, world: World
) -> None:
    nomination = handed_in(world)
    client = client_of(app, world.people["nominator"].id)
    page = client.get(f"/forslag/{nomination.id}/kvittering").text.replace("<wbr>", "")
    links = re.findall(r'href="([^"]+/svar/[^"]+)"', page)
    assert len(links) == 3
    for link in links:
        exact = client.get(link)
        assert exact.headers["Content-Disposition"].startswith("attachment")
        assert hashlib.sha256(exact.data).hexdigest() in page
    assert hashlib.sha256(STORY.encode()).hexdigest() in page


def test_the_receipt_as_a_document_is_of_the_reader_alone(app: Flask, world: World) -> None:
    nomination = handed_in(world)
    address = f"/forslag/{nomination.id}/kvittering/1.pdf"
    answer = client_of(app, world.people["nominator"].id).get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert pdf.faults(answer.data) == []
    assert client_of(app, world.people["stranger"].id).get(address).status_code == 404


def test_changes_that_came_too_late_are_the_first_thing_their_owner_sees(
    app: Flask, world: World
) -> None:
    nomination = handed_in(world)
    base = nominations.base_of(nomination, ["story"])
    world.pass_time(days=11)
    client = client_of(app, world.people["nominator"].id)
    part = f"/forslag/{nomination.id}/del/second"
    late_one = client.post(part, data={"answer-story": "For sent.", "version": base, "go": "next"})
    assert late_one.status_code == 409
    assert "Fristen for forslag er ute" in late_one.text
    overview = client.get("/oversikt").text
    assert '<h1 class="title-1">Endringer ble ikke sendt inn før fristen</h1>' in overview
    review = client.get(f"/forslag/{nomination.id}/se-over").text
    assert "Endringene ble ikke sendt inn før fristen" in review
    assert "For sent." in review
    assert "send-inn" not in review
    receipt = client.get(f"/forslag/{nomination.id}/kvittering").text
    assert STORY in receipt
    assert "For sent." not in receipt


def test_what_is_returned_opens_the_named_parts_alone(app: Flask, world: World) -> None:
    nomination = handed_in(world)
    world.pass_time(days=11)
    until = world.clock.now + timedelta(days=2)
    late.return_for_completion(
        world.work("secretariat"), nomination, ["second"], "Tall mangler.", until
    )
    client = client_of(app, world.people["nominator"].id)
    assert "Sekretariatet ber dere fylle ut mer" in client.get("/oversikt").text
    review = client.get(f"/forslag/{nomination.id}/se-over").text
    assert "Tall mangler." in review
    assert f"/forslag/{nomination.id}/del/second" in review
    assert f"/forslag/{nomination.id}/del/first" not in review
    closed = client.get(f"/forslag/{nomination.id}/del/first")
    assert closed.location == f"/forslag/{nomination.id}/se-over"
    base = nominations.base_of(nomination, ["title"])
    smuggled = client.post(
        f"/forslag/{nomination.id}/del/first", data={"answer-title": "Ny tittel", "version": base}
    )
    assert smuggled.status_code == 409


def test_the_secretariat_reads_what_differs(app: Flask, world: World) -> None:
    nomination = handed_in(world)
    change(world, nomination, "Dette er teksten med tall.")
    nominations.submit(world.work("nominator"), nomination)
    client = client_of(app, world.people["secretariat"].id)
    page = client.get(f"/forslag/{nomination.id}/sammenlign").text
    assert "Ett svar er endret" in page
    assert "<ins>med tall.</ins>" in page
    assert "<del>til Hemmelig tittel 1.</del>" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"sections": "", "reason": "x", "deadline": "SOON"}, "Velg minst én del."),
        ({"sections": "second", "reason": " ", "deadline": "SOON"}, "Skriv hva som mangler."),
        ({"sections": "second", "reason": "x", "deadline": ""}, "Skriv når fristen er"),
        (
            {"sections": "second", "reason": "x", "deadline": "i morgen"},
            "Skriv dato og klokkeslett",
        ),
        ({"sections": "second", "reason": "x", "deadline": "01.01.2026 kl. 12.00"}, "er passert"),
        ({"sections": "second", "reason": "x", "deadline": "01.01.2030 kl. 12.00"}, "tre måneder"),
    ],
)
def test_what_is_wrong_with_a_return_is_said_and_kept(
    app: Flask, world: World, sent: dict[str, str], said: str
) -> None:
    nomination = handed_in(world)
    world.pass_time(days=11)
    soon = write_moment(world.clock.now + timedelta(days=2))
    client = client_of(app, world.people["secretariat"].id)
    address = f"/forslag/{nomination.id}/send-tilbake"
    seen = re.findall(r'name="seen" value="([^"]+)"', client.get(address).text)[0]
    data = {key: value.replace("SOON", soon) for key, value in sent.items()} | {"seen": seen}
    answer = client.post(address, data=data)
    assert answer.status_code == 422
    assert said in answer.text
    assert nomination.state == "submitted"


def link(app: Flask, asked: Support) -> str:
    return path(app.secret_key or "", Link(Purpose.SUPPORT, asked.id, asked.nonce))  # type: ignore[arg-type]


def test_whoever_has_the_link_writes_and_approves_without_an_account(
    app: Flask, world: World
) -> None:
    draft = world.draft(world.open())
    asked = supports.ask(
        world.work("nominator"), draft, name="Eva", email="e@x.no", body="Laget", language="nb"
    )
    client, address = client_of(app, None), link(app, asked)
    page = client.get(address).text
    assert "Støtteerklæring for Prøvedal kommune" in page
    assert "Hemmelig" not in page
    world.session.refresh(asked)
    assert asked.approved_at is None
    words = {"text": "Vi støtter dette.", "name": "Eva Dunfjeld", "role": "Leder", "body": "Laget"}
    unapproved = client.post(address, data=words)
    assert unapproved.status_code == 422
    assert "Kryss av for at du godkjenner" in unapproved.text
    assert "Vi støtter dette." in unapproved.text
    assert client.post(address, data=words | {"approved": "y"}).status_code == 303
    too_long = client.post(address, data=words | {"text": "ord " * 301, "approved": "y"})
    assert (too_long.status_code, "Skriv høyst 300 ord." in too_long.text) == (422, True)
    world.session.expire_all()
    version = nominations.submit(world.work("nominator"), draft)
    assert [one["text"] for one in version.content["support"]] == ["Vi støtter dette."]
    used = client.post(address, data=words | {"approved": "y"})
    assert used.status_code == 410
    assert "Støtteerklæringen er alt sendt inn" in used.text
    assert "Spør den som ba deg om støtteerklæringen." in used.text


@pytest.mark.parametrize("way", ["", "/trekk"])
def test_a_link_that_was_taken_back_says_so_and_whom_to_ask(
    app: Flask, world: World, way: str
) -> None:
    draft = world.draft(world.open())
    work = world.work("nominator")
    asked = supports.ask(work, draft, name="Eva", email="e@x.no", body="", language="nb")
    supports.take_back(work, draft, asked.id)
    answer = client_of(app, None).post(link(app, asked) + way, data={"approved": "y"})
    assert answer.status_code == 410
    assert "Lenken gjelder ikke lenger" in answer.text
    assert "Spør den som ba deg om støtteerklæringen." in answer.text


def test_the_page_says_the_servers_time(app: Flask, world: World) -> None:
    draft = world.draft(world.open())
    client = client_of(app, world.people["nominator"].id)
    page = client.get(f"/forslag/{draft.id}/del/second").text
    assert f'data-now="{world.clock.now.isoformat()}"' in page
    assert "Vi går etter klokka på serveren. Den var" in page
    assert client.get("/klokka").json == {"now": world.clock.now.isoformat()}
