"""Long lists: a page at a time, in an order that stays, with a search through all of them.

Fifty-eight of the nominations are copies, named Kandidat and Tittel with the same figure.
"""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from app.models import Candidate, Declaration, Nomination, Round
from app.rules.impartiality import Answer
from app.rules.reading_order import order
from app.services import lists, similar_texts
from tests.addresses import at
from tests.benchmarks.bench_pages import UNDECLARED, fill
from tests.clients import ReviewingClient, client_of
from tests.factories import World

COUNT = 60
Long = tuple[World, Round]


@pytest.fixture
def long(world: World) -> Long:
    """Give a round in scoring with more nominations than a page holds."""
    return world, fill(world, COUNT)


def reader(app: Flask, world: World, name: str) -> ReviewingClient:
    return client_of(app, world.people[name].id)


def read(app: Flask, world: World, name: str, address: str) -> str:
    answer = reader(app, world, name).get(address)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def rows(page: str) -> list[int]:
    """List the nominations that a work list or the secretariat's list leads to."""
    heading = r'<(?:h3 class="worklist__name"|th scope="row" class="name")>'
    wanted = rf'{heading}<a href="/(?:vurdering|forslag)/(\d+)'
    return [int(found) for found in re.findall(wanted, page)]


def showing(page: str) -> set[str]:
    return set(re.findall(r"Viser [^<]+", page))


def as_read(world: World, award_round: Round) -> list[int]:
    """List them in the order that is drawn for the juror."""
    held = world.work("juror_b").actor.appointment_in(world.jury.id)
    assert held is not None
    assert award_round.stage is not None
    return order(award_round.stage.id, held.appointment_id, by_number(world, award_round))


def by_number(world: World, award_round: Round) -> list[int]:
    return [one.id for one in lists.judged(world.session, award_round)]


@pytest.mark.parametrize(
    ("name", "path", "in_order"),
    [("juror_b", "vurdering", as_read), ("secretariat", "forslag", by_number)],
)
def test_the_pages_hold_everything_once_in_their_order(
    app: Flask, long: Long, name: str, path: str, in_order: Callable[[World, Round], list[int]]
) -> None:
    world, award_round = long
    address = f"{at(award_round.slug)}/{path}"
    first, second = (read(app, world, name, f"{address}{query}") for query in ("", "?side=2"))
    assert (len(rows(first)), len(rows(second))) == (50, 10)
    assert rows(first) + rows(second) == in_order(world, award_round)
    assert showing(first) == {"Viser 1–50 av 60"}
    assert showing(second) == {"Viser 51–60 av 60"}
    assert f'href="{address}?side=2' in first
    assert f'href="{address}"' in second or f'href="{address}#liste"' in second


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("3", "Viser 51–60 av 60"),
        ("99999999999999999999", "Viser 51–60 av 60"),
        ("0", "Viser 1–50 av 60"),
        ("-1", "Viser 1–50 av 60"),
        ("to", "Viser 1–50 av 60"),
        ("", "Viser 1–50 av 60"),
    ],
)
def test_a_page_that_is_not_there_gives_one_that_is(
    app: Flask, long: Long, asked: str, shown: str
) -> None:
    world, award_round = long
    lists_of = {"juror_b": "vurdering", "chair": "framdrift", "secretariat": "forslag"}
    for name, path in lists_of.items():
        page = read(app, world, name, f"{at(award_round.slug)}/{path}?side={asked}")
        assert showing(page) == {shown}, path


def test_what_is_counted_is_counted_over_all_pages(app: Flask, long: Long) -> None:
    world, award_round = long
    for side in ("1", "2"):
        page = read(app, world, "juror_b", f"{at(award_round.slug)}/vurdering?side={side}")
        assert '<h1 class="title-1">Du har levert alle 60</h1>' in page
        assert 'Levert <span class="soft num">60</span>' in page
        page = read(app, world, "secretariat", f"{at(award_round.slug)}/framdrift?side={side}")
        assert '<td class="sum num">180</td></tr>\n  </tfoot>' in page


def test_a_list_of_one_page_has_neither_pages_nor_a_search(app: Flask, world: World) -> None:
    award_round, _ = world.at("scoring")
    world.session.commit()
    for name, path in (
        ("juror_b", "vurdering"),
        ("chair", "framdrift"),
        ("secretariat", "forslag"),
        ("secretariat", "styring"),
    ):
        page = read(app, world, name, f"{at(award_round.slug)}/{path}")
        # The screening list is searched, however short it is, behind a word.
        assert ('role="search"' in page) == (path == "forslag")
        assert not showing(page)
    assert 'class="ticks"' in read(app, world, "juror_b", f"{at(award_round.slug)}/vurdering")


def test_a_search_goes_through_all_pages_and_follows_to_the_next(app: Flask, long: Long) -> None:
    world, award_round = long
    address = f"{at(award_round.slug)}/vurdering"
    last = by_number(world, award_round)[-1]
    name, number = world.session.execute(
        select(Candidate.name, Nomination.number)
        .join(Nomination, Nomination.id == Candidate.nomination_id)
        .where(Nomination.id == last)
    ).one()
    # Its number may stand in the names of others too, which are figures.
    assert last in rows(read(app, world, "juror_b", f"{address}?q={number}"))
    for query in (name, name.upper()):
        assert rows(read(app, world, "juror_b", f"{address}?q={query}")) == [last]
    page = read(app, world, "juror_b", f"{address}?q=kandidat&side=1")
    assert "Det er 58 treff på «kandidat»." in page
    assert showing(page) == {"Viser 1–50 av 58"}
    assert f'href="{address}?q=kandidat&side=2"' in page
    assert len(rows(read(app, world, "juror_b", f"{address}?q=kandidat&side=2"))) == 8
    nothing = read(app, world, "juror_b", f"{address}?q=finnes+ikke")
    assert "Det er 0 treff på «finnes ikke»." in nothing
    assert rows(nothing) == []
    assert "Du har levert alle 60" in nothing


def test_a_search_takes_letters_as_they_are_said(long: Long) -> None:
    world, award_round = long
    first = by_number(world, award_round)[0]
    for query in ("prøvedal", "PRØVEDAL kommune", "provedal", "kommune prøve"):
        assert first in lists.find(world.session, award_round, query), query
    assert first not in lists.find(world.session, award_round, "prøvedal kandidat")


def test_only_the_secretariat_searches_in_what_a_nomination_holds(app: Flask, long: Long) -> None:
    world, award_round = long
    slug = award_round.slug
    assert len(rows(read(app, world, "secretariat", f"{at(slug)}/forslag?q=hemmelig"))) == 2
    reference = world.session.get_one(Nomination, by_number(world, award_round)[9]).reference
    assert len(rows(read(app, world, "secretariat", f"{at(slug)}/forslag?q={reference}"))) == 1
    for name, path in (("juror_b", "vurdering"), (UNDECLARED, "vurdering"), ("chair", "framdrift")):
        page = read(app, world, name, f"{at(slug)}/{path}?q=hemmelig")
        assert "Det er 0 treff på «hemmelig»." in page


def test_the_secretariats_list_is_narrowed_to_a_kind(
    app: Flask, long: Long, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, award_round = long
    # Of the many that are made here every text is the same.
    monkeypatch.setattr(similar_texts, "found", lambda *_: [])
    address = f"{at(award_round.slug)}/forslag"
    same = read(app, world, "secretariat", f"{address}?lik=1")
    assert rows(same) == by_number(world, award_round)[:2]
    assert 'name="lik" value="1" checked>' in same
    admitted = read(app, world, "secretariat", f"{address}?vis=tatt-opp")
    assert f'href="{address}?vis=tatt-opp&side=2#liste"' in admitted
    assert rows(read(app, world, "secretariat", f"{address}?vis=venter")) == []
    assert len(rows(read(app, world, "secretariat", f"{address}?vis=tull"))) == 50


def test_pages_do_not_tell_of_what_somebody_is_recused_from(app: Flask, long: Long) -> None:
    world, award_round = long
    hidden = world.session.get_one(Nomination, by_number(world, award_round)[7])
    world.declare(award_round, "chair", hidden, Answer.AUTOMATIC)
    world.session.commit()
    address = f"{at(award_round.slug)}/framdrift"
    for side, shown in (("1", "Viser 1–50 av 59"), ("2", "Viser 51–59 av 59")):
        page = read(app, world, "chair", f"{address}?side={side}")
        assert showing(page) == {shown}
        assert hidden.candidate_names not in page
    found = read(app, world, "chair", f"{address}?q={hidden.number}")
    assert hidden.candidate_names not in found
    whole = read(app, world, "secretariat", f"{address}?q={hidden.candidate_names}")
    assert hidden.candidate_names in whole


def test_a_sheet_leads_on_across_the_pages(app: Flask, long: Long) -> None:
    world, award_round = long
    ids = as_read(world, award_round)
    page = read(app, world, "juror_b", f"/vurdering/{ids[50]}")
    links = re.findall(r'<a href="/vurdering/(\d+)"[^>]*>(Forrige|Neste)', page)
    assert links[:2] == [(str(ids[49]), "Forrige"), (str(ids[51]), "Neste")]
    ends = [read(app, world, "juror_b", f"/vurdering/{ids[place]}") for place in (0, -1)]
    found = [re.findall(r'<a href="/vurdering/(\d+)"[^>]*>(?:Forrige|Neste)', end) for end in ends]
    assert [set(end) for end in found] == [{str(ids[1])}, {str(ids[-2])}]


def test_the_nominators_own_have_pages(app: Flask, long: Long) -> None:
    world, award_round = long
    first, second = (read(app, world, "nominator", f"/forslag{query}") for query in ("", "?side=2"))
    newest = by_number(world, award_round)[::-1]
    own = r'<a href="/forslag/(\d+)/se-over">'
    assert re.findall(own, first) + re.findall(own, second) == [str(one) for one in newest]
    assert showing(second) == {"Viser 51–60 av 60"}
    assert "Dere har sendt inn 60 forslag." in second


def declared(world: World) -> dict[int, str]:
    """Say what the deputy has declared, and of which nominations."""
    mine = world.jury.seats[2].appointments[1].id
    found = world.session.execute(
        select(Declaration.nomination_id, Declaration.answer).where(
            Declaration.appointment_id == mine
        )
    )
    return {nomination_id: answer.value for nomination_id, answer in found}


def fields(page: str) -> set[int]:
    return {int(found) for found in re.findall(r'type="radio" name="answer-(\d+)"', page)}


def test_answers_follow_from_page_to_page_until_they_are_handed_in(app: Flask, long: Long) -> None:
    world, award_round = long
    ids = by_number(world, award_round)[2:]
    address = f"{at(award_round.slug)}/erklaering"
    client = reader(app, world, UNDECLARED)
    before = declared(world)
    written = {
        f"answer-{ids[0]}": "no_conflict",
        f"answer-{ids[1]}": "possible",
        f"description-{ids[1]}": "Kjenner «rådmannen».\nGodt.",
    }
    turned = client.post(address, data={**written, "side": "2", "q": ""})
    page = unescape(turned.get_data(as_text=True))
    assert turned.status_code == 200
    assert fields(page) == set(ids[50:])
    assert "Du har svart om 2 forslag på andre sider." in page
    assert f'<input type="hidden" name="answer-{ids[0]}" value="no_conflict">' in page
    assert f'name="description-{ids[1]}" value="Kjenner «rådmannen».\nGodt."' in page
    assert declared(world) == before
    sent = client.post(address, data={**written, f"answer-{ids[50]}": "no_conflict", "q": ""})
    assert (sent.status_code, sent.location) == (303, f"{at(award_round.slug)}/vurdering")
    world.session.expire_all()
    expected = {ids[0]: "no_conflict", ids[1]: "possible", ids[50]: "no_conflict"}
    assert declared(world) == before | expected
    page = read(app, world, UNDECLARED, sent.location)
    assert fields(page) == set(ids[2:50]) | set(ids[51:53])


def test_a_search_keeps_what_was_answered_and_is_given_up(app: Flask, long: Long) -> None:
    world, award_round = long
    ids = by_number(world, award_round)[2:]
    client = reader(app, world, UNDECLARED)
    data = {f"answer-{ids[0]}": "no_conflict", "q": "prøvedal"}
    address = f"{at(award_round.slug)}/erklaering"
    page = unescape(client.post(address, data={**data, "side": "1"}).get_data(as_text=True))
    assert fields(page) == set()
    assert f'name="answer-{ids[0]}" value="no_conflict"' in page
    page = unescape(client.post(address, data={**data, "side": "alle"}).get_data(as_text=True))
    assert fields(page) == set(ids[:50])
    assert "checked" in page


def test_a_refused_answer_is_shown_with_its_page(app: Flask, long: Long) -> None:
    world, award_round = long
    ids = by_number(world, award_round)[2:]
    client = reader(app, world, UNDECLARED)
    before = declared(world)
    data = {f"answer-{ids[0]}": "no_conflict", f"answer-{ids[-1]}": "possible", "q": "kandidat"}
    refused = client.post(f"{at(award_round.slug)}/erklaering", data=data)
    page = unescape(refused.get_data(as_text=True))
    assert refused.status_code == 422
    assert ids[-1] in fields(page)
    assert f'href="#description-{ids[-1]}"' in page
    assert f'<input type="hidden" name="answer-{ids[0]}" value="no_conflict">' in page
    assert declared(world) == before


def test_a_conflict_found_late_is_chosen_from_the_page(app: Flask, long: Long) -> None:
    world, award_round = long
    ids = as_read(world, award_round)
    address = f"{at(award_round.slug)}/vurdering?side=2"
    page = read(app, world, "juror_b", address)
    options = {int(found) for found in re.findall(r'<option value="(\d+)"', page)}
    assert options == set(ids[50:])
    data = {"late": str(ids[55]), "late-answer": "automatic", "side": "2", "q": ""}
    sent = reader(app, world, "juror_b").post(f"{at(award_round.slug)}/erklaering", data=data)
    assert sent.status_code == 303
    found = read(app, world, "juror_b", address)
    assert '>Inhabil <span class="soft num">1</span>' in found
