"""The chair's form: what is lacking is said at its field, and a lost race shows both texts."""

import html
import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from app.models import Round
from app.services import decisions, ranking
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World, decision
from tests.services.judged import deliberated


def post(app: Flask, world: World, award_round: Round, **sent: Any) -> TestResponse:
    chair = client_of(app, world.people["chair"].id)
    return chair.post(f"{at(award_round.slug)}/avgjorelse", data=sent)


def page(app: Flask, world: World, award_round: Round) -> str:
    chair = client_of(app, world.people["chair"].id)
    answer = chair.get(f"{at(award_round.slug)}/avgjorelse")
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


def test_names_are_offered_in_the_order_and_with_the_average_that_the_places_follow(
    app: Flask, world: World
) -> None:
    award_round, _ = deliberated(world)
    for method, said in (("fair", "justert snitt"), ("mean", "vanlig snitt")):
        if method != award_round.rulebook.method:
            world.amend(award_round, method=method)
        table = ranking.for_actor(world.work("chair"), award_round)
        averages = {
            "justert snitt": [f"{row.line.fair:.2f}".replace(".", ",") for row in table.rows],
            "vanlig snitt": [f"{row.line.mean:.2f}".replace(".", ",") for row in table.rows],
        }
        assert averages["justert snitt"] != averages["vanlig snitt"]
        shown = page(app, world, award_round)
        assert f"i rangeringens rekkefølge, med {said} bak navnet." in shown
        first = shown.partition('name="winners"')[2].partition("</select>")[0]
        options = re.findall(r'<option value="(\d+)"[^>]*>([^<]*)</option>', first)
        shared = [" (delt)" if row.line.shared else "" for row in table.rows]
        assert {"", " (delt)"} == set(shared)
        assert [name for _, name in options] == [
            f"{row.line.place}.{mark} {row.nomination.candidate_names}, {average}"
            for row, mark, average in zip(table.rows, shared, averages[said], strict=True)
        ]
        assert [int(value) for value, _ in options] == [row.nomination.id for row in table.rows]


def lines(shown: str, name: str) -> list[str]:
    """Give what is chosen in each line of a list."""
    found = re.findall(rf'<select [^>]*name="{name}".*?</select>', shown)
    return [(re.findall(r'value="(\d+)" selected', one) or [""])[0] for one in found]


def test_a_handful_of_names_takes_a_handful_of_fields(app: Flask, world: World) -> None:
    award_round, made = world.at("deliberation")
    ids = [str(nomination.id) for nomination in made]
    assert len(ids) == 2
    shown = page(app, world, award_round)
    assert [lines(shown, name) for name in ("winners", "nominees", "mentions")] == [
        [""],
        ["", ""],
        [""],
    ]
    assert 'type="checkbox" id="winners"' not in shown
    sent = {"version": "0", "winners": ids[0], "nominees": [ids[1], ""], "mentions": ""}
    answer = post(app, world, award_round, act="add-winners", **sent)
    address = f"{at(award_round.slug)}/avgjorelse"
    assert (answer.status_code, answer.location) == (303, f"{address}?winners=2#winners-2")
    chair = client_of(app, world.people["chair"].id)
    shown = text(chair.get(f"{address}?winners=2"))
    assert lines(shown, "winners") == [ids[0], ""]
    assert lines(shown, "nominees") == [ids[1], ""]
    assert 'id="winners-2"' in shown
    assert lines(text(chair.get(f"{address}?mentions=99999")), "mentions") == ["", ""]


def autosave(app: Flask, world: World, award_round: Round, **sent: Any) -> TestResponse:
    chair = client_of(app, world.people["chair"].id)
    address = f"{at(award_round.slug)}/avgjorelse/lagre"
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
