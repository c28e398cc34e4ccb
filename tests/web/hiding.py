"""Rounds that differ in hidden sheets alone, and all that somebody gets who may not see them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from app.documents.mail import text_of
from app.extensions import db
from app.models import Nomination, Notice, Round
from app.models.engine import writing
from app.rules.disclosure import SeesOthers
from app.rules.impartiality import Answer
from app.services import (
    disclosure,
    foresight,
    impartiality,
    phases,
    reminders,
    rulebooks,
    scores,
    seat_exceptions,
)
from app.spreadsheets import reading
from tests.clients import client_of
from tests.conftest import START, isolated
from tests.factories import PHASES, World, sheet
from tests.memory import Memory
from tests.web import access
from tests.web.access_matrix import MATRIX, expected
from tests.web.access_world import Place, Stage
from tests.web.test_leaks import plain
from tests.whole import WHOLE

READERS = {"juror_b": "juror", "chair": "chair"}
"""Who is recused from the first nomination, and whose pages in the matrix are hers."""
OTHERS = ("deputy_b", "juror_c")
"""Who judges it; the second was elected to lead where the chair cannot."""
SCORES = {"high": 6, "low": 1, "few": 3, "none": 3}
ROUND = "/priser/prisen/2026"
LEFT_OUT = {
    "scores.book": "holds what was nominated, and takes a second",
    "setup.preview": "the same in every round, and takes long",
}
SEARCHED = (f"{ROUND}/vurdering?q=Prøvedal", f"{ROUND}/framdrift?q=Prøvedal")
_NONCE = re.compile(r"[0-9a-f]{40,}")


@contextmanager
def another(app: Flask, memory: Memory) -> Iterator[World]:
    """Give a world of its own that is taken back: what is made in two has the same numbers."""
    app.config["CLOCK"].now = START
    token = writing.set(True)
    with app.app_context(), isolated(app):
        yield World(db.session, app.config["CLOCK"], memory)
        db.session.close()
    writing.reset(token)


def judge(world: World, sees: SeesOthers) -> tuple[Round, list[Nomination]]:
    """Take a round to scoring: the readers are recused from the first, and have done the others."""
    award_round = world.plan()
    held = rulebooks.first_rules(award_round)
    assert held is not None
    rules = replace(held, sees_others=sees, quorum=1)
    rulebooks.set_rules(world.work("secretariat"), award_round, rules)
    world.open_planned(award_round)
    made = world.judge(award_round, 3)
    for reader in READERS:
        world.declare(award_round, reader, made[0], Answer.AUTOMATIC, "Min bror.")
        for nomination in made[1:]:
            world.declare(award_round, reader, nomination, Answer.NO_CONFLICT)
    world.declare_all(award_round, made, *READERS)
    office = world.work("secretariat")
    impartiality.elect_chair(office, award_round, seats(world)["juror_c"], "Valgt i møtet.")
    phases.move(office, award_round, "open_scoring")
    for name in ("chair", "juror_b", "juror_c"):
        for nomination in made[1:]:
            world.seal(name, nomination, 4, 3)
    return award_round, made


def hide(world: World, award_round: Round, nomination: Nomination, how: str) -> None:
    """Let the others hand in of what the readers are recused from: much, little, one, or none."""
    x, office = SCORES[how], world.work("secretariat")
    for place, name in enumerate(OTHERS):
        if how == "none" or (how == "few" and place):
            scores.save_draft(world.work(name), nomination, sheet(x, x, f"Utkast {how}"))
        else:
            world.seal(name, nomination, x, x, f"Hemmelig {how}")
    if how in {"few", "none"}:
        held = seats(world)["juror_c"]
        scores.enter(office, award_round, nomination.id, held, sheet(x, x, "Hemmelig på papir"))
        stamp = foresight.stamp(reminders.foresee(office, award_round))
        reminders.remind(office, award_round, stamp)
    if how == "none":
        last = world.jury.seats[2].id
        seat_exceptions.make(office, award_round, last, None, "Borte.")


def look(world: World, award_round: Round, nomination: Nomination, how: str) -> None:
    """Let the secretariat look, with a reason that tells something."""
    office = world.work("secretariat")
    disclosure.look(office, award_round, nomination.id, f"Grunnen er {how}.")


def seats(world: World) -> dict[str, int]:
    """Give everybody's appointment by name."""
    every = (one for seat in world.jury.seats for one in seat.appointments)
    return {one.person_name: one.id for one in every}


def answers(app: Flask, world: World, reader: str, made: list[Nomination], phase: str) -> list[str]:
    """Give all that a reader gets: each answer with its status, and each of her messages."""
    client = client_of(app, world.people[reader].id)
    client.reviewing = False  # type: ignore[attr-defined] - compared, not looked at
    told = [*_mails(app, world, reader)]
    found = []
    for address in (*addresses(app, world, reader, made, phase), *SEARCHED):
        with client.get(address) as answer:
            found.append(f"{address} {answer.status_code} {text(answer)}")
    for address, sent in attempts(world, made):
        with client.post(address, data=sent) as answer:
            found.append(f"{address} {sent} {answer.status_code} {text(answer)}")
    return [*found, *told]


def addresses(
    app: Flask, world: World, reader: str, made: list[Nomination], phase: str
) -> list[str]:
    """Give the addresses of every page there is; in the short form, of those that are hers.

    Of the pages of a nomination those of all three, and of a juror those of all five.
    """
    stage = _stage(app, world, reader, made, phase)
    return [
        address
        for endpoint in MATRIX
        if access.method(app, endpoint) == "GET"
        and endpoint not in LEFT_OUT
        and (WHOLE or _is_hers(endpoint, reader, phase))
        for address in access.addresses(stage, endpoint, phase)
    ]


def _is_hers(endpoint: str, reader: str, phase: str) -> bool:
    """Say whether a page about a round is open to whoever has the reader's role in it."""
    role = READERS[reader]
    is_named = any(role in roles.split() for roles in MATRIX[endpoint])
    sign = expected(endpoint, role, PHASES.index(phase), "GET")
    return is_named and sign == "." and not endpoint.startswith("setup")


def _stage(app: Flask, world: World, reader: str, made: list[Nomination], phase: str) -> Stage:
    jurors = seats(world)
    place = Place(
        slug="prisen-2026",
        first=made[0].id,
        second=made[1].id,
        draft=made[2].id,
        base="",
        decided=0,
        in_conflict=jurors["deputy_c"],
        jurors=jurors,
    )
    every = (name for rule in app.url_map.iter_rules() for name in rule.arguments)
    numbers = {name: 0 for name in every if name.endswith("_id")}
    seat = world.jury.seats[1]
    people: dict[str, Any] = {
        **numbers,
        "jury_id": world.jury.id,
        "seat_id": seat.id,
        "account_id": world.people[reader].id,
        "organisation_id": seat.institution_id,
        "waiting_id": 0,
        "invited_id": 0,
        "end": "kommune.no",
    }
    return Stage(
        app=app,
        prize="prisen",
        places={phase: place},
        accounts={"editor": world.people["nominator"].id},
        crossing={},
        bodies={},
        people=people,
        others={},
    )


def attempts(world: World, made: list[Nomination]) -> list[tuple[str, dict[str, str]]]:
    """Give what is sent: to score what is hidden, and to remove whoever leads or judges it."""
    jurors = seats(world)
    first = str(made[0].id)
    scored = {"score-x": "4", "score-y": "3", "grounds": "Noe.", "version": "0"}
    leading, away = f"{ROUND}/habilitet/leder", f"{ROUND}/habilitet/fravaer"
    why = {"reason": "Hun skal ikke lede."}
    return [
        (f"/vurdering/{first}", {**scored, "act": "save"}),
        (f"/vurdering/{first}", {**scored, "act": "seal"}),
        (leading, {**why, "about": "stage", "act": "relieve"}),
        (leading, {**why, "about": "stage", "act": "elect", "who": str(jurors["deputy_c"])}),
        (away, {**why, "act": "away", "who": str(jurors["juror_c"])}),
        (away, {**why, "act": "away", "who": str(jurors["deputy_b"])}),
        (
            f"{ROUND}/habilitet",
            {
                "nomination": first,
                "appointment": str(jurors["deputy_b"]),
                "outcome": "recused",
                "ground": "Hun er inhabil.",
            },
        ),
        (f"{ROUND}/nodinnsyn", {"nomination": first, **why}),
    ]


def _mails(app: Flask, world: World, reader: str) -> Iterator[str]:
    """Write every message to the reader, as it is sent."""
    held = world.session.query(Notice).filter_by(account_id=world.people[reader].id)
    for notice in held.order_by(Notice.id):
        with app.test_request_context():
            subject, body = text_of(notice, app.config["HEDERSPRIS"])
        yield f"mail {notice.kind} {subject} {body} {sorted(notice.context.items())}"


def text(answer: TestResponse) -> str:
    """Give what an answer says: of a workbook, what stands in its cells."""
    if "spreadsheetml" in (answer.mimetype or ""):
        sheets = reading.read_all(answer.get_data())
        return _NONCE.sub("", str([(one.sheet, one.rows) for one in sheets]))
    return plain(answer.get_data(as_text=True))


def differing(one: list[str], other: list[str]) -> list[tuple[str, str]]:
    """Give what differs, each from where it begins to."""
    assert len(one) == len(other)
    found = []
    for left, right in zip(one, other, strict=True):
        if left != right:
            at_ = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), 0)
            here = slice(max(0, at_ - 60), at_ + 60)
            found.append((left[:60], f"…{left[here]}… / …{right[here]}…"))
    return found


def page(read: list[str], address: str) -> str:
    """Give what a reader got at an address."""
    return next(one for one in read if one.startswith(f"{address} "))
