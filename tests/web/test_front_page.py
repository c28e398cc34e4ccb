"""The front page: from the announcement the newest winner leads it, and then the call."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from app.models import Candidate, Round
from app.services import announcements, decisions
from app.services.decisions import PastNominee
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World, decision

WINNER = re.compile(r'<h1 class="laureate__name[^"]*">([^<]*)</h1>')
BAND = re.compile(r'<h2 class="lastwinner__name[^"]*" id="forrige">([^<]*)</h2>')


def front(app: Flask, world: World) -> str:
    world.session.commit()
    return client_of(app, None).get("/").get_data(as_text=True)


def decided(world: World, **changes: object) -> Round:
    """Give a round that is decided, with an earlier year and an open call beside it."""
    work = world.work("secretariat")
    past = announcements.enter_past_round(
        work, world.prize, year=2014, jury_id=world.jury.id, history={}
    )
    earlier = PastNominee(Candidate(position=1, name="Stord kommune", place="Stord"), won=True)
    decisions.record_past(work, past, [earlier], citation={"nb": "For strategien."}, grounds=[])
    award_round, made = world.at("deliberation", 2026)
    made[0].candidates[0].name = "Fjordvik kommune"
    world.session.flush()
    decisions.finalise(world.work("chair"), award_round, decision(made, **changes))
    return award_round


def test_before_the_announcement_the_last_winner_is_the_former(app: Flask, world: World) -> None:
    award_round = decided(world)
    announcements.announce(world.work("chair"), award_round, world.clock.now + timedelta(minutes=1))
    text = front(app, world)
    assert (WINNER.findall(text), BAND.findall(text)) == ([], ["Stord kommune"])
    assert "Fjordvik kommune" not in text


def test_from_the_announcement_the_winner_leads_and_then_the_call(app: Flask, world: World) -> None:
    award_round = decided(world)
    announcements.announce(world.work("chair"), award_round, world.clock.now + timedelta(days=3))
    call = world.at("open", 2027)[0]
    settled = award_round.embargo_until
    assert settled is not None
    world.clock.now = settled
    text = front(app, world)
    assert (WINNER.findall(text), BAND.findall(text)) == (["Fjordvik kommune"], [])
    assert "Vinneren av Prisen" in text
    assert "Forrige vinner" not in text
    assert text.index("Fjordvik kommune") < text.index(f"{at(call.slug)}/nytt-forslag")
    years = text.partition('id="tidligere"')[2]
    assert "Stord kommune" in years
    assert "Fjordvik kommune" not in years
    assert text.index("Kunngjort") < text.index("Skriv et forslag")


def test_after_a_month_the_call_leads_and_the_winner_is_the_former(
    app: Flask, world: World
) -> None:
    award_round = decided(world)
    announcements.announce(world.work("chair"), award_round, None)
    world.clock.now += timedelta(days=30)
    text = front(app, world)
    assert (WINNER.findall(text), BAND.findall(text)) == ([], ["Fjordvik kommune"])


def test_in_the_last_weeks_of_a_call_it_leads_again(app: Flask, world: World) -> None:
    award_round = decided(world)
    announcements.announce(world.work("chair"), award_round, None)
    world.pass_time(days=8)
    assert WINNER.findall(front(app, world)) == ["Fjordvik kommune"]
    world.at("open", 2027)
    text = front(app, world)
    assert (WINNER.findall(text), BAND.findall(text)) == ([], ["Fjordvik kommune"])


def test_where_there_is_no_winner_nobody_leads(app: Flask, world: World) -> None:
    award_round = decided(world, winners=[], nominees=[], citation="", no_award=True, reason="Nei.")
    announcements.announce(world.work("chair"), award_round, None)
    text = front(app, world)
    assert (WINNER.findall(text), BAND.findall(text)) == ([], ["Stord kommune"])


@pytest.mark.parametrize("count", [1, 2])
def test_it_says_what_they_have_won(app: Flask, world: World, count: int) -> None:
    award_round, made = world.at("deliberation", 2026)
    winners = [nomination.id for nomination in made[:count]]
    chosen = decision(made, winners=winners, nominees=[], reason="To like gode.")
    decisions.finalise(world.work("chair"), award_round, chosen)
    announcements.announce(world.work("chair"), award_round, None)
    said = {1: "Vinneren av", 2: "Vinnerne av"}[count]
    assert f'<p class="laureate__prize">{said} ' in front(app, world)
