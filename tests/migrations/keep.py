"""Keep a database of today, to be upgraded later: ``python -m tests.migrations.keep NAME``.

It is made when a capability is done and before the next migration is written, so that what the
product stored then is held to whatever it becomes. ``tests/migrations/test_kept.py`` does so.
"""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click import echo
from sqlalchemy import MetaData, select

from app.extensions import alembic, db
from app.models import Candidate
from app.models.engine import writing
from app.services import (
    address_changes,
    announcements,
    decisions,
    invitations,
    password_resets,
    passwords,
    withdrawals,
)
from app.services.decisions import PastNominee
from tests.conftest import close, make_app
from tests.factories import World
from tests.migrations.kept import FOLDER

PASSWORD = "et langt passord som ingen har"
NOT_KEPT = frozenset({"alembic_version"})


def course(world: World) -> None:
    """Take rounds through their phases, and leave something of every kind on the way."""
    world.people["nominator"].password_hash = passwords.hash_of(PASSWORD)
    world.at("archived", 2026)
    judged, _ = world.at("deliberation", 2027)
    world.amend(judged, quorum=1)
    called = world.open(2028)
    first, _ = world.submit(called)
    withdrawals.withdraw(world.work("nominator"), first, "Kommunen har ombestemt seg.")
    world.draft(called)
    world.plan(2029)
    world.at("scoring", 2030)
    world.at("decided", 2031)
    final, best = world.deliberate_shortlist(3, year=2032)
    world.name(final, best[:2])
    enter_past(world)
    invitations.invite_first(
        world.system, email="ny@example.org", name="Ny Administrator", language="nn"
    )
    password_resets.ask(world.system, "nominator@example.org")
    address_changes.ask(world.work("nominator"), "ny.adresse@example.org")


def enter_past(world: World) -> None:
    """Enter a round that was held before the product existed."""
    office = world.work("secretariat")
    past = announcements.enter_past_round(
        office, world.prize, year=2013, jury_id=None, history={"leader": "Leder i 2013"}
    )
    won = PastNominee(Candidate(position=1, name="Vinneren i 2013", place="Buskerud"), True)
    decisions.record_past(
        office, past, [won], citation={"nb": "Hyllest."}, grounds=[{"nb": "Begrunnelse."}]
    )


def plain(value: Any) -> Any:
    """Give a value as it is kept: moments and decimals as texts."""
    if isinstance(value, datetime):
        return (value.replace(tzinfo=UTC) if value.tzinfo is None else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def keep(name: str) -> Path:
    """Make the database and write it down; gives the file."""
    with TemporaryDirectory() as folder:
        app = make_app(f"sqlite:///{folder}/kept.sqlite")
        with app.app_context():
            (head,) = alembic.current()
        token = writing.set(True)
        with app.app_context():
            course(World(db.session, app.config["CLOCK"]))
            db.session.commit()
            found = MetaData()
            found.reflect(db.session.connection())
            tables = {}
            for table in found.sorted_tables:
                rows = db.session.execute(select(table).order_by(*table.primary_key)).all()
                if rows and table.name not in NOT_KEPT:
                    kept = [[plain(value) for value in row] for row in rows]
                    tables[table.name] = {"columns": table.columns.keys(), "rows": kept}
        writing.reset(token)
        close(app)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    path = FOLDER / f"{name}.json"
    path.write_text(written(commit, head.revision, tables), encoding="utf-8")
    return path


def written(commit: str, revision: str, tables: dict[str, Any]) -> str:
    """Write it a row a line, so that it can be read and compared."""
    told = f"Made at {commit} by tests/migrations/keep.py. Moments in UTC, JSON as it is."
    parts = []
    for name, table in tables.items():
        rows = ",\n".join(
            json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in table["rows"]
        )
        columns = json.dumps(table["columns"])
        parts.append(f'"{name}": {{"columns": {columns}, "rows": [\n{rows}]}}')
    head = f'"made": {json.dumps(told)},\n"revision": "{revision}"'
    return f"{{{head},\n" + '"tables": {\n' + ",\n".join(parts) + "}}\n"


if __name__ == "__main__":
    echo(keep(sys.argv[1]))
