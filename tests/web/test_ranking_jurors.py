"""The pages with what the scores say of each juror: what they show, and what they never tell."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.models import KeptAnalysis, Round
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World
from tests.services.judged import appointments, deliberated, five_sheets


@pytest.fixture
def world(bench_world: World) -> World:
    return bench_world


def read(app: Flask, world: World, name: str, address: str, status: int = 200) -> str:
    """Fetch a page as somebody, its white space drawn together."""
    answer = client_of(app, world.people[name].id).get(address)
    assert answer.status_code == status
    return " ".join(answer.get_data(as_text=True).replace("\u00a0", " ").split())


def ranking(award_round: Round) -> str:
    return f"{at(award_round.slug)}/rangering"


def sheet(world: World, award_round: Round, name: str) -> str:
    """Give the address of somebody's sheet."""
    return f"{ranking(award_round)}/medlemmer/{appointments(world, award_round)[name]}"


def rows(text: str) -> list[str]:
    """Give the rows of the tables, without what surrounds the words."""
    return [
        " ".join(re.sub(r"<[^>]+>", " ", row).split())
        for row in re.findall(r"<tr>(.*?)</tr>", text)
    ]


def test_the_chair_reads_in_words_and_figures_who_is_strict(bench_app: Flask, world: World) -> None:
    award_round, _ = deliberated(world)
    text = read(bench_app, world, "chair", f"{ranking(award_round)}/medlemmer")
    assert '<p class="verdict__says">A gir merkbart lavere poeng enn de andre.</p>' in text
    assert "Bare du, revisor og hvert medlem selv ser dem." in text
    found = rows(text)
    assert found[1:5] == [
        "A −0,68 ± 0,44 Strengere",
        "B +0,24 ± 0,47 Nei",
        "B (vara) +0,20 ± 0,51 Nei",
        "C +0,24 ± 0,44 Nei",
    ]
    assert found[6:] == [
        "A 12 33 % 33 % 1,00 Den samme Spriker mindre enn ventet",
        "B 8 29 % 22 % 0,91 Prøvedal kommune og Prøvedal kommune",
        "B (vara) 4 9 % 11 % 0,78 Prøvedal kommune",
        "C 12 29 % 33 % 0,84 Den samme",
    ]
    assert 'role="img" aria-label="−0,68 ± 0,44 poeng fra juryen samlet"' in text
    for name in ("chair", "juror_b", "deputy_b", "juror_c"):
        assert f'href="{sheet(world, award_round, name)}"' in text


def test_the_chair_reads_the_sheet_of_one(bench_app: Flask, world: World) -> None:
    award_round, _ = deliberated(world)
    text = read(bench_app, world, "chair", sheet(world, award_round, "juror_c"))
    assert "Poengene fra C ligger omtrent på linje med de andres." in text
    assert "Poengene fra C står for 29 % av avstandene mellom forslagene" in text
    assert "Tallene for C. Prisrunden 2026." in text
    own = read(bench_app, world, "chair", sheet(world, award_round, "chair"))
    assert "Poengene dine er merkbart lavere enn de andres." in own


def test_a_juror_reads_her_own_figures_and_nobody_elses(bench_app: Flask, world: World) -> None:
    award_round, _ = deliberated(world)
    address = sheet(world, award_round, "juror_c")
    text = read(bench_app, world, "juror_c", address)
    assert "Poengene dine ligger omtrent på linje med de andres." in text
    found = rows(text)
    assert found[1] == "C +0,24 ± 0,44 Nei"
    assert len(found) == 1 + 1 + 1 + 12
    assert found[3] == "Prøvedal kommune 5,40 4,68"
    others = r"\b(chair|juror_b|deputy_b|deputy_c|Institusjon [AB]|A|B|B \(vara\))\b|0,68|0,20|0,47"
    words = re.sub(r"<[^>]+>", " ", text.partition("<main")[2])
    assert re.findall(others, words) == []
    chairs = read(bench_app, world, "chair", f"{ranking(award_round)}/medlemmer")
    assert {"A", "B", "0,68", "0,20", "0,47"} <= set(
        re.findall(r"\b(?:A|B)\b|0,68|0,20|0,47", re.sub(r"<[^>]+>", " ", chairs))
    )
    for name in ("chair", "juror_b", "deputy_b"):
        read(bench_app, world, "juror_c", sheet(world, award_round, name), status=404)
    read(bench_app, world, "juror_c", f"{ranking(award_round)}/medlemmer", status=404)


def test_a_deputy_reads_her_own_scores_and_nothing_of_the_ranking(
    bench_app: Flask, world: World
) -> None:
    award_round, _ = deliberated(world)
    text = read(bench_app, world, "deputy_b", sheet(world, award_round, "deputy_b"))
    found = rows(text)
    assert found[1] == "B (vara) +0,20 ± 0,51 Nei"
    assert found[3:] == [
        "Prøvedal kommune 4,60",
        "Prøvedal kommune 4,40",
        "Prøvedal kommune 3,00",
        "Prøvedal kommune 3,00",
    ]
    assert "Avgjør" not in text
    assert f'"{ranking(award_round)}"' not in text
    chairs = read(bench_app, world, "chair", sheet(world, award_round, "deputy_b"))
    assert "Avgjør førsteplassen" in chairs
    assert f'"{ranking(award_round)}/' in chairs


def test_a_deputy_who_scored_too_few_reads_why_she_gets_no_figures(
    bench_app: Flask, world: World
) -> None:
    award_round, _ = deliberated(world, called=1)
    text = read(bench_app, world, "deputy_b", sheet(world, award_round, "deputy_b"))
    assert "Du har vurdert for få forslag til at tallene sier noe om deg." in text
    assert rows(text)[1:] == ["Prøvedal kommune 3,00"]
    assert "±" not in text
    chairs = read(bench_app, world, "chair", sheet(world, award_round, "deputy_b"))
    assert "Bare én vurdering teller, så forskjellen er regnet forsiktig." in chairs


def test_who_was_never_called_reads_that_none_of_hers_counts(
    bench_app: Flask, world: World
) -> None:
    award_round, _ = deliberated(world)
    own = read(bench_app, world, "deputy_c", sheet(world, award_round, "deputy_c"))
    assert "Du har ingen vurdering som teller i denne runden." in own
    chairs = read(bench_app, world, "chair", sheet(world, award_round, "deputy_c"))
    assert "C (vara) har ingen vurdering som teller i denne runden." in chairs


def test_with_too_few_scores_nobody_is_said_to_be_strict(bench_app: Flask, world: World) -> None:
    award_round = five_sheets(world)
    text = read(bench_app, world, "chair", f"{ranking(award_round)}/medlemmer")
    assert "Det er for få poeng til å si om noen er strengere enn andre." in text
    assert "±" not in text
    own = read(bench_app, world, "juror_b", sheet(world, award_round, "juror_b"))
    assert "Strenghet kan ikke måles" in own
    assert "±" not in own


def test_the_way_there_is_shown_to_those_who_may_go(bench_app: Flask, world: World) -> None:
    award_round, _ = deliberated(world)
    everybody, desk = f"{ranking(award_round)}/medlemmer", f"{at(award_round.slug)}/vurdering"
    assert f'href="{everybody}"' in read(bench_app, world, "chair", ranking(award_round))
    own = f'href="{sheet(world, award_round, "juror_b")}"'
    assert own in read(bench_app, world, "juror_b", ranking(award_round))
    deputys = f'href="{sheet(world, award_round, "deputy_b")}"'
    assert deputys in read(bench_app, world, "deputy_b", desk)
    assert everybody not in read(bench_app, world, "secretariat", ranking(award_round))


def test_reading_them_keeps_the_analysis_that_the_ranking_keeps(
    bench_app: Flask, world: World
) -> None:
    award_round, _ = deliberated(world)

    def kept() -> int:
        return world.session.scalar(select(func.count()).select_from(KeptAnalysis)) or 0

    read(bench_app, world, "juror_c", sheet(world, award_round, "juror_c"))
    assert kept() == 1
    read(bench_app, world, "chair", f"{ranking(award_round)}/medlemmer")
    read(bench_app, world, "chair", ranking(award_round))
    assert kept() == 1
    read(bench_app, world, "juror_b", sheet(world, award_round, "juror_b"))
    assert kept() == 2, "that without what she is recused from is another"
