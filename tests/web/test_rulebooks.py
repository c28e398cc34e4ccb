"""The page of the rules, the form that amends them, and where an amendment shows."""

import html
import re
from collections.abc import Sequence
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.models import Nomination, Round
from app.rules.impartiality import Answer
from app.services import announcements, decisions, digests, phases
from tests.addresses import at
from tests.clients import ReviewingClient, client_of
from tests.factories import World, decision

FORM = {
    "version": "1",
    "weight-x": "60",
    "weight-y": "40",
    "quorum": "2",
    "method": "fair",
    "tie_breaks": "head to head, heaviest criterion, chair",
    "reason": "Feil i utlysningen.",
    "confirm": "1",
}
Sheets = Sequence[Sequence[tuple[int, int]]]


def reader(app: Flask, world: World, name: str) -> ReviewingClient:
    world.session.commit()
    return client_of(app, world.people[name].id)


def words(answer: TestResponse) -> str:
    """Give the text of a page without its tags, white space made one."""
    text = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", html.unescape(text).replace("\u00a0", " "))


def post(app: Flask, world: World, award_round: Round, **changes: Any) -> TestResponse:
    client = reader(app, world, "secretariat")
    return client.post(f"{at(award_round.slug)}/regler", data={**FORM, **changes})


def read(app: Flask, world: World, name: str, address: str) -> str:
    answer = reader(app, world, name).get(address)
    assert answer.status_code == 200
    return words(answer)


def rules_page(app: Flask, world: World, name: str, award_round: Round) -> str:
    return read(app, world, name, f"{at(award_round.slug)}/regler")


def ranking_page(app: Flask, world: World, award_round: Round) -> str:
    return read(app, world, "chair", f"{at(award_round.slug)}/rangering")


def deliberated(world: World, given: Sheets, *names: str) -> tuple[Round, list[Nomination]]:
    """Give a round whose nominations go by these names, with what the three jurors gave each."""
    award_round = world.open()
    made = world.judge(award_round, len(given))
    world.score(award_round, made)
    for nomination, name, sheets in zip(made, names, given, strict=True):
        nomination.candidates[0].name = name
        for who, (x, y) in zip(("chair", "juror_b", "juror_c"), sheets, strict=True):
            world.seal(who, nomination, x, y)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    return award_round, made


APART: Sheets = [[(5, 3)] * 3, [(3, 5)] * 3]
"""4.2 against 3.8 by the call's weights; whatever weighs most decides."""


def test_the_rules_stand_in_plain_words(app: Flask, world: World) -> None:
    award_round, _ = world.at("scoring")
    found = rules_page(app, world, "juror_b", award_round)
    for said in (
        "Reglene ble låst 13. mars 2026, da vurderingen begynte. De er ikke endret siden.",
        "Kriterium x: 60 %",
        "Fra 1 til 6, i hele poeng.",
        "Hver vurdering må begrunnes, med høyst 200 ord.",
        "Minst 2 av 3 plasser må levere for hvert forslag.",
        "Den som flest i juryen setter høyest, går foran.",
        "Juryleder avgjør.",
        "Loven",
    ):
        assert said in found
    assert "Endre reglene" not in found


def test_before_the_judging_they_are_not_locked(app: Flask, world: World) -> None:
    found = rules_page(app, world, "secretariat", world.open())
    assert "Reglene låses når vurderingen begynner." in found
    assert "Endre reglene" not in found


def test_the_secretariat_amends_with_the_form(app: Flask, world: World) -> None:
    award_round, _ = world.at("scoring")
    assert "Endre reglene" in rules_page(app, world, "secretariat", award_round)
    changed = {"weight-x": "33,3", "weight-y": "66.7", "quorum": "3"}
    answer = post(app, world, award_round, **changed)
    assert (answer.status_code, answer.location) == (303, "/priser/prisen/2026/regler")
    world.session.expire_all()
    assert award_round.rulebook.weights == {"x": "0.333", "y": "0.667"}
    found = rules_page(app, world, "juror_b", award_round)
    for said in (
        "Reglene ble låst 13. mars 2026 og endret én gang etter det, 13. mars 2026.",
        "Vekten til Krit. x 60 % 33,3 %",
        "Hvor mange som må levere 2 3",
        "Feil i utlysningen.",
        "Av secretariat 13. mars 2026",
    ):
        assert said in found
    assert "kjente poengene" not in found


def test_an_amendment_when_the_scores_are_known_is_said_to_be_one(app: Flask, world: World) -> None:
    award_round, _ = world.at("deliberation")
    said = "Juryen og sekretariatet kjente poengene da reglene ble endret."
    assert said not in rules_page(app, world, "secretariat", award_round)
    assert post(app, world, award_round, quorum="1").status_code == 303
    assert said in rules_page(app, world, "juror_b", award_round)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        (
            {"weight-x": "55,5"},
            "weight-x",
            "Vektene blir 95,5 prosent til sammen. De må bli nøyaktig 100 prosent.",
        ),
        ({"weight-x": "seksti"}, "weight-x", "Skriv et tall fra 0 til 100"),
        ({"weight-y": ""}, "weight-y", "Skriv et tall fra 0 til 100"),
        ({"weight-y": "-40"}, "weight-y", "Skriv et tall fra 0 til 100"),
        ({"weight-y": "39.9999"}, "weight-y", "Skriv et tall fra 0 til 100"),
        ({"weight-x": "120", "weight-y": "0"}, "weight-x", "fra 0 til 100 prosent"),
        ({"quorum": "0"}, "quorum", "Minst én plass må levere."),
        ({"quorum": "4"}, "quorum", "Juryen har bare 3 plasser."),
        ({"quorum": "to"}, "quorum", "Skriv et helt tall."),
        ({"method": "terning"}, "method", "Velg en av regnemåtene."),
        ({"tie_breaks": "chair, head to head"}, "tie_breaks", "Velg en av rekkefølgene."),
        ({"quorum": "3", "reason": "  "}, "reason", "Skriv hvorfor reglene endres."),
        ({"quorum": "3", "confirm": ""}, "confirm", "Kryss av for at du har lest"),
        ({}, "", "Ingen av reglene er endret."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    app: Flask, world: World, changes: dict[str, str], field: str, message: str
) -> None:
    award_round, _ = world.at("declaring")
    answer = post(app, world, award_round, **{"reason": "Min egen grunn.", **changes})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert message in words(answer)
    if field:
        assert f'href="#{field}"' in page
        assert f'id="{field}-error"' in page
    for name, value in changes.items():
        if name.startswith("weight") or name == "quorum":
            assert f'value="{value}"' in page
    assert ("Min egen grunn." in page) is ("reason" not in changes)
    world.session.expire_all()
    assert len(award_round.rulebooks) == 1


def test_a_lost_race_shows_both_and_keeps_what_was_written(app: Flask, world: World) -> None:
    award_round, _ = world.at("declaring")
    world.amend(award_round, "En annens grunn.", quorum=1)
    answer = post(app, world, award_round, quorum="3", reason="Min grunn.")
    assert answer.status_code == 409
    found = words(answer)
    assert "Ikke lagret: Reglene er endret av noen andre" in found
    assert "Hvor mange som må levere 1 3" in found
    assert "En annens grunn." in found
    assert "Min grunn." in found
    page = answer.get_data(as_text=True)
    assert '<input type="hidden" name="version" value="2">' in page
    again = post(app, world, award_round, quorum="3", reason="Min grunn.", version="2")
    assert again.status_code == 303
    world.session.expire_all()
    assert [book.quorum for book in award_round.rulebooks] == [2, 1, 3]


def test_a_double_click_is_answered_as_the_first(app: Flask, world: World) -> None:
    award_round, _ = world.at("declaring")
    for _ in range(2):
        assert post(app, world, award_round, quorum="3").status_code == 303
    world.session.expire_all()
    assert [book.quorum for book in award_round.rulebooks] == [2, 3]


def test_after_the_decision_it_is_too_late(app: Flask, world: World) -> None:
    award_round, _ = world.at("decided")
    answer = post(app, world, award_round, quorum="1")
    assert answer.status_code == 409
    assert "Reglene kan ikke endres nå" in words(answer)


def test_the_ranking_says_who_would_have_been_first(app: Flask, world: World) -> None:
    award_round, _ = deliberated(world, APART, "Fjordvik", "Fjellby")
    assert "Regelendring" not in ranking_page(app, world, award_round)
    world.amend(award_round, "Utlysningen sa y.", weights={"x": "0.1", "y": "0.9"})
    found = ranking_page(app, world, award_round)
    for said in (
        "Med reglene før endringen ville Fjordvik ligget først.",
        "Kandidat Nå (versjon 2) plass, justert snitt Versjon 1 plass, justert snitt Flytter seg",
        "Fjellby 1 4,80 2 3,80 Opp 1",
        "Fjordvik 2 3,20 1 4,20 Ned 1",
        "Endret 13. mars 2026 av secretariat",
        "Utlysningen sa y.",
        "Vekten til Krit. y 40 % 90 %",
    ):
        assert said in found


def test_an_amendment_that_changes_nothing_is_said_to_change_nothing(
    app: Flask, world: World
) -> None:
    award_round, _ = deliberated(world, APART, "Fjordvik", "Fjellby")
    world.amend(award_round, weights={"x": "0.9", "y": "0.1"})
    found = ranking_page(app, world, award_round)
    assert "Endringen endrer ikke hvem som er først. Ingen andre bytter plass heller." in found
    assert "Fjordvik 1 4,80 1 4,20 Nei" in found


def test_where_another_method_holds_the_page_says_what_the_places_follow(
    app: Flask, world: World
) -> None:
    award_round, _ = deliberated(world, APART, "Fjordvik", "Fjellby")
    assert "Plassene følger regnemåten" not in ranking_page(app, world, award_round)
    world.amend(award_round, method="median")
    found = ranking_page(app, world, award_round)
    assert "Plassene følger regnemåten i vurderingsreglene: Median." in found
    assert "Nå (versjon 2) plass, median Versjon 1 plass, justert snitt" in found


def test_who_is_first_before_two_amendments_is_not_hidden_by_the_second(
    app: Flask, world: World
) -> None:
    award_round, _ = deliberated(world, APART, "Fjordvik", "Fjellby")
    world.amend(award_round, weights={"x": "0.5", "y": "0.5"})
    world.amend(award_round, weights={"x": "0.1", "y": "0.9"})
    found = ranking_page(app, world, award_round)
    assert "Med reglene før endringen ville Fjordvik og Fjellby delt førsteplassen." in found
    assert "Med versjon 1 ville Fjordvik ligget først." in found
    assert "Fjellby 1 4,80 1 delt 4,00 2 3,80 Nei" in found


def test_who_is_recused_sees_nothing_of_it_under_any_version(app: Flask, world: World) -> None:
    award_round = world.open()
    made = world.judge(award_round, 3)
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster.")
    world.declare_all(award_round, made, "juror_b")
    for nomination in made[1:]:
        world.declare(award_round, "juror_b", nomination, Answer.NO_CONFLICT)
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    for nomination, name, (x, y) in zip(
        made, ("Hulderdal", "Fjordvik", "Fjellby"), ((6, 6), (5, 3), (3, 5)), strict=True
    ):
        nomination.candidates[0].name = name
        for who in ("chair", "juror_c", "juror_b" if nomination is not made[0] else "deputy_b"):
            world.seal(who, nomination, x, y)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    world.amend(award_round, weights={"x": "0.1", "y": "0.9"})
    address = f"{at(award_round.slug)}/rangering"
    hers = read(app, world, "juror_b", address)
    assert "Hulderdal" not in hers
    assert "Med reglene før endringen ville Fjordvik ligget først." in hers
    assert "Fjellby 1 4,80 2 3,80 Opp 1" in hers
    chairs = read(app, world, "chair", address)
    assert (
        "Endringen endrer ikke hvem som er først. Det er 2 forslag som får en annen plass."
        in chairs
    )


def test_a_sealed_decision_shows_both_results_and_how_they_were_reckoned(
    app: Flask, world: World
) -> None:
    award_round, (one, other) = deliberated(world, APART, "Fjordvik", "Fjellby")
    world.amend(award_round, weights={"x": "0.1", "y": "0.9"})
    sealed = decisions.finalise(world.work("chair"), award_round, decision([other, one]))
    found = read(app, world, "chair", f"{at(award_round.slug)}/avgjorelse")
    for said in (
        "Hvor sikkert Klart",
        f"Regnemåte Justert snitt, versjon {sealed.ranking['version']}",
        "Vurderingsregler Versjon 2",
        "Starttall for trekningene 0",
        digests.checksum(sealed.ranking["digest"]),
        "Med reglene før endringen ville Fjordvik ligget først.",
        "Da den ble forseglet (versjon 2) plass, justert snitt Versjon 1 plass, justert snitt",
        "Fjellby 1 4,80 2 3,80 Opp 1",
    ):
        assert said in found


def test_a_decision_from_before_analyses_were_sealed_is_still_shown(
    app: Flask, world: World
) -> None:
    award_round, made = world.at("deliberation")
    decisions.save(world.work("chair"), award_round, decision(made))
    draft = decisions.of_round(world.session, award_round)
    assert draft is not None
    draft.ranking = {"places": [{"nomination": 1, "place": 1, "score": "4.1"}]}
    draft.sealed_at, draft.digest = world.clock.now, "0" * 64
    world.session.flush()
    found = read(app, world, "chair", f"{at(award_round.slug)}/avgjorelse")
    assert "Rangeringen da den ble frosset" in found
    assert "Slik var rangeringen regnet" not in found


def test_the_chair_who_wrote_by_the_old_rules_is_shown_the_new_result(
    app: Flask, world: World
) -> None:
    award_round, (one, other) = deliberated(world, APART, "Fjordvik", "Fjellby")
    chair = reader(app, world, "chair")
    address = f"{at(award_round.slug)}/avgjorelse"
    page = chair.get(address).get_data(as_text=True)
    assert '<input type="hidden" name="rulebook" value="1">' in page
    world.amend(award_round, weights={"x": "0.1", "y": "0.9"})
    given = decision([one, other])
    sent = {
        "act": "finalise",
        "version": "0",
        "rulebook": "1",
        "winners": [one.id],
        "citation": given.citation,
        "statement": given.statement,
        "reason": "Bredden.",
    }
    world.session.commit()
    answer = chair.post(address, data=sent)
    assert answer.status_code == 422
    found = words(answer)
    assert "Vurderingsreglene er endret mens du skrev." in found
    assert "Se hva regelendringen har å si" in found
    again = {**sent, "rulebook": "2", "version": "1"}
    assert chair.post(address, data=again).status_code == 303


def test_weights_are_shown_as_they_hold_wherever_they_are_shown(app: Flask, world: World) -> None:
    award_round, made = deliberated(world, APART, "Fjordvik", "Fjellby")
    slug, one = award_round.slug, made[0]
    pages = {
        "juror_b": f"/vurdering/{one.id}",
        "chair": f"{at(slug)}/rangering/{one.id}",
        "stranger": f"{at(slug)}",
    }
    for name, address in pages.items():
        assert "regelendring" not in read(app, world, name, address), address
    world.amend(award_round, weights={"x": "0.15", "y": "0.85"})
    for name, address in pages.items():
        found = read(app, world, name, address)
        assert "Vektene er endret ved regelendring 13. mars 2026." in found, address
        assert re.search(r"(Krit\.|Kriterium) x 15 %", found), address
        assert not re.search(r"(Krit\.|Kriterium) x 60 %", found), address
    decisions.finalise(world.work("chair"), award_round, decision(made[::-1]))
    announcements.announce(world.work("chair"), award_round, None)
    public = read(app, world, "stranger", f"{at(slug)}")
    assert "Vektene er endret ved regelendring 13. mars 2026." in public
    assert "Krit. x 15 %" in public


# --- ties, in words on the page ------------------------------------------------------------

THREE: Sheets = [[(3, 6)] * 3, [(5, 3)] * 3, [(3, 5), (4, 5), (4, 5)]]


def test_the_page_says_what_parted_each_tie(app: Flask, world: World) -> None:
    award_round, _ = deliberated(world, THREE, "Fjordvik", "Fjellby", "Elvemo")
    found = ranking_page(app, world, award_round)
    assert "Elvemo og Fjellby har likt snitt. Flere i juryen setter Elvemo høyest." in found
    assert (
        "Fjellby og Fjordvik har likt snitt. Fjellby har mest på kriteriet som veier tyngst."
        in found
    )
    assert "Juryleder avgjør." not in found


def test_the_page_says_what_is_left_to_the_chair(app: Flask, world: World) -> None:
    award_round, _ = deliberated(world, THREE, "Fjordvik", "Fjellby", "Elvemo")
    world.amend(award_round, tie_breaks=("head to head", "chair"))
    found = ranking_page(app, world, award_round)
    assert "Flere i juryen setter Elvemo høyest." in found
    assert (
        "Fjordvik og Fjellby har likt snitt, og reglene skiller dem ikke. Juryleder avgjør."
        in found
    )
    assert "Når forslag har likt snitt Flest i juryen, så tyngste kriterium, så juryleder" in found
