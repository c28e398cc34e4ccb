"""Databases that were kept from versions before: put back as they were, and brought up to today.

Each file in ``tests/data/kept`` says how it was made and at which migration. Each table has its
columns and its rows; moments are texts in UTC, decimals are texts, JSON is as it is.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Connection, Date, DateTime, MetaData, Numeric, Table, text, update

from app.extensions import alembic, db
from app.models.engine import writing
from config import ROOT
from tests.conftest import close, make_app, make_database, worker

FOLDER = ROOT / "tests" / "data" / "kept"
Tables = dict[str, dict[str, Any]]
LATE: dict[str, dict[str, Any]] = {
    "decisions": {"sealed_at": None, "digest": ""},
    "audit_chains": {"length": 0, "head": "0" * 64},
}
"""What is sealed takes no more entries, and a chain grows by events that are there: the rest is put
on when those are in.
"""


def names() -> list[str]:
    """Name what has been kept, the oldest first."""
    return sorted((path.stem for path in FOLDER.glob("*.json")), key=lambda n: read(n)["revision"])


def read(name: str) -> dict[str, Any]:
    """Read a database that was kept."""
    kept: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return kept


@contextmanager
def upgraded(name: str, folder: Path) -> Iterator[Flask]:
    """Give an application on a database that was kept, brought up to today."""
    kept = read(name)
    app = make_app(make_database(folder, f"hederspris_{name}_{worker()}"))
    token = writing.set(True)
    with app.app_context():
        alembic.downgrade(kept["revision"])
    with app.app_context():
        put_back(db.session.connection(), kept["tables"])
        db.session.commit()
    with app.app_context():
        alembic.upgrade()
    yield app
    writing.reset(token)
    close(app)


def put_back(connection: Connection, tables: Tables) -> None:
    """Put the rows into a database that is at the migration that they were kept at."""
    found = MetaData()
    found.reflect(connection)
    late = []
    for table in found.sorted_tables:
        if table.name not in tables:
            continue
        names = tables[table.name]["columns"]
        rows = [
            {name: _read(connection, table, name, v) for name, v in zip(names, row, strict=True)}
            for row in tables[table.name]["rows"]
        ]
        bare = LATE.get(table.name, {})
        late += [(table, row) for row in rows if bare]
        connection.execute(table.insert(), [row | bare for row in rows])
        if connection.dialect.name == "postgresql":
            sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
            last = max(row["id"] for row in rows)
            connection.execute(text(f"SELECT setval({sequence}, {last})"))
    for table, row in late:
        connection.execute(update(table).where(table.c.id == row["id"]).values(row))


def _read(connection: Connection, table: Table, name: str, value: Any) -> Any:
    kind = table.c[name].type
    if value is None:
        return None
    if isinstance(kind, DateTime):
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=None) if connection.dialect.name == "sqlite" else moment
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(kind, Numeric) and isinstance(value, str) else value
