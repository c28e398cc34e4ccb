"""What a recused person gets is the same whether the hidden scores are high or low, and whether
the hidden sheets are there or not: page, list, figure, message and error, to the letter.

Beside the crawl of ``test_leaks.py``, which turns the secrets of a round in every phase.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pytest
from flask import Flask

from app.extensions import db
from app.models import Nomination, Notice, Round
from app.models.engine import writing
from app.rules.disclosure import SeesOthers
from app.rules.impartiality import Answer
from app.services import disclosure, phases, rulebooks, scores, seat_exceptions
from tests.clients import client_of
from tests.conftest import START, isolated
from tests.factories import World, sheet
from tests.memory import Memory
from tests.web.test_leaks import plain

pytestmark = pytest.mark.sweep

OTHERS = {
    "juror_b": ("chair", "deputy_b", "juror_c"),
    "chair": ("juror_b", "juror_c"),
}
"""Who judges what the first is recused from."""
SCORES = {"high": 6, "low": 1, "few": 3, "none": 3}
ROUND = "/priser/prisen/2026"
EVERYWHERE = (
    "/oversikt",
    f"{ROUND}/vurdering",
    f"{ROUND}/vurdering?q=Prøvedal",
    f"{ROUND}/framdrift",
    f"{ROUND}/framdrift?q=Prøvedal",
    f"{ROUND}/framdrift/liste.csv",
    f"{ROUND}/framdrift/unntak",
    f"{ROUND}/framdrift/paminnelse",
    f"{ROUND}/nodinnsyn",
    f"{ROUND}/habilitet",
    f"{ROUND}/regler",
    f"{ROUND}/rangering",
    f"{ROUND}/rangering/medlemmer",
    f"{ROUND}/rangering/vekter",
    f"{ROUND}/avgjorelse",
    f"{ROUND}/kortliste",
    ROUND,
)


@contextmanager
def another(app: Flask, memory: Memory) -> Iterator[World]:
    """Give a world of its own that is taken back: what is made in two has the same numbers."""
    app.config["CLOCK"].now = START
    token = writing.set(True)
    with app.app_context(), isolated(app):
        yield World(db.session, app.config["CLOCK"], memory)
        db.session.close()
    writing.reset(token)


def judge(world: World, reader: str, how: str, sees: SeesOthers) -> tuple[Round, list[Nomination]]:
    """Take a round to scoring: the reader is recused from the first, and has done the others."""
    award_round = world.plan()
    held = rulebooks.first_rules(award_round)
    assert held is not None
    rules = replace(held, sees_others=sees, quorum=1)
    rulebooks.set_rules(world.work("secretariat"), award_round, rules)
    world.open_planned(award_round)
    made = world.judge(award_round, 3)
    world.declare(award_round, reader, made[0], Answer.AUTOMATIC, "Min bror.")
    for nomination in made[1:]:
        world.declare(award_round, reader, nomination, Answer.NO_CONFLICT)
    world.declare_all(award_round, made, reader)
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    for name in ("chair", "juror_b", "juror_c"):
        for nomination in made[1:]:
            world.seal(name, nomination, 4, 3)
    return award_round, made


def hide(world: World, reader: str, nomination: Nomination, how: str) -> None:
    """Let the others hand in of what she is recused from: much, little, one sheet, or none."""
    x = SCORES[how]
    for place, name in enumerate(OTHERS[reader]):
        if how == "none" or (how == "few" and place):
            scores.save_draft(world.work(name), nomination, sheet(x, x, f"Utkast {how}"))
        else:
            world.seal(name, nomination, x, x, f"Hemmelig {how}")


def answers(app: Flask, world: World, reader: str, made: list[Nomination]) -> list[str]:
    """Give all that the reader gets: each answer with its status, and each of her messages."""
    client = client_of(app, world.people[reader].id)
    held = [
        one.id
        for seat in world.jury.seats
        for one in seat.appointments
        if one.account_id == world.people[reader].id
    ]
    own = [
        f"/vurdering/{made[0].id}",
        f"/vurdering/{made[0].id}/endre",
        f"/vurdering/{made[1].id}",
        f"{ROUND}/rangering/{made[0].id}",
        f"{ROUND}/rangering/{made[1].id}",
        f"{ROUND}/rangering/medlemmer/{held[0]}",
        f"{ROUND}/rangering/medlemmer/{world.jury.seats[2].appointments[0].id}",
    ]
    found = []
    for address in (*EVERYWHERE, *own):
        with client.get(address) as answer:
            found.append(f"{address} {answer.status_code} {plain(answer.get_data(as_text=True))}")
    for act in ("save", "seal"):
        sent = {"score-x": "4", "score-y": "3", "grounds": "Noe.", "act": act, "version": "0"}
        with client.post(f"/vurdering/{made[0].id}", data=sent) as answer:
            found.append(f"{act} {answer.status_code} {plain(answer.get_data(as_text=True))}")
    account = world.people[reader].id
    told = world.session.query(Notice).filter_by(account_id=account).order_by(Notice.id)
    return [*found, *(f"{one.kind} {sorted(one.context.items())}" for one in told)]


@pytest.mark.parametrize("reader", OTHERS)
@pytest.mark.parametrize("sees", SeesOthers)
def test_while_the_jury_scores_hidden_sheets_are_alike_or_not_there(
    app: Flask, reader: str, sees: SeesOthers
) -> None:
    """No total of a juror, no average, no row without reviews tells who judges, or how."""
    memory = Memory()
    read = {}
    for how in SCORES:
        with another(app, memory) as world:
            award_round, made = judge(world, reader, how, sees)
            hide(world, reader, made[0], how)
            office = world.work("secretariat")
            if how == "none":
                last = world.jury.seats[2].id
                seat_exceptions.make(office, award_round, last, None, "Borte.")
            disclosure.look(office, award_round, made[0].id, f"Grunnen er {how}.")
            read[how] = answers(app, world, reader, made)
    same = partial(differing, read["high"])
    assert {how: same(read[how]) for how in read} == {key: [] for key in SCORES}
    opened = [one for one in read["high"] if one.split(" ")[1] == "200"]
    assert len(opened) >= (9 if reader == "chair" else 5)


@pytest.mark.parametrize("reader", OTHERS)
def test_in_deliberation_what_is_hidden_moves_no_place_total_or_average(
    app: Flask, reader: str
) -> None:
    memory = Memory()
    read = {}
    for how in ("high", "low", "few"):
        with another(app, memory) as world:
            award_round, made = judge(world, reader, how, SeesOthers.DELIBERATION)
            hide(world, reader, made[0], how)
            phases.move(world.work("secretariat"), award_round, "open_deliberation")
            read[how] = answers(app, world, reader, made)
    same = partial(differing, read["high"])
    assert {how: same(read[how]) for how in read} == {key: [] for key in read}
    ranked = next(one for one in read["high"] if one.startswith(f"{ROUND}/rangering 200"))
    assert "Prøvedal" in ranked


def differing(one: list[str], other: list[str]) -> list[tuple[str, str]]:
    """Give what differs, each from where it begins to."""
    assert len(one) == len(other)
    found = []
    for left, right in zip(one, other, strict=True):
        if left != right:
            at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), 0)
            found.append((left[:60], f"…{left[at - 60 : at + 60]}… / …{right[at - 60 : at + 60]}…"))
    return found


def test_who_may_see_gets_something_else_each_time(app: Flask) -> None:
    """Makes sure that the worlds differ where they may be seen to: else the others show nothing."""
    memory, read = Memory(), []
    for how in ("high", "low", "few"):
        with another(app, memory) as world:
            award_round, made = judge(world, "juror_b", how, SeesOthers.DELIBERATION)
            hide(world, "juror_b", made[0], how)
            phases.move(world.work("secretariat"), award_round, "open_deliberation")
            client = client_of(app, world.people["juror_c"].id)
            read.append(plain(client.get(f"{ROUND}/rangering").text))
    assert len(set(read)) == 3
