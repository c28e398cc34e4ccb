"""Sheets on paper, from page to page: entered by the secretariat, answered on the juror's desk."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.models import Nomination, Round
from app.rules.impartiality import Answer
from app.services import phases
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World

Scoring = tuple[World, Round, list[Nomination]]


@pytest.fixture
def scoring(world: World) -> Scoring:
    return (world, *world.at("scoring"))


def office(app: Flask, world: World) -> FlaskClient:
    return client_of(app, world.people["secretariat"].id)


def juror(app: Flask, world: World) -> FlaskClient:
    return client_of(app, world.people["juror_b"].id)


def sent(world: World, nomination: Nomination, **more: str) -> dict[str, str]:
    held = world.work("juror_b").actor.appointment_in(world.jury.id)
    assert held is not None
    filled = {"score-x": "2", "score-y": "6", "grounds": "Skrevet for hånd."}
    return {"jury": str(held.appointment_id), "forslag": str(nomination.id), **filled} | more


def enter(app: Flask, scoring: Scoring, place: int = 0) -> str:
    """Enter a sheet; gives the address of the page."""
    world, award_round, made = scoring
    address = f"{at(award_round.slug)}/papirskjemaer"
    answer = office(app, world).post(address, data=sent(world, made[place]))
    assert answer.status_code == 303
    return address


def checked(page: str) -> list[str]:
    return re.findall(r'name="score-\w+" value="(\d)"[^>]* checked', page)


def test_what_was_entered_is_not_shown_to_whoever_entered_it_again(
    app: Flask, scoring: Scoring
) -> None:
    address = enter(app, scoring)
    page = office(app, scoring[0]).get(address).get_data(as_text=True)
    assert "Venter på bekreftelse" in page
    assert "Skrevet for hånd." not in page
    assert checked(page) == []


def test_the_juror_finds_it_filled_in_and_hands_it_in(app: Flask, scoring: Scoring) -> None:
    world, award_round, made = scoring
    address = enter(app, scoring)
    client = juror(app, world)
    desk = client.get(f"{at(award_round.slug)}/vurdering").get_data(as_text=True)
    assert "Papirskjemaer å bekrefte" in desk
    page = client.get(f"/vurdering/{made[0].id}").get_data(as_text=True)
    assert checked(page) == ["2", "6"]
    assert "Skrevet for hånd.</textarea>" in page
    given = {"score-x": "2", "score-y": "6", "grounds": "Skrevet for hånd.", "version": "0"}
    answer = client.post(f"/vurdering/{made[0].id}", data=given | {"act": "seal"})
    assert answer.status_code == 303
    listed = office(app, world).get(address).get_data(as_text=True)
    assert "Bekreftet og levert" in listed
    assert checked(listed) == []


def test_a_draft_from_before_is_told_beside_what_is_on_paper(app: Flask, scoring: Scoring) -> None:
    world, _, made = scoring
    client = juror(app, world)
    draft = {"score-x": "5", "grounds": "Mitt utkast.", "version": "0", "act": "draft"}
    client.post(f"/vurdering/{made[0].id}", data=draft)
    enter(app, scoring)
    page = client.get(f"/vurdering/{made[0].id}").get_data(as_text=True)
    assert checked(page) == ["2", "6"]
    assert re.search(r"<li>[^<]*: 5 i utkastet, 2 på papiret</li>", page)
    assert "Begrunnelsen i utkastet: Mitt utkast." in page
    world.pass_time(hours=1)
    client.post(f"/vurdering/{made[0].id}", data=draft | {"score-x": "3", "version": "1"})
    page = client.get(f"/vurdering/{made[0].id}").get_data(as_text=True)
    assert checked(page) == ["3"]
    assert "i utkastet" not in page


def test_refusing_asks_for_a_reason_and_keeps_what_is_written(app: Flask, scoring: Scoring) -> None:
    world, _, made = scoring
    address = enter(app, scoring)
    client = juror(app, world)
    given = {"score-x": "4", "grounds": "Rettet.", "version": "0", "refusal": " "}
    answer = client.post(f"/vurdering/{made[0].id}/papirskjema/nei", data=given)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, checked(page)) == (422, ["4"])
    assert 'href="#refusal"' in page
    given["refusal"] = "Det er ikke mitt."
    client.post(f"/vurdering/{made[0].id}/papirskjema/nei", data=given)
    page = office(app, world).get(address).get_data(as_text=True)
    assert "Begrunnelsen: Det er ikke mitt." in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"forslag": ""}, "forslag"),
        ({"score-x": "9"}, "score-x"),
        ({"score-y": ""}, "score-y"),
        ({"grounds": " "}, "grounds"),
        ({"jury": "999999"}, "jury"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(
    app: Flask, scoring: Scoring, wrong: dict[str, str], field: str
) -> None:
    world, award_round, made = scoring
    address = f"{at(award_round.slug)}/papirskjemaer"
    answer = office(app, world).post(address, data=sent(world, made[0], **wrong))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert "Ingen papirskjemaer er ført inn i dette trinnet." in page


def test_a_conflict_that_was_found_meanwhile_is_said(app: Flask, scoring: Scoring) -> None:
    world, award_round, made = scoring
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    address = f"{at(award_round.slug)}/papirskjemaer"
    answer = office(app, world).post(address, data=sent(world, made[0]))
    assert answer.status_code == 422
    assert "Forslaget er ikke åpent for den du valgte." in answer.get_data(as_text=True)


def test_it_is_taken_back_once(app: Flask, scoring: Scoring) -> None:
    world = scoring[0]
    address = enter(app, scoring)
    client = office(app, world)
    (back,) = re.findall(r'action="([^"]*/ta-tilbake)"', client.get(address).get_data(as_text=True))
    for said in ("er tatt tilbake.", "venter ikke lenger på svar"):
        client.post(back)
        assert said in client.get(address).get_data(as_text=True)


def said(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page))


def test_one_that_is_not_confirmed_in_time_is_foreseen_and_shown_where_it_is_of_use(
    app: Flask, scoring: Scoring
) -> None:
    world, award_round, made = scoring
    enter(app, scoring)
    for name in ("chair", "juror_c"):
        for nomination in made:
            world.seal(name, nomination, 4, 4)
    clerk, here = office(app, world), at(award_round.slug)
    first = made[0].candidate_names
    waits = f"Papirskjema fra juror_b venter på bekreftelse, og teller ikke før det: {first}."
    assert waits in said(clerk.get(f"{here}/framdrift").text)
    before = said(clerk.get(f"{here}/flytt/open_deliberation").text)
    assert f"Ett papirskjema er ikke bekreftet juror_b: {first}." in before
    assert "Når drøftingen er åpnet, kan de ikke bekreftes, og de teller ikke." in before
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    late = "ble ikke bekreftet før drøftingen åpnet, og teller ikke"
    assert f"Papirskjema fra juror_b {late}: {first}." in said(clerk.get(f"{here}/framdrift").text)
    desk = said(juror(app, world).get(f"{here}/vurdering").text)
    assert f"Papirskjemaet ditt {late}. Du kan legge fram vurderingen i drøftingen." in desk
    assert desk.count("Ikke bekreftet") == 3  # its mark, the legend, its row
    chair = client_of(app, world.people["chair"].id)
    assert "apirskjema" not in chair.get(f"{here}/framdrift").text
