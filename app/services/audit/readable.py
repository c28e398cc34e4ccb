"""Values that cannot even be read. SQLite stores anything anywhere; PostgreSQL refuses it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Enum,
    String,
    Table,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from app.models import Model
from app.models.base import Moment
from app.services.audit.findings import Finding, Tampering


def check(session: Session) -> Iterator[Finding]:
    """Name the rows that cannot be read, a query a table. Nothing more can be said of them."""
    if session.get_bind().dialect.name != "sqlite":
        return
    for table in Model.metadata.sorted_tables:
        yield from _of_table(session, table)


def _of_table(session: Session, table: Table) -> Iterator[Finding]:
    faults = {
        column.name: fault for column in table.columns if (fault := _fault(column)) is not None
    }
    if not faults:
        return
    key = func.coalesce(*table.primary_key.columns, 0)
    rows = session.execute(
        select(key, *(fault.label(name) for name, fault in faults.items()))
        .where(or_(*faults.values()))
        .order_by(key)
    )
    for number, *found in rows:
        for name, is_faulty in zip(faults, found, strict=True):
            if is_faulty:
                yield Finding(table.name, None, Tampering.UNREADABLE, f"{name} of row {number}")


def _fault(column: Column[Any]) -> ColumnElement[bool] | None:
    """Say in SQL that what is stored is nothing that the column can hold."""
    stored = type_coerce(column, String)
    if isinstance(column.type, JSON):
        return stored.is_not(None) & (func.json_valid(stored) == 0)
    if isinstance(column.type, (Moment, DateTime, Date)):
        return stored.is_not(None) & func.julianday(stored).is_(None)
    if isinstance(column.type, Enum):
        return stored.is_not(None) & stored.not_in(column.type.enums)
    return None
