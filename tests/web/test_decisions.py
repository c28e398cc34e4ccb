"""The chair's form: what is lacking is said at its field, and a lost race shows both texts."""

import html
import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from app.models import Round
from app.services import decisions, ranking
from tests.clients import client_of
from tests.factories import World, decision
from tests.services.judged import deliberated


def post(app: Flask, world: World, award_round: Round, **sent: Any) -> TestResponse:
    chair = client_of(app, world.people["chair"].id)
    return chair.post(f"/runder/{award_round.slug}/avgjorelse", data=sent)


def page(app: Flask, world: World, award_round: Round) -> str:
    chair = client_of(app, world.people["chair"].id)
    answer = chair.get(f"/runder/{award_round.slug}/avgjorelse")
    assert answer.status_code == 200
    return text(answer)


def text(answer: TestResponse) -> str:
    return html.unescape(" ".join(answer.get_data(as_text=True).split())).replace("\u00a0", " ")


def test_what_the_decision_lacks_is_said_at_its_field_and_nothing_is_lost(
    app: Flask, world: World
) -> None:
    award_round, made = world.at("deliberation")
    sent = {"act": "finalise", "nominees": str(made[1].id), "statement": "For kort."}
    answer = post(app, world, award_round, **sent)
    assert answer.status_code == 422
    shown = text(answer)
    for field, message in (
        ("winners", "Velg minst én vinner, eller kryss av for at prisen ikke deles ut."),
        ("citation", "Skriv setningen som skal stå under vinnerens navn."),
        ("statement", "Juryens begrunnelse må være på minst 20 ord."),
    ):
        assert f'<a href="#{field}">{message}</a>' in shown
        assert f'id="{field}-error">{message}</p>' in shown
        assert f'id="{field}"' in shown
    assert "For kort.</textarea>" in shown
    assert "<title>Feil: Avgjørelse" in shown


def test_a_lost_race_shows_what_is_stored_beside_what_was_written(app: Flask, world: World) -> None:
    award_round, made = world.at("deliberation")
    decisions.save(world.work("chair"), award_round, decision(made, citation="Lagret."))
    sent = {"act": "draft", "version": "0", "winners": str(made[0].id), "citation": "Min."}
    answer = post(app, world, award_round, **sent)
    assert answer.status_code == 409
    shown = text(answer)
    assert "Ikke lagret: Utkastet er endret et annet sted" in shown
    row = shown.partition("Setningen under navnet</th>")[2].partition("</tr>")[0]
    assert 'lang="nb">Lagret.</td>' in row
    assert 'lang="nb">Min.</td>' in row
    assert "Min.</textarea>" in shown


def test_the_form_shows_the_average_that_the_places_follow(app: Flask, world: World) -> None:
    award_round, _ = deliberated(world)
    for method, heading in (("fair", "Justert snitt"), ("mean", "Vanlig snitt")):
        if method != award_round.rulebook.method:
            world.amend(award_round, method=method)
        lines = ranking.for_actor(world.work("chair"), award_round).report.lines
        averages = {
            "Justert snitt": [f"{line.fair:.2f}".replace(".", ",") for line in lines],
            "Vanlig snitt": [f"{line.mean:.2f}".replace(".", ",") for line in lines],
        }
        assert averages["Justert snitt"] != averages["Vanlig snitt"]
        shown = page(app, world, award_round)
        assert f'<th scope="col" class="num">{heading}</th>' in shown
        cells = re.findall(rf'<td class="num" data-label="{heading}">([^<]*)</td>', shown)
        assert cells == averages[heading]


def autosave(app: Flask, world: World, award_round: Round, **sent: Any) -> TestResponse:
    chair = client_of(app, world.people["chair"].id)
    address = f"/runder/{award_round.slug}/avgjorelse/lagre"
    return chair.post(address, data=sent, headers={"X-Autosave": "1"})


def test_the_draft_saves_itself_and_keeps_what_was_saved_elsewhere(
    app: Flask, world: World
) -> None:
    award_round, made = world.at("deliberation")
    first = {"version": "0", "winners": str(made[0].id), "citation": "Døra er åpen."}
    answer = autosave(app, world, award_round, **first)
    assert answer.status_code == 200
    assert answer.json == {"saved": "Lagret på serveren kl.\u00a012.00", "version": 1}
    assert autosave(app, world, award_round, **first).status_code == 200  # its answer was lost
    late = autosave(app, world, award_round, version="0", citation="Fra en annen fane.")
    assert late.status_code == 409
    assert late.json == {
        "error": "Ikke lagret. Utkastet er lagret et annet sted siden du åpnet det her. "
        "Trykk «Lagre utkast» for å se begge og velge.",
        "reload": True,
    }
    shown = page(app, world, award_round)
    assert "Døra er åpen.</textarea>" in shown
    assert 'data-autosave="' in shown
    assert "Fra en annen fane." not in shown


def test_two_texts_are_chosen_between_before_anything_saves_itself(
    app: Flask, world: World
) -> None:
    award_round, made = world.at("deliberation")
    decisions.save(world.work("chair"), award_round, decision(made, citation="Lagret."))
    answer = post(app, world, award_round, act="draft", version="0", citation="Min.")
    assert answer.status_code == 409
    assert "data-autosave" not in text(answer)
