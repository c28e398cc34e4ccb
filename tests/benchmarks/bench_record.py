"""How long the check of the record takes. Run by hand:

    .venv/bin/python -m tests.benchmarks.bench_record [EVENTS …]

Makes a round with so many events, four a nomination (begun, handed in, a sheet sealed and revised),
and prints processor time, statements, and the most that Python held while it was checked. With
HEDERSPRIS_TEST_DATABASE_URL it runs on PostgreSQL.
"""

import sys
import tempfile
import tracemalloc
from pathlib import Path
from time import process_time
from types import SimpleNamespace
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import (
    AuditChain,
    AuditEvent,
    Candidate,
    Nomination,
    NominationMove,
    NominationVersion,
    ScoreRevision,
    ScoreSheet,
)
from app.models.engine import writing
from app.services import audit, digests, seals
from app.services.audit.chains import covered
from tests.conftest import close, make_app, make_database, statements
from tests.factories import World

Rows = dict[Any, list[dict[str, Any]]]
GROUNDS = "En begrunnelse på omtrent så mange ord som en jurymedlem skriver. " * 5
MODELS = (
    *(Nomination, Candidate, NominationVersion, NominationMove),
    *(ScoreSheet, ScoreRevision, AuditEvent),
)


def fill(world: World, events: int) -> None:
    """Put rows and events into a round in scoring, as the services would have."""
    award_round, made = world.at("scoring")
    session, now = world.session, world.clock.now
    chain = session.scalars(select(AuditChain).where(AuditChain.round_id == award_round.id)).one()
    by, first, version = world.people["chair"].id, made[-1].id + 1, made[0].versions[0]
    shared = {"organisation_id": made[0].organisation_id, "round_id": award_round.id}
    sheet = {"stage_id": award_round.stages[0].id, "revision_count": 2}
    sheet |= {"appointment_id": world.jury.seats[0].appointments[0].id}
    rows: Rows = {model: [] for model in MODELS}

    def record(kind: str, subject: str, **data: Any) -> None:
        chain.length += 1
        event = {"position": chain.length, "previous": chain.head, "kind": kind, "data": data}
        event |= {"chain_id": chain.id, "happened_at": now, "actor_id": by, "subject": subject}
        chain.head = digests.of(covered(chain.name, SimpleNamespace(**event)))
        rows[AuditEvent].append(event | {"digest": chain.head})

    for number, key in enumerate(range(first, first + events // 4), start=10):
        reference = f"2026-{number:04}"
        written = {"number": number, "reference": reference, "state": "submitted", "submissions": 1}
        begun = {"id": key, "created_by_id": by, "created_at": now, "answers": made[0].answers}
        rows[Nomination].append(shared | written | begun)
        candidate = version.content["candidates"][0] | {"org_number": None}
        rows[Candidate].append(candidate | {"nomination_id": key, "position": 1})
        frozen = {"title": version.title, "word_count": 8, "content": version.content, "number": 1}
        at = {"submitted_at": now, "submitted_by_id": by, "digest": version.digest}
        rows[NominationVersion].append({"nomination_id": key} | frozen | at)
        move = {"source": "draft", "target": "submitted", "reason": ""}
        at = {"moved_at": now, "moved_by_id": by}
        rows[NominationMove].append({"nomination_id": key, "name": "submit"} | move | at)
        rows[ScoreSheet].append(
            {"id": key, "nomination_id": key, "saved_at": now, "sealed_at": now} | sheet
        )
        record("nomination.started", f"nomination:{key}", organisation=shared["organisation_id"])
        covers = digests.of(seals.version(SimpleNamespace(**frozen)))
        handed_in = {"reference": reference, "version": 1, "digest": version.digest, "row": covers}
        told = move | {"move": "submit", "reason": digests.of("")} | handed_in
        record("nomination.submitted", f"nomination:{key}", **told)
        for place, kind in enumerate(("sheet.sealed", "sheet.revised"), start=1):
            given = {"sheet_id": key, "number": place, "scores": {"x": "4", "y": str(place)}}
            given |= {"grounds": GROUNDS, "reason": "Feil." * (place - 1), "salt": "0" * 32}
            given |= {"could_see_others": False, "sealed_at": now, "sealed_by_id": by}
            rows[ScoreRevision].append(given)
            about = SimpleNamespace(nomination_id=key, **sheet)
            seal = digests.of(seals.revision(SimpleNamespace(**given), about))
            told = {"nomination": key, "appointment": sheet["appointment_id"], "revision": place}
            record(kind, f"sheet:{key}", **told, digest=seal)
    _store(session, chain, rows)


def _store(session: Session, chain: AuditChain, rows: Rows) -> None:
    head = {"length": chain.length, "head": chain.head}
    session.expunge(chain)
    for model, given in rows.items():
        session.execute(insert(model), given)
    session.execute(update(AuditChain).where(AuditChain.id == chain.id).values(head))
    session.commit()


def run(events: int) -> None:
    """Make a database with so many events, and check it twice: for time, and for memory."""
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(make_database(Path(folder), "hederspris_bench_record"))
        with app.app_context():
            writing.set(True)
            fill(World(db.session, app.config["CLOCK"]), events)
        with app.app_context():
            writing.set(False)
            statements.clear()
            began = process_time()
            assert audit.verify(db.session) == []
            spent, sent = process_time() - began, len(statements)
        with app.app_context():
            tracemalloc.start()
            audit.verify(db.session)
            peak = tracemalloc.get_traced_memory()[1] / 1e6
            tracemalloc.stop()
        close(app)
    print(f"{events:>8} events: {spent:6.1f} s, {sent} statements, {peak:.0f} MB")  # noqa: T201


if __name__ == "__main__":
    for wanted in sys.argv[1:] or ["10000", "100000"]:
        run(int(wanted))
