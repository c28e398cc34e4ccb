"""The ranking page: what it says in words, and that it is computed once."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.models import KeptAnalysis, Nomination, Round
from app.rules.impartiality import Answer
from app.services import analyses, phases
from tests.addresses import at
from tests.clients import ReviewingClient, client_of
from tests.factories import World

ALL = ("chair", "juror_b", "juror_c")


@pytest.fixture
def world(bench_world: World) -> World:
    return bench_world


def scoring(world: World, count: int) -> tuple[Round, list[Nomination]]:
    award_round = world.open()
    made = world.judge(award_round, count)
    world.score(award_round, made)
    return award_round, made


def deliberate(world: World, award_round: Round) -> None:
    phases.move(world.work("secretariat"), award_round, "open_deliberation")


def client(app: Flask, world: World, name: str) -> ReviewingClient:
    return client_of(app, world.people[name].id)


def page(app: Flask, world: World, award_round: Round, name: str = "chair", query: str = "") -> str:
    answer = client(app, world, name).get(f"{at(award_round.slug)}/rangering{query}")
    assert answer.status_code == 200
    return " ".join(answer.get_data(as_text=True).split())


def seal(world: World, nomination: Nomination, **given: tuple[int, int]) -> None:
    for name, (x, y) in given.items():
        world.seal(name, nomination, x, y)


def test_two_of_one_mind_on_two_nominations_make_it_likely_and_no_more(
    bench_app: Flask, world: World
) -> None:
    award_round, made = scoring(world, 2)
    for name in ("chair", "juror_b"):
        world.seal(name, made[0], 5, 5)
        world.seal(name, made[1], 4, 4)
    deliberate(world, award_round)
    text = page(bench_app, world, award_round)
    assert "Prøvedal kommune ligger trolig først." in text
    assert "Kan ikke sies" in text
    assert "Det er for få skjemaer til å si om noen poeng ligger langt unna resten." in text
    assert "Ren tilfeldighet" not in text
    assert "Alle har vurdert alle, så justert og vanlig snitt er like." in text


def test_a_tie_is_left_to_the_chair(bench_app: Flask, world: World) -> None:
    award_round, made = scoring(world, 2)
    for nomination in made:
        seal(world, nomination, chair=(4, 4), juror_b=(5, 5), juror_c=(3, 3))
    deliberate(world, award_round)
    text = page(bench_app, world, award_round)
    assert "Prøvedal kommune og Prøvedal kommune deler førsteplassen." in text
    assert (
        "Prøvedal kommune og Prøvedal kommune har likt snitt, og reglene skiller dem ikke. "
        "Juryleder avgjør." in text
    )
    assert '1 <small class="fine soft">delt</small>' in text


def test_a_tie_that_the_rules_part_says_which_rule(bench_app: Flask, world: World) -> None:
    """Both have 4.2; two of three prefer the second."""
    award_round, made = scoring(world, 2)
    seal(world, made[0], chair=(6, 6), juror_b=(3, 3), juror_c=(3, 3))
    seal(world, made[1], chair=(4, 4), juror_b=(4, 4), juror_c=(4, 4))
    deliberate(world, award_round)
    text = page(bench_app, world, award_round)
    assert "har likt snitt. Flere i juryen setter Prøvedal kommune høyest." in text
    assert "delt</small>" not in text


def test_both_winners_are_shown_where_the_two_averages_differ(
    bench_app: Flask, world: World
) -> None:
    """A strict juror has scored the one who is best, and not the one who then looks better."""
    award_round, made = scoring(world, 14)
    seal(world, made[0], chair=(6, 5), juror_b=(5, 6), juror_c=(3, 3))
    seal(world, made[1], chair=(5, 5), juror_b=(5, 5))
    for place, nomination in enumerate(made[2:]):
        q = 3 + place % 2
        seal(world, nomination, chair=(q, q + 1), juror_b=(q + 1, q), juror_c=(q - 2, q - 1))
    deliberate(world, award_round)
    text = page(bench_app, world, award_round)
    assert (
        "De to snittene peker ut hver sin: Prøvedal kommune ligger først med justert snitt" in text
    )
    assert "Stopp opp her" in text
    assert "i justert snitt og 4,67 i vanlig snitt." in text
    assert "Justert snitt tar hensyn til at noen er strengere enn andre" in text


def test_it_says_why_the_first_is_not_the_likeliest_to_be_the_best(
    bench_app: Flask, world: World
) -> None:
    award_round, made = scoring(world, 5)
    seal(world, made[0], chair=(6, 5), juror_b=(5, 6))
    seal(world, made[1], chair=(6, 5), juror_b=(5, 6), juror_c=(5, 6))
    seal(world, made[2], chair=(4, 4), juror_b=(3, 3), juror_c=(3, 3))
    seal(world, made[3], chair=(2, 2), juror_b=(3, 3), juror_c=(2, 2))
    seal(world, made[4], chair=(4, 4), juror_b=(3, 3), juror_c=(4, 4))
    deliberate(world, award_round)
    assert (
        "Prøvedal kommune ligger likevel først, fordi snittet er høyest. Men færre har vurdert "
        "forslaget, og et snitt av få sier mindre." in page(bench_app, world, award_round)
    )


def test_who_has_too_few_scores_is_named(bench_app: Flask, world: World) -> None:
    award_round, made = scoring(world, 2)
    seal(world, made[0], chair=(5, 5), juror_b=(4, 4), juror_c=(5, 5))
    seal(world, made[1], chair=(4, 4), juror_b=(4, 5))
    deliberate(world, award_round)
    world.amend(award_round, quorum=3)
    assert "Færre enn 3 har vurdert Prøvedal kommune. Reglene krever minst så mange." in page(
        bench_app, world, award_round
    )


def test_two_are_laid_side_by_side(bench_app: Flask, world: World) -> None:
    award_round, made = scoring(world, 3)
    seal(world, made[0], chair=(5, 5), juror_b=(4, 4), juror_c=(5, 5))
    seal(world, made[1], chair=(4, 4), juror_b=(5, 5), juror_c=(4, 4))
    seal(world, made[2], chair=(4, 4), juror_b=(2, 2), juror_c=(3, 3))
    deliberate(world, award_round)
    query = f"?a={made[1].id}&b={made[2].id}"
    text = page(bench_app, world, award_round, query=query)
    assert "Av de 3 som har vurdert begge, er det 2 som setter Prøvedal kommune høyest" in text
    assert f'<option value="{made[1].id}" selected>' in text
    assert f'<option value="{made[2].id}" selected>' in text
    # What cannot be found, or is the same twice, falls back on the two on top.
    for query in ("?a=x&b=99999", f"?a={made[0].id}&b={made[0].id}"):
        text = page(bench_app, world, award_round, query=query)
        assert f'<option value="{made[0].id}" selected>' in text


def test_it_is_computed_once_and_kept_by_reading_it(
    bench_app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    award_round, _ = world.at("deliberation")
    first = page(bench_app, world, award_round)
    assert world.session.scalar(select(func.count()).select_from(KeptAnalysis)) == 1

    def never(*_: object, **__: object) -> None:
        raise AssertionError("computed although it was kept")

    monkeypatch.setattr(analyses, "compute", never)
    assert _without_tokens(page(bench_app, world, award_round)) == _without_tokens(first)


def _without_tokens(text: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]*"', "", text)


def test_a_recorded_round_has_no_ranking(bench_app: Flask, world: World) -> None:
    award_round, _ = world.at("archived")
    award_round.is_recorded = True
    world.session.flush()
    answer = client(bench_app, world, "secretariat").get(f"{at(award_round.slug)}/rangering")
    assert answer.status_code == 404


def test_a_member_who_left_is_named_with_the_sheets_that_count(
    bench_app: Flask, world: World
) -> None:
    award_round, made = scoring(world, 2)
    for nomination in made:
        seal(world, nomination, chair=(4, 4), juror_b=(5, 5), juror_c=(3, 3))
    left = world.jury.seats[1].appointments[0]
    left.until = world.work("juror_b").today
    world.session.flush()
    world.pass_time(days=1)
    named = (
        "juror_b satt for Institusjon B til og med 13. mars 2026. "
        "De 2 skjemaene som ble levert i den tiden, teller."
    )
    progress = client(bench_app, world, "secretariat").get(f"{at(award_round.slug)}/framdrift")
    assert named in " ".join(progress.get_data(as_text=True).split())
    deliberate(world, award_round)
    assert named in page(bench_app, world, award_round)


def test_a_sheet_that_does_not_count_is_named_with_the_reason(
    bench_app: Flask, world: World
) -> None:
    award_round, made = scoring(world, 2)
    for nomination in made:
        seal(world, nomination, chair=(4, 4), juror_b=(5, 5), juror_c=(3, 3))
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster")
    world.session.commit()
    text = client(bench_app, world, "secretariat").get(f"{at(award_round.slug)}/framdrift")
    assert (
        "Skjemaet juror_b leverte for Prøvedal kommune, teller ikke: juror_b er inhabil."
        in " ".join(text.get_data(as_text=True).split())
    )
