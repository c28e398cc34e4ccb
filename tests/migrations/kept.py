"""A database that was kept from before digests said their form: put back as it was.

``tests/data/record/first_form.json`` says how it was made. Each table has its columns and its rows;
moments are texts in UTC, decimals are texts, JSON is as it is.
"""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Date, DateTime, MetaData, Numeric, Table, text, update

from config import ROOT

KEPT = ROOT / "tests" / "data" / "record" / "first_form.json"
LATE: dict[str, dict[str, Any]] = {"decisions": {"sealed_at": None, "digest": ""}}
"""What is sealed takes no more entries: the seal is put on when those are in."""


def put_back(connection: Connection) -> None:
    """Put the rows into a database that is at the migration that they were kept at."""
    tables = json.loads(KEPT.read_text(encoding="utf-8"))["tables"]
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
