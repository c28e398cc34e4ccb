"""The scores of an announced round, where its rulebook lets everybody have them."""

import json
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from app.commands import rank_command
from app.models import Decision, Nomination, Round
from app.rules.impartiality import Answer
from app.services import announcements, audit, phases, rulebooks
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World

# The first deputy scores the second nomination, from which her member is recused.
GIVEN = {
    "chair": [(5, 4), (4, 4), (2, 2)],
    "juror_c": [(4, 5), (4, 3), (3, 2)],
    "juror_b": [(5, 3), None, (5, 1)],
    "deputy_b": [None, (6, 3), None],
}


def decide(world: World, *, lets_out: bool, year: int = 2026) -> tuple[Round, list[Nomination]]:
    award_round, office = world.open(year), world.work("secretariat")
    held = rulebooks.first_rules(award_round)
    assert held is not None
    rulebooks.set_rules(office, award_round, replace(held, scores_public=lets_out))
    made = world.judge(award_round, 3)
    world.declare(award_round, "juror_b", made[1], Answer.AUTOMATIC)
    for name, scores in GIVEN.items():
        for nomination, one in zip(made, scores, strict=True):
            if one is not None:
                world.declare(award_round, name, nomination, Answer.NO_CONFLICT)
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    for name, scores in GIVEN.items():
        for nomination, one in zip(made, scores, strict=True):
            if one is not None:
                world.seal(name, nomination, *one)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    world.finalise(award_round, made)
    return award_round, made


def fetch(app: Flask, award_round: Round, which: str) -> tuple[int, str]:
    answer = client_of(app, None).get(f"{at(award_round.slug)}/{which}.csv")
    return answer.status_code, answer.get_data(as_text=True).lstrip("\ufeff")


def test_anybody_reckons_the_places_anew_from_what_is_public(
    app: Flask, world: World, tmp_path: Path
) -> None:
    award_round, _made = decide(world, lets_out=True)
    assert fetch(app, award_round, "poeng")[0] == 404
    announcements.announce(world.work("chair"), award_round, None)
    for which in ("poeng", "vekter"):
        status, text = fetch(app, award_round, which)
        assert status == 200
        (tmp_path / f"{which}.csv").write_text(text, encoding="utf-8")
    rows = (tmp_path / "poeng.csv").read_text(encoding="utf-8").split()
    assert rows[:5] == [
        "juror;nomination;criterion;score;candidate",
        *("1;1;x;5;Prøvedal", "kommune", "1;1;y;4;Prøvedal", "kommune"),
    ]
    text = " ".join(rows)
    assert "2b;2;x;6;Prøvedal kommune" in text
    assert "1;3;x;2; 1;3;y;2;" in text
    assert not {"chair", "juror_b", "juror_c", "deputy_b"} & set(text.replace(";", " ").split())
    page = client_of(app, None).get(at(award_round.slug)).get_data(as_text=True)
    command = "rank poeng-prisen-2026.csv --weights vekter-prisen-2026.csv --method fair --step 1"
    assert command in page
    files = [str(tmp_path / "poeng.csv"), "--weights", str(tmp_path / "vekter.csv")]
    options = ["--method", "fair", "--step", "1", "--format", "json"]
    made = CliRunner().invoke(rank_command, [*files, *options])
    assert made.exit_code == 0, made.output
    sealed = world.session.scalars(
        select(Decision.ranking).where(Decision.round_id == award_round.id)
    ).one()
    assert [
        (int(line["nomination"]), line["place"], round(line["score"], 9))
        for line in json.loads(made.stdout)["ranking"]
    ] == [
        (one["nomination"], one["place"], round(float(one["score"]), 9)) for one in sealed["places"]
    ]
    assert audit.verify(world.session) == []


def test_nobody_gets_the_scores_where_the_rulebook_does_not_let_them_out(
    app: Flask, world: World
) -> None:
    award_round, _made = decide(world, lets_out=False)
    announcements.announce(world.work("chair"), award_round, None)
    assert [fetch(app, award_round, which)[0] for which in ("poeng", "vekter")] == [404, 404]
    page = client_of(app, None).get(at(award_round.slug)).get_data(as_text=True)
    assert f"{at(award_round.slug)}/poeng" not in page


def test_an_amendment_leaves_it_as_it_was_when_the_rules_locked(world: World) -> None:
    award_round, office = world.open(), world.work("secretariat")
    held = rulebooks.first_rules(award_round)
    assert held is not None
    rulebooks.set_rules(office, award_round, replace(held, scores_public=True))
    world.judge(award_round, 2)
    amended = world.amend(award_round, quorum=1)
    assert (amended.version, amended.scores_public) == (2, True)
    copied = rulebooks.rules_to_copy(award_round)
    assert copied is not None
    assert copied.scores_public is True
