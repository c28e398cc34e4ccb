"""Other weights: who is first with them, what is wrong with what was typed, and no trace of it."""

import html
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Nomination, Round
from app.models.base import Model
from app.rules.impartiality import Answer
from app.services import phases
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World

ALL = ("chair", "juror_b", "juror_c")
NAMES = ("Alvdal", "Bykle", "Dovre", "Eidfjord")
BY_THE_BOOK = "Med vurderingsreglenes vekter ligger Alvdal først."


def judged(
    world: World, *scores: tuple[int, int], quorum: int = 2
) -> tuple[Round, list[Nomination]]:
    """Take nominations with a name each to scoring; all three give the same scores."""
    award_round = world.open()
    award_round.rulebook.quorum = quorum
    made = world.judge(award_round, len(scores))
    for nomination, name in zip(made, NAMES, strict=False):
        nomination.candidates[0].name = name
    world.score(award_round, made)
    return award_round, made


def deliberating(world: World, *scores: tuple[int, int]) -> tuple[Round, list[Nomination]]:
    award_round, made = judged(world, *scores)
    for nomination, (x, y) in zip(made, scores, strict=True):
        for name in ALL:
            world.seal(name, nomination, x, y)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    return award_round, made


@pytest.fixture
def award_round(world: World) -> Round:
    """Weights 0.6 and 0.4: 4.2 against 3.8 against 1. The first two draw level at a half."""
    return deliberating(world, (5, 3), (3, 5), (1, 1))[0]


def page(app: Flask, world: World, award_round: Round, name: str = "chair", **asked: str) -> str:
    answer = client_of(app, world.people[name].id).get(
        f"{at(award_round.slug)}/rangering/vekter", query_string=asked
    )
    assert answer.status_code == 200
    return html.unescape(" ".join(answer.get_data(as_text=True).split())).replace("\u00a0", " ")


def tried(app: Flask, world: World, award_round: Round, x: str, y: str) -> str:
    return page(app, world, award_round, **{"vekt-x": x, "vekt-y": y})


def table(text: str) -> list[list[str]]:
    """Give the cells of the order."""
    body = text.split('id="resultat"')[1].partition("</table>")[0].split("<tbody>")[1]
    return [
        [
            " ".join(re.sub("<[^>]*>", " ", cell).split())
            for cell in re.findall("(<t[dh].*?)</t", row)
        ]
        for row in body.split("</tr>")[:-1]
    ]


def test_it_begins_with_the_rulebooks_weights(app: Flask, world: World, award_round: Round) -> None:
    text = page(app, world, award_round)
    assert BY_THE_BOOK in text
    assert 'name="vekt-x" value="60"' in text
    assert 'name="vekt-y" value="40"' in text
    assert "blir 60 %" in text
    assert table(text) == [
        ["1", "Alvdal", "som nå", "1", "4,20", "4,20"],
        ["2", "Bykle", "som nå", "2", "3,80", "3,80"],
        ["3", "Dovre", "som nå", "3", "1,00", "1,00"],
    ]


def test_other_weights_say_who_is_first_and_who_moves(
    app: Flask, world: World, award_round: Round
) -> None:
    text = tried(app, world, award_round, "1", "3")
    assert "Med disse vektene ligger Bykle først, ikke Alvdal." in text
    assert "Plassen endres for 2 av 3 forslag." in text
    assert "blir 25 %" in text
    assert "blir 75 %" in text
    assert 'name="vekt-x" value="1"' in text
    assert table(text) == [
        ["1", "Bykle", "1 opp", "2", "4,50", "3,80"],
        ["2", "Alvdal", "1 ned", "1", "3,50", "4,20"],
        ["3", "Dovre", "som nå", "3", "1,00", "1,00"],
    ]


def test_who_stays_first_is_still_first(app: Flask, world: World, award_round: Round) -> None:
    text = tried(app, world, award_round, "90", "10")
    assert "Med disse vektene ligger Alvdal fortsatt først." in text
    assert "Alle beholder plassen sin." in text


def test_who_draws_level_shares_the_place(app: Flask, world: World, award_round: Round) -> None:
    text = tried(app, world, award_round, "12,5", "12.5")
    assert "Med disse vektene deler Alvdal og Bykle førsteplassen." in text
    assert "Forslag med likt snitt deler plassen her." in text
    assert [row[:3] for row in table(text)] == [
        ["1 delt", "Alvdal", "som nå"],
        ["1 delt", "Bykle", "1 opp"],
        ["3", "Dovre", "som nå"],
    ]


def test_the_weight_at_which_the_winner_changes_is_named_and_can_be_tried(
    app: Flask, world: World, award_round: Round
) -> None:
    text = page(app, world, award_round)
    assert "Snur ved 50 %: under det går Bykle forbi." in text
    assert "Snur ved 50 %: over det går Bykle forbi." in text
    # The broad line of x from a half on, its tick at a half, and the dot at 60 of 100.
    assert (
        '<path class="plot-reach" d="M160.0 18H310.0"/><path class="plot-range" d="M160.0' in text
    )
    assert '<circle class="plot-dot" cx="190.0"' in text
    assert "?vekt-x=49,9&vekt-y=50,1" in text.replace("%2C", ",")
    assert "Prøv 49,9 %" in text
    beyond = tried(app, world, award_round, "49,9", "50,1")
    assert "Med disse vektene ligger Bykle først, ikke Alvdal." in beyond


def test_where_no_weight_changes_the_winner_it_says_so(app: Flask, world: World) -> None:
    award_round, _ = deliberating(world, (5, 5), (4, 4))
    text = page(app, world, award_round)
    assert text.count("Ingen vekt snur det") == 2
    assert "Snur ved" not in text


def test_at_the_end_of_the_scale_the_other_only_draws_level(app: Flask, world: World) -> None:
    award_round, _ = deliberating(world, (5, 3), (4, 3))
    text = page(app, world, award_round)
    assert "Ved 0 % ligger Bykle like høyt." in text
    assert "Ved 100 % ligger Bykle like høyt." in text
    assert "Prøv " not in text


UNUSABLE = {
    "": "Skriv et tall. Skal kriteriet ikke telle, skriv 0.",
    "mye": "Skriv vekten som et tall, for eksempel 20 eller 12,5.",
    "1e3": "Skriv vekten som et tall, for eksempel 20 eller 12,5.",
    "٣": "Skriv vekten som et tall, for eksempel 20 eller 12,5.",
    "-5": "En vekt kan ikke være under 0.",
    "1000,5": "En vekt kan ikke være over 1000.",
}


def test_a_weight_that_cannot_be_used_is_said_at_its_field_and_kept(
    app: Flask, world: World, award_round: Round
) -> None:
    for x, message in UNUSABLE.items():
        text = tried(app, world, award_round, x, "77")
        assert f'id="vekt-x-error" data-live>{message}</p>' in text
        assert f'href="#vekt-x">Krit. x: {message}</a>' in text
        assert "<title>Feil: Andre vekter" in text
        assert f'name="vekt-x" value="{x}"' in text
        assert 'name="vekt-y" value="77"' in text
        assert f"Vektene kan ikke brukes slik de står. {BY_THE_BOOK}" in text
        assert [row[4] for row in table(text)] == ["4,20", "3,80", "1,00"]
        assert text.count('aria-invalid="true"') == 1


def test_weights_that_are_all_zero_are_refused(
    app: Flask, world: World, award_round: Round
) -> None:
    text = tried(app, world, award_round, "0", "0,0")
    assert "data-live>Minst ett kriterium må ha en vekt over 0.</p>" in text
    assert BY_THE_BOOK in text


def test_one_weight_alone_can_count(app: Flask, world: World, award_round: Round) -> None:
    text = tried(app, world, award_round, " 0 ", "20 %")
    assert "Med disse vektene ligger Bykle først, ikke Alvdal." in text
    assert "blir 100 %" in text


def test_whoever_is_recused_sees_nothing_of_the_nomination(app: Flask, world: World) -> None:
    award_round, made = judged(world, (3, 5), (5, 3), (1, 1))
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster.")
    for nomination, (x, y) in zip(made, ((5, 3), (3, 5), (1, 1)), strict=True):
        for name in ("chair", "deputy_b" if nomination is made[0] else "juror_b", "juror_c"):
            world.seal(name, nomination, x, y)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    assert "Snur ved 50 %: under det går Bykle forbi." in page(app, world, award_round)
    hers = page(app, world, award_round, "juror_b")
    assert "Alvdal" not in hers
    assert "Med vurderingsreglenes vekter ligger Bykle først." in hers
    assert [row[:2] for row in table(hers)] == [["1", "Bykle"], ["2", "Dovre"]]
    assert "Snur ved" not in hers


def test_two_groups_are_ranked_apart(app: Flask, world: World) -> None:
    award_round, made = judged(world, (5, 3), (3, 5), (2, 2), (4, 4), quorum=1)
    for name, nomination, x, y in (
        ("chair", made[0], 5, 3),
        ("chair", made[1], 3, 5),
        ("juror_b", made[2], 2, 2),
        ("juror_b", made[3], 4, 4),
    ):
        world.seal(name, nomination, x, y)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    text = tried(app, world, award_round, "30", "70")
    assert "Med disse vektene ligger Bykle først, ikke Alvdal." in text
    assert "Med disse vektene ligger Eidfjord fortsatt først." in text
    assert [row[:2] for row in table(text)] == [
        ["1", "Bykle gruppe 1"],
        ["2", "Alvdal gruppe 1"],
        ["1", "Eidfjord gruppe 2"],
        ["2", "Dovre gruppe 2"],
    ]
    assert "Hvor skifter førsteplassen i gruppe 2?" in text


def test_only_averages_can_be_weighed_anew(app: Flask, world: World, award_round: Round) -> None:
    world.amend(award_round, method="median")
    text = tried(app, world, award_round, "1", "3")
    assert "Andre vekter kan bare prøves der det regnes med snitt." in text
    assert "Vurderingsreglene sier «Median»." in text
    assert '<form class="weights"' not in text


def test_a_long_list_is_cut_and_the_rest_can_be_asked_for_with_the_same_weights(
    app: Flask, world: World, award_round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.ranking.weights_page.SHOWN", 2)
    text = tried(app, world, award_round, "1", "3")
    assert [row[1] for row in table(text)] == ["Bykle", "Alvdal"]
    assert "rangering/vekter?alle=&vekt-x=1&vekt-y=3#rekke" in text
    assert "Vis alle 3 forslagene" in text
    whole = page(app, world, award_round, **{"vekt-x": "1", "vekt-y": "3", "alle": ""})
    assert [row[1] for row in table(whole)] == ["Bykle", "Alvdal", "Dovre"]
    assert '<input type="hidden" name="alle" value="">' in whole


def everything(session: Session) -> dict[str, list[Any]]:
    """Give every row of every table, but for who is signed in: each reader here signs in anew."""
    session.expire_all()
    return {
        name: sorted(map(repr, session.execute(select(table)).all()))
        for name, table in Model.metadata.tables.items()
        if name != "sessions"
    }


def test_trying_weights_changes_nothing_and_is_in_no_journal(
    app: Flask, world: World, award_round: Round
) -> None:
    page(app, world, award_round)  # the analysis is kept from its first reader on
    world.session.commit()
    before = everything(world.session)
    for x, y in (("1", "3"), ("0", "0"), ("-1", "x")):
        tried(app, world, award_round, x, y)
    after = everything(world.session)
    assert len(before["audit_events"]) > 10
    assert len(before["analyses"]) == 1
    assert after == before


def test_the_ranking_leads_here(app: Flask, world: World, award_round: Round) -> None:
    address = f"{at(award_round.slug)}/rangering"
    text = client_of(app, world.people["chair"].id).get(address).get_data(as_text=True)
    assert f'<a href="{address}/vekter">Prøv andre vekter</a>' in text
