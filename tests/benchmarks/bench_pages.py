"""How long the pages take with few and with thousands of nominations. Run by hand:

    .venv/bin/python -m tests.benchmarks.bench_pages [NOMINATIONS …]

Prints the median of several requests a page, and the ratio to the smallest size in the same run.
Processor time is measured, the database's (SQLite) too: other work on the machine counts less.
"""

import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from flask import Flask
from sqlalchemy import insert, select

from app.extensions import db
from app.models import (
    Appointment,
    Candidate,
    Declaration,
    Nomination,
    NominationVersion,
    Round,
    ScoreRevision,
    ScoreSheet,
)
from app.models.engine import writing
from app.rules.lifecycle import StageState
from app.services import announcements, decisions
from tests.addresses import at
from tests.clients import client_of
from tests.conftest import make_app, make_database
from tests.factories import World, decision

REPEATS = 7
UNDECLARED = "deputy_c"
TEXT = "Dette er en tekst på omtrent så mange ord som et svar pleier å ha. " * 8


def fill(app: Flask, count: int, chance: Random | None = None) -> tuple[World, Round]:
    """Make a round in scoring with two real nominations, and copy them in bulk.

    One deputy has not declared for the copies, so that her desk is one long form. Scores come by
    turns, in few averages, or by chance, in many.
    """
    world = World(db.session, app.config["CLOCK"])
    award_round, made = world.at("scoring")
    world.seal_all(made)
    db.session.flush()
    known = made[0]
    first = max(nomination.id for nomination in made) + 1
    ids = range(first, first + count - len(made))
    now, stage = world.clock.now, award_round.stages[0]
    sheets = db.session.scalars(
        select(ScoreSheet).where(ScoreSheet.nomination_id == known.id)
    ).all()
    holders = db.session.scalars(
        select(Declaration.appointment_id)
        .join(Appointment)
        .where(Declaration.nomination_id == known.id, Appointment.person_name != UNDECLARED)
    ).all()
    bulk = [
        (
            Nomination,
            [
                {
                    "id": i, "round_id": award_round.id, "organisation_id": known.organisation_id,
                    "created_at": now, "state": known.state, "number": number,
                    "reference": f"2026-{number:05}", "language": "nb", "answers": {},
                    "submissions": 1, "version": 1,
                }
                for number, i in enumerate(ids, start=len(made) + 1)
            ],
        ),
        (
            Candidate,
            [
                {"nomination_id": i, "position": 1, "name": f"Kandidat {i}", "place": "",
                 "is_invented": False}
                for i in ids
            ],
        ),
        (
            NominationVersion,
            [
                {"nomination_id": i, "number": 1, "title": f"Tittel {i}", "word_count": 400,
                 "content": {"candidates": [], "answers": {"story": TEXT}, "form": []},
                 "digest": "0" * 64, "submitted_at": now}
                for i in ids
            ],
        ),
        (
            Declaration,
            [
                {"nomination_id": i, "appointment_id": holder, "answer": "no_conflict",
                 "description": "", "declared_at": now}
                for i in ids
                for holder in holders
            ],
        ),
    ]  # fmt: skip
    for model, rows in bulk:
        if rows:
            db.session.execute(insert(model), rows)
    _fill_sheets(ids, sheets, stage.id, now, chance)
    db.session.commit()
    return world, award_round


def _fill_sheets(
    ids: range, sheets: list[ScoreSheet], stage_id: int, now: object, chance: Random | None
) -> None:
    rows, revisions = [], []
    sealer = sheets[0].revisions[0].sealed_by_id
    next_id = max(sheet.id for sheet in sheets) + 1000
    for i in ids:
        for sheet in sheets:
            next_id += 1
            x, y = (
                (chance.randint(2, 6), chance.randint(2, 6))
                if chance
                else (1 + i % 6, 1 + next_id % 6)
            )
            rows.append(
                {"id": next_id, "stage_id": stage_id, "nomination_id": i,
                 "appointment_id": sheet.appointment_id, "draft_scores": sheet.draft_scores,
                 "draft_grounds": "", "private_notes": "", "saved_at": now, "sealed_at": now,
                 "revision_count": 1, "version": 1}
            )  # fmt: skip
            revisions.append(
                {"sheet_id": next_id, "number": 1,
                 "scores": {"x": str(x), "y": str(y)},
                 "grounds": "Godt.", "reason": "", "could_see_others": False, "sealed_at": now,
                 "sealed_by_id": sealer, "salt": ""}
            )  # fmt: skip
    if rows:
        db.session.execute(insert(ScoreSheet), rows)
        db.session.execute(insert(ScoreRevision), revisions)


def measure(app: Flask, world: World, award_round: Round, nomination_id: int) -> dict[str, float]:
    """Time each page, in milliseconds of processor time: the median of several requests."""
    people = {name: account.id for name, account in world.people.items()}
    slug = award_round.slug
    db.session.commit()  # a transaction that is left open would hold the lock of the file
    scoring = (
        ("front page", None, "/"),
        ("round, public", None, f"{at(slug)}"),
        ("nominator's own", "nominator", "/forslag"),
        ("one nomination to score", "juror_b", f"/vurdering/{nomination_id}"),
        ("juror's overview", "juror_b", "/oversikt"),
        ("juror's desk", "juror_b", f"{at(slug)}/vurdering"),
        ("desk, all to be declared", UNDECLARED, f"{at(slug)}/vurdering"),
        ("chair's progress", "chair", f"{at(slug)}/framdrift"),
        ("conflicts to rule on", "secretariat", f"{at(slug)}/habilitet"),
        ("secretariat's overview", "secretariat", "/oversikt"),
        ("secretariat's control", "secretariat", f"{at(slug)}/styring"),
        ("secretariat's inbox", "secretariat", f"{at(slug)}/forslag"),
        ("one nomination to screen", "secretariat", f"/forslag/{nomination_id}/gjennomgang"),
        ("audit trail", "auditor", f"{at(slug)}/hendelseslogg"),
    )
    found = {label: _time(app, people.get(who or ""), url) for label, who, url in scoring}
    award_round.stages[0].state = StageState.DELIBERATION
    db.session.commit()
    found["chair's ranking"] = _time(app, people["chair"], f"{at(slug)}/rangering")
    _announce(world, award_round)
    for label, url in (
        ("front page", "/"),
        ("earlier years", f"/priser/{world.prize.slug}/tidligere"),
        ("result", f"{at(slug)}"),
    ):
        found[f"{label}, announced"] = _time(app, None, url)
    return found


def _announce(world: World, award_round: Round) -> None:
    """Decide for the first two nominations, and announce it: the ranking of all is frozen."""
    judged = list(
        db.session.scalars(
            select(Nomination)
            .where(Nomination.round_id == award_round.id)
            .order_by(Nomination.id)
            .limit(2)
        )
    )
    chosen = decision(judged, nominees=[judged[1].id], reason="Juryen så mer.")
    decisions.finalise(world.work("chair"), award_round, chosen)
    announcements.announce(world.work("chair"), award_round, None)
    world.clock.now += timedelta(minutes=1)
    db.session.commit()


def _time(app: Flask, account_id: int | None, url: str) -> float:
    client = client_of(app, account_id)
    client.reviewing = False
    spent = []
    for _ in range(REPEATS):
        start = process_time()
        response = client.get(url)
        spent.append((process_time() - start) * 1000)
        assert response.status_code == 200, (url, response.status_code)
    return median(spent)


def main(sizes: list[int]) -> None:
    """Measure every size, and print a table."""
    columns = []
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            app = make_app(make_database(Path(folder), f"bench_{count}"))
            writing.set(True)
            with app.app_context():
                world, award_round = fill(app, count)
                world.clock.now += timedelta(minutes=1)
                nomination_id = db.session.scalars(select(Nomination.id).limit(1)).one()
                columns.append(measure(app, world, award_round, nomination_id))
                db.session.close()
                db.engine.dispose()
    header = " | ".join(f"{count} nominations" for count in sizes)
    print(f"| Page | {header} |")  # noqa: T201
    print("| --- |" + " ---: |" * len(sizes))  # noqa: T201
    for label, base in columns[0].items():
        cells = " | ".join(f"{c[label]:.0f} ms ({c[label] / base:.1f}×)" for c in columns)
        print(f"| {label} | {cells} |")  # noqa: T201


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10, 100, 2000])
