"""What a juror gave before, beside what she scores, on her list, and in what order she reads."""

import re
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.models import Nomination, Round
from app.rules.impartiality import Answer
from app.rules.reading_order import order
from app.services import scores
from app.services.scores import SheetInput
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World, sheet

Scoring = tuple[World, Round, list[Nomination], FlaskClient]


@pytest.fixture
def scoring(app: Flask, world: World) -> Scoring:
    """Four nominations: the first two handed in, with other scores, the third begun."""
    award_round = world.open()
    made = world.judge(award_round, 4)
    world.score(award_round, made)
    world.seal("juror_b", made[0], 5, 3)
    world.seal("juror_b", made[1], 6, 6)
    begun = SheetInput({"x": Decimal(5)}, "", "", 0)
    scores.save_draft(world.work("juror_b"), made[2], begun)
    world.seal("chair", made[3], 2, 2)
    return world, award_round, made, client_of(app, world.people["juror_b"].id)


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def told(page: str, step: int) -> str:
    """Give what stands at a step of the first criterion."""
    found = re.search(rf'<li id="kriterium-x-{step}">(.*?)</li>', page, re.DOTALL)
    return re.sub("<[^>]+>", "", found.group(1)) if found else ""


def test_at_each_step_stands_which_others_got_it(scoring: Scoring) -> None:
    _, _, made, client = scoring
    page = text_of(client, f"/vurdering/{made[3].id}")
    names = ", ".join(sorted(made[place].candidate_names for place in (0, 2)))
    assert f"Du ga det til {names}." in told(page, 5)
    assert f"Du ga det til {made[1].candidate_names}." in told(page, 6)
    assert "Du ga det" not in told(page, 2)  # the chair's, on the same


def test_the_one_at_hand_is_not_among_the_others(scoring: Scoring) -> None:
    _, _, made, client = scoring
    page = text_of(client, f"/vurdering/{made[2].id}")
    assert f"Du ga det til {made[0].candidate_names}." in told(page, 5)


def test_what_she_is_recused_from_is_not_shown(scoring: Scoring) -> None:
    world, award_round, made, client = scoring
    world.declare(award_round, "juror_b", made[1], Answer.AUTOMATIC)
    assert "Du ga det" not in told(text_of(client, f"/vurdering/{made[3].id}"), 6)
    desk = text_of(client, f"{at(award_round.slug)}/vurdering")
    assert ("Du ga 5 3" in desk, "Du ga 6 6" in desk) == (True, False)


def test_her_list_says_what_she_gave_and_sorts_by_it(scoring: Scoring) -> None:
    _, award_round, made, client = scoring
    address = f"{at(award_round.slug)}/vurdering"
    page = text_of(client, f"{address}?rekkefolge=poeng")
    assert re.findall(r"Du ga [^<]+\.", page) == [
        "Du ga 6 6, i snitt 6.",
        "Du ga 5 3, i snitt 4,2.",
    ]
    links = [int(one) for one in re.findall(r'name"><a href="/vurdering/(\d+)"', page)]
    assert [one for one in links if one in (made[0].id, made[1].id)] == [made[1].id, made[0].id]


def test_list_and_neighbours_go_by_her_draw_until_she_wants_numbers(scoring: Scoring) -> None:
    world, award_round, made, client = scoring
    held = world.work("juror_b").actor.appointment_in(world.jury.id)
    assert held is not None
    assert award_round.stage is not None
    address = f"{at(award_round.slug)}/vurdering"
    drawn = order(award_round.stage.id, held.appointment_id, [one.id for one in made])
    ticks = re.compile(r'<li[^>]*><a href="/vurdering/(\d+)" title')
    assert [int(one) for one in ticks.findall(text_of(client, address))] == drawn
    following = re.compile(r'<a href="/vurdering/(\d+)"[^>]*>Neste')
    first = following.search(text_of(client, f"/vurdering/{drawn[0]}"))
    assert first is not None
    assert int(first.group(1)) == drawn[1]

    numbered = [one.id for one in made]
    page = text_of(client, f"{address}?rekkefolge=nummer")
    assert [int(one) for one in ticks.findall(page)] == numbered
    assert [int(one) for one in ticks.findall(text_of(client, address))] == numbered
    second = following.search(text_of(client, f"/vurdering/{numbered[0]}"))
    assert second is not None
    assert int(second.group(1)) == numbered[1]


def test_handing_in_and_going_on_leads_to_the_next_and_from_the_last_to_the_list(
    scoring: Scoring,
) -> None:
    world, award_round, made, client = scoring
    given = {"score-x": "4", "score-y": "4", "grounds": "Godt.", "version": "1", "act": "seal-next"}
    sent = client.post(f"/vurdering/{made[2].id}", data=given)
    assert (sent.status_code, sent.location) == (303, f"/vurdering/{made[3].id}")
    page = text_of(client, sent.location)
    assert f"Vurderingen av {made[2].candidate_names} er levert og forseglet." in page
    last = client.post(f"/vurdering/{made[3].id}", data=given | {"version": "0"})
    assert (last.status_code, last.location) == (303, f"{at(award_round.slug)}/vurdering")
    stored = scores.open_nomination(world.work("juror_b"), made[3].id)[2]
    assert stored is not None
    assert stored.sealed_at is not None


def test_what_lacks_something_is_shown_again_and_not_left(scoring: Scoring) -> None:
    _, _, made, client = scoring
    sent = client.post(f"/vurdering/{made[3].id}", data={"score-x": "4", "act": "seal-next"})
    assert sent.status_code == 422
    assert 'href="#score-y"' in sent.get_data(as_text=True)


def test_a_sheet_of_half_points_says_it_in_a_line(app: Flask, world: World) -> None:
    planned = world.plan()
    planned.rulebook.scale_step = Decimal("0.5")
    for criterion in planned.criteria:
        criterion.levels = {}
    award_round = world.open_planned(planned)
    made = world.judge(award_round, 2)
    world.score(award_round, made)
    scores.seal(
        world.work("juror_b"),
        made[0],
        SheetInput({"x": Decimal("4.5"), "y": Decimal(3)}, sheet(1, 1).grounds, "", 0),
    )
    page = text_of(client_of(app, world.people["juror_b"].id), f"/vurdering/{made[1].id}")
    line = re.search(r'<li class="levels__others[^>]*>(.*?)</li>', page, re.DOTALL)
    assert line is not None
    said = re.sub("<[^>]+>", " ", line.group(1)).split()
    assert said == f"Du har gitt: 4,5 {made[0].candidate_names}".split()
