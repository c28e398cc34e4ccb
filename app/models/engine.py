"""How a connection behaves, so that both databases keep the same word, and how errors are told.

SQLite: write-ahead log, foreign keys, a full sync on commit. A transaction that is going to write
takes the write lock at its beginning, because one that first reads and then writes can be refused
in the middle when somebody else has written in between.
"""

from contextvars import ContextVar
from datetime import datetime
from sqlite3 import Connection as SQLiteConnection
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, event, func, select
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


QUOTING = "22"
"""The class of errors whose message repeats the value that it is about."""


@event.listens_for(Engine, "handle_error")
def _tell_no_values(context: ExceptionContext) -> None:
    """Have an error say what is wrong and not what was stored: it ends in a log.

    PostgreSQL adds the whole row that failed, scores and private notes. SQLite quotes none.
    """
    error, raised = context.original_exception, context.sqlalchemy_exception
    told = getattr(error, "diag", None)
    if told is None or told.message_primary is None:
        return
    quotes = (told.sqlstate or "").startswith(QUOTING)
    brief = f"SQLSTATE {told.sqlstate}" if quotes else told.message_primary
    error.args = (brief,)
    if raised is not None:
        raised.args = (f"({type(error).__name__}) {brief}",)
