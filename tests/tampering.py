"""Tampering as whoever owns the tables could do it: with the triggers out of the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import Column, Table, delete, select, text, update
from sqlalchemy.orm import Session

from app.models import AuditChain, AuditEvent
from app.models.base import Moment
from app.services import audit
from tests.conftest import START

EVENTS = AuditEvent.__table__
CHAINS = AuditChain.__table__


@contextmanager
def triggers_aside(session: Session) -> Iterator[None]:
    """Put all triggers aside, and foreign keys too. The triggers are back afterwards."""
    session.flush()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET session_replication_role = replica"))
        yield
        session.flush()
        session.execute(text("SET session_replication_role = DEFAULT"))
    else:
        found = session.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        ).all()
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        for name, _ in found:
            session.execute(text(f"DROP TRIGGER {name}"))
        yield
        session.flush()
        for _, sql in found:
            session.execute(text(sql))
    session.expire_all()


@contextmanager
def changed(session: Session, table: Table, column: Column[Any]) -> Iterator[None]:
    """Change one column of the last row of a table, for a while."""
    (key,) = table.primary_key
    last = select(table).order_by(key.desc()).limit(1)
    if column.name == "leads":  # two seats cannot lead
        last = last.where(column)
    row = session.execute(last).one()
    with session.begin_nested() as change:
        with triggers_aside(session):
            values = {column.name: _another(column, getattr(row, column.name))}
            session.execute(update(table).where(key == row._mapping[key]).values(values))
        yield
        change.rollback()


def _another(column: Column[Any], value: Any) -> Any:  # noqa: PLR0911 - one a type
    """Give another value that the column could hold."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case Decimal():
            return value / 2
        case date():  # and moments
            return value + timedelta(days=1)
        case dict():
            return {**value, "zz": "other"}
        case list():
            return [*value, {"zz": "other"}]
        case Enum():
            return next(other for other in type(value) if other != value)
        case str():
            return value[:-1] + ("z" if value[-1:] != "z" else "a")
        case _:
            return START if isinstance(column.type, Moment) else 1


def forge(chain: AuditChain, columns: dict[str, Any]) -> dict[str, Any]:
    """Give an event a digest that fits it, as a forger who knows the method would."""
    return {**columns, "digest": audit.digest_of(chain.name, AuditEvent(**columns))}


def recompute(session: Session, chain: AuditChain, first: int) -> None:
    """Compute a chain anew from an event on, so that all its digests agree."""
    events = select(EVENTS).where(EVENTS.c.chain_id == chain.id).order_by(EVENTS.c.position)
    link = audit.GENESIS
    for row in session.execute(events).mappings().all():
        columns = {key: value for key, value in row.items() if key != "id"}
        if row["position"] >= first:
            columns = forge(chain, {**columns, "previous": link})
            session.execute(update(EVENTS).where(EVENTS.c.id == row["id"]).values(**columns))
        link = columns["digest"]
    session.execute(update(CHAINS).where(CHAINS.c.id == chain.id).values(head=link))


def chain_named(session: Session, name: str = "prisen-2026") -> AuditChain:
    """Give a chain."""
    return session.scalars(select(AuditChain).where(AuditChain.name == name)).one()


def cut(session: Session, chain: AuditChain, length: int) -> None:
    """Cut the last events off, and set the head back, as if they had never been."""
    last = (EVENTS.c.chain_id == chain.id) & (EVENTS.c.position == length)
    head = session.execute(select(EVENTS.c.digest).where(last)).scalar_one()
    with triggers_aside(session):
        beyond = (EVENTS.c.chain_id == chain.id) & (EVENTS.c.position > length)
        session.execute(delete(EVENTS).where(beyond))
        row = CHAINS.c.id == chain.id
        session.execute(update(CHAINS).where(row).values(length=length, head=head))


def remove(session: Session, chain: AuditChain) -> None:
    """Remove a whole chain."""
    chain_id = chain.id
    session.expunge(chain)
    with triggers_aside(session):
        session.execute(delete(EVENTS).where(EVENTS.c.chain_id == chain_id))
        session.execute(delete(CHAINS).where(CHAINS.c.id == chain_id))
