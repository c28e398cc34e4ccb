"""How a connection behaves on the embedded database, so that both databases keep the same word.

SQLite: write-ahead log, foreign keys, a full sync on commit. A transaction that is going to write
takes the write lock at its beginning, because one that first reads and then writes can be refused
in the middle when somebody else has written in between.
"""

from contextvars import ContextVar
from datetime import datetime
from sqlite3 import Connection as SQLiteConnection
from typing import Any

from sqlalchemy import Connection, Engine, event, func, select
from sqlalchemy.orm import Session

from app.models.base import Moment

writing: ContextVar[bool] = ContextVar("writing", default=False)
"""Whether the transactions that begin from here on are going to write."""

BUSY_TIMEOUT = 20_000  # milliseconds that a writer waits for another


@event.listens_for(Engine, "connect")
def _set_up(connection: Any, _record: Any) -> None:
    if not isinstance(connection, SQLiteConnection):
        return
    connection.isolation_level = None  # SQLAlchemy begins transactions, not the driver
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT}",
        "journal_mode = WAL",
        "foreign_keys = ON",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing.get() else "BEGIN")


def database_time(session: Session) -> datetime:
    """Give the time by the database's own clock: the same for all that work on it."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    asked = func.current_timestamp if is_sqlite else func.clock_timestamp
    return session.execute(select(asked(type_=Moment))).scalar_one()
