"""The secretariat's desk as pages: the list, two side by side, many at once, candidates told."""

import re
from html import unescape

from flask import Flask
from sqlalchemy import select

from app.documents.links import Link, Purpose, path
from app.models import DraftMessage, Nomination, Round, Telling
from app.services import notes, public_questions, residents, screening, tellings
from app.services.tellings import To
from app.spreadsheets import read
from tests.clients import ReviewingClient, client_of
from tests.factories import World
from tests.ranking.test_likeness import OTHER, TREE
from tests.services.test_secretariat import written

LIST = "/priser/prisen/2026/forslag"


def office(app: Flask, world: World) -> ReviewingClient:
    return client_of(app, world.people["secretariat"].id)


def text(client: ReviewingClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.get_data(as_text=True))


def test_the_file_is_the_list_as_it_is_shown(app: Flask, world: World) -> None:
    _, made = world.at("screening")
    notes.write(world.work("secretariat"), made[1], "Ring.")
    world.session.commit()
    client = office(app, world)
    shown = text(client, f"{LIST}?notat=1")
    assert f'href="{LIST}/liste.csv?notat=1"' in shown
    rows = read(client.get(f"{LIST}/liste.xlsx?notat=1").data).rows
    assert [row[0] for row in rows[1:]] == ["2"]
    rows = read(client.get(f"{LIST}/liste.xlsx?sorter=nyeste").data).rows
    assert len(rows) == 3


def test_what_is_alike_is_shown_side_by_side_and_to_the_secretariat_alone(
    app: Flask, world: World
) -> None:
    award_round = world.open()
    one = written(world, award_round, TREE)
    other = written(world, award_round, TREE + " Også i år.", "stranger")
    third = written(world, award_round, OTHER)
    world.session.commit()
    client = office(app, world)
    assert "Nesten samme tekst" in text(client, LIST)
    assert "Teksten ligner på et annet forslag" in text(client, f"/forslag/{one.id}/gjennomgang")
    beside = text(client, f"/forslag/{one.id}/sammenlign/{other.id}")
    assert beside.count("Kommunen bygde åtte leiligheter") >= 2
    assert "ligner" not in text(client, f"/forslag/{third.id}/gjennomgang")
    for name in ("nominator", "stranger"):
        mine = client_of(app, world.people[name].id)
        assert mine.get(f"/forslag/{one.id}/sammenlign/{other.id}").status_code == 404
        own = one if name == "nominator" else other
        assert "lign" not in text(mine, f"/forslag/{own.id}/se-over")


def test_many_are_admitted_from_a_page_that_names_them(app: Flask, world: World) -> None:
    _, made = world.at("screening")
    residents.check(world.work("secretariat"), made[0], is_clear=True, version=1)
    world.session.commit()
    client = office(app, world)
    before = text(client, f"{LIST}/ta-opp?alle=1")
    assert f'name="forslag" value="{made[0].id}:1"' in before
    assert f'value="{made[1].id}:1"' not in before
    assert "Forslag 2 er ikke sett gjennom for beboere." in before
    sent = {"forslag": [f"{made[0].id}:1", f"{made[1].id}:1"]}
    answer = client.post(f"{LIST}/ta-opp", data=sent)
    assert answer.status_code == 303
    shown = text(client, LIST)
    assert "Ett forslag er tatt opp til vurdering." in shown
    assert "Forslag 2 er ikke sett gjennom for beboere." in shown


def test_a_note_that_cannot_be_kept_is_given_back(app: Flask, world: World) -> None:
    _, made = world.at("screening")
    world.session.commit()
    client = office(app, world)
    faulty = client.post(f"/forslag/{made[0].id}/notat", data={"note": "å" * 4001})
    assert faulty.status_code == 422
    assert "å" * 4001 in faulty.get_data(as_text=True)
    found = {"outcome": "found", "finding": "", "version": "1"}
    assert client.post(f"/forslag/{made[0].id}/beboere", data=found).status_code == 422
    stale = {"outcome": "clear", "version": "7"}
    assert client.post(f"/forslag/{made[0].id}/beboere", data=stale).status_code == 409


def test_a_message_is_looked_over_and_sent_once(app: Flask, world: World) -> None:
    award_round = world.open()
    world.draft(award_round)
    world.session.commit()
    client, address = office(app, world), "/priser/prisen/2026/meldinger/til-utkast"
    sent = {"title": "Om fristen", "body": "Husk fristen.\n\nHilsen oss.", "token": "t"}
    seen = client.post(f"{address}/se-over", data=sent).get_data(as_text=True)
    assert "Én person får den på e-post." in unescape(seen)
    assert "nominator" not in seen.replace("nominators", "")
    for _twice in range(2):
        assert client.post(address, data=sent).status_code == 303
    assert len(world.session.scalars(select(DraftMessage)).all()) == 1
    assert "Om fristen" in text(client, address)
    assert "nominator@example.org" not in text(client, "/priser/prisen/2026/meldinger")


def told(app: Flask, world: World, phase: str = "screening") -> tuple[Telling, str]:
    """Tell the candidate of the first nomination; gives her link too."""
    _, made = world.at(phase)
    if phase == "screening":
        screening.admit(world.work("secretariat"), made[0], residents_checked=True)
    to = To("kari@example.org", "Kari", "nn")
    (made_one,) = tellings.tell(world.work("secretariat"), made[0], 1, to)
    world.session.commit()
    link = Link(Purpose.CANDIDATE, made_one.id, made_one.nonce)
    return made_one, path(app.config["SECRET_KEY"], link)


def test_a_candidate_reads_what_the_jury_reads_and_looking_answers_nothing(
    app: Flask, world: World
) -> None:
    telling, link = told(app, world)
    shown = text(client_of(app, None), link)
    assert "Dette er teksten til Hemmelig tittel 1." in shown
    assert "nominator kommune" in shown
    assert "nominator@example.org" not in shown
    client_of(app, None).get(link)
    world.session.refresh(telling)
    assert telling.answered_at is None
    done = client_of(app, None).post(f"{link}/nei", data={"reason": "Ikke klare."})
    assert done.status_code == 200
    spent = client_of(app, None).get(link)
    assert spent.status_code == 410
    assert "Du har svart" in unescape(spent.get_data(as_text=True))
    assert "Spør sekretariatet" in unescape(spent.get_data(as_text=True))


def test_the_page_of_a_candidate_never_tells_how_far_the_jury_has_come(
    app: Flask, world: World
) -> None:
    _, link = told(app, world, "deliberation")
    before = text(client_of(app, None), link)
    every = list(world.session.scalars(select(Nomination).where(Nomination.number.is_not(None))))
    world.finalise(world.session.get_one(Round, every[0].round_id), every)
    world.session.commit()
    after = text(client_of(app, None), link)
    token = r'name="csrf_token" value="[^"]*"'
    assert re.sub(token, "", before) == re.sub(token, "", after)


def test_a_note_is_read_by_the_secretariat_and_the_auditor_alone(app: Flask, world: World) -> None:
    _, made = world.at("scoring")
    notes.write(world.work("secretariat"), made[0], "Hemmelig notat om rådmannen.")
    world.session.commit()
    first = made[0].id
    pages = {
        "secretariat": f"/forslag/{first}/gjennomgang",
        "auditor": f"/forslag/{first}/gjennomgang",
        "nominator": f"/forslag/{first}/se-over",
        "chair": f"/vurdering/{first}",
        "juror_b": f"/vurdering/{first}",
    }
    readers = {
        name
        for name, address in pages.items()
        if "Hemmelig notat" in text(client_of(app, world.people[name].id), address)
    }
    assert readers == {"secretariat", "auditor"}


def test_what_was_declared_of_writing_aids_is_read_by_all_who_read_the_nomination(
    app: Flask, world: World
) -> None:
    _, made = world.at("scoring")
    first = made[0].id
    pages = {
        "secretariat": f"/forslag/{first}/gjennomgang",
        "nominator": f"/forslag/{first}/se-over",
        "chair": f"/vurdering/{first}",
    }
    declared = {
        name: "Skriveverktøy brukt i arbeidet med forslaget"
        in text(client_of(app, world.people[name].id), address)
        for name, address in pages.items()
    }
    assert declared == {"secretariat": True, "nominator": True, "chair": True}


def test_that_a_question_waits_is_said_where_the_round_is_run(app: Flask, world: World) -> None:
    award_round = world.open()
    world.session.commit()
    control = "/priser/prisen/2026/styring"
    said = "Ett spørsmål om utlysningen venter på svar."
    assert said not in text(office(app, world), control)
    public_questions.ask(
        world.session,
        award_round,
        text="Kan en bydel foreslås?",
        email="",
        language="nb",
        network="n",
        now=world.clock.now,
    )
    world.session.commit()
    assert said in text(office(app, world), control)
