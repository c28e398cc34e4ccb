"""What the making of a world left in the database, so that it is made by the services only once.

A step that was taken before from the same state is not taken again: the rows that it left are put
back. They are the same to the letter, numbers and digests too, and the test goes on from there as
from the step itself. See docs/tests.md.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import JSON, Connection, Engine, Table, event
from sqlalchemy.orm import Session

from app.models import Model
from app.rules.stages import PlannedStage

P = ParamSpec("P")
R = TypeVar("R")
Row = tuple[Any, ...]
Rows = dict[str, dict[Row, Row]]
"""By table and primary key, as the driver gives them."""
State = tuple[Any, ...]
"""The steps that have been taken, with their arguments and times."""

TABLES = Model.metadata.sorted_tables
READS = ("SELECT", "SAVEPOINT", "RELEASE", "PRAGMA")
UNSEALED: dict[str, dict[str, Any]] = {
    "decisions": {"sealed_at": None, "digest": ""},
    "audit_chains": {"length": 0, "head": "0" * 64},
}
"""What is sealed gets no more rows in other tables, and a chain grows by events that are there: so
these are put in bare, and get the rest when the others are in.
"""

_writes = 0


@event.listens_for(Engine, "before_cursor_execute")
def _count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
    """Count whatever may have changed a row, a rollback too, on any database."""
    global _writes  # noqa: PLW0603 - one process runs one test at a time
    if not statement.startswith(READS):
        _writes += 1


class Clock(Protocol):
    """A clock that can be set."""

    now: datetime


class Remembering(Protocol):
    """Somebody who takes steps that can be remembered."""

    session: Session
    clock: Clock
    course: "Course | None"


@dataclass(frozen=True)
class Step:
    """What a step left."""

    name: str
    new: dict[str, list[Row]]
    changed: dict[str, list[Row]]
    now: datetime
    result: Any


class Memory:
    """The steps that were taken on one database, by what had been done before them."""

    def __init__(self) -> None:
        self.steps: dict[State, Step] = {}
        self.rows: dict[State, Rows] = {(): {table.name: {} for table in TABLES}}


class Course:
    """How far one world has come, on a database that was empty when it began."""

    def __init__(self, memory: Memory, session: Session) -> None:
        self.memory, self.session = memory, session
        self.state: State | None = ()
        self.writes = _writes
        self.busy = False

    def here(self) -> State | None:
        """Give the state, or None for good when anything has been done beside the steps."""
        session = self.session
        if session.new or session.dirty or session.deleted or self.writes != _writes:
            self.state = None
        return self.state

    def arrive(self, state: State) -> None:
        """Note that a step has been taken."""
        self.state, self.writes = state, _writes


def remembered(
    step: Callable[Concatenate[Any, P], R],
) -> Callable[Concatenate[Any, P], R]:
    """Take a step by what it left when it was taken before in the same state, at the same time."""

    @wraps(step)
    def taken(self: Remembering, *args: P.args, **kwargs: P.kwargs) -> R:
        course = self.course
        if course is None or course.busy or (before := course.here()) is None:
            return step(self, *args, **kwargs)
        arguments = (_frozen(args), _frozen(sorted(kwargs.items())))
        state = (*before, (f"{step.__module__}.{step.__qualname__}", self.clock.now, *arguments))
        memory, connection = course.memory, self.session.connection()
        known = memory.steps.get(state)
        if known is None:
            assert before or dump(connection) == memory.rows[()], "something is there already"
            course.busy = True
            try:
                result = step(self, *args, **kwargs)
            finally:
                course.busy = False
            self.session.flush()
            memory.rows[state] = rows = dump(connection)
            new, changed = _differing(memory.rows[before], rows)
            memory.steps[state] = Step(step.__name__, new, changed, self.clock.now, _frozen(result))
        else:
            put(connection, known)
            self.session.expire_all()
            self.clock.now = known.now
            result = _thawed(self.session, known.result)
        course.arrive(state)
        return result

    return taken


def dump(connection: Connection) -> Rows:
    """Read every row of every table."""
    found: Rows = {}
    for table in TABLES:
        keys = [place for place, column in enumerate(table.columns) if column.primary_key]
        rows = connection.exec_driver_sql(f"SELECT {_columns(table)} FROM {table.name}")  # noqa: S608
        found[table.name] = {tuple(row[key] for key in keys): tuple(row) for row in rows}
    return found


def _columns(table: Table) -> str:
    """List the columns; JSON as it is written, because a null in it is not the same as none."""
    return ", ".join(
        f"CAST({column.name} AS TEXT)" if isinstance(column.type, JSON) else column.name
        for column in table.columns
    )


def _differing(before: Rows, after: Rows) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    new: dict[str, list[Row]] = {}
    changed: dict[str, list[Row]] = {}
    for name, rows in after.items():
        old = before[name]
        assert old.keys() <= rows.keys(), f"a step took rows out of {name}"
        if fresh := [row for key, row in rows.items() if key not in old]:
            new[name] = fresh
        if other := [row for key, row in rows.items() if key in old and old[key] != row]:
            changed[name] = other
    return new, changed


def put(connection: Connection, step: Step) -> None:
    """Put back what a step left: what is new, the tables referred to first; then what changed.

    Rows of tables that refuse changes do not change, or the step itself would have failed.
    """
    late: list[tuple[Table, list[Row]]] = []
    for table in TABLES:
        rows = step.new.get(table.name, [])
        if not rows:
            continue
        if unsealed := UNSEALED.get(table.name):
            late.append((table, rows))
            names = table.columns.keys()
            rows = [
                tuple(unsealed.get(name, value) for name, value in zip(names, row, strict=True))
                for row in rows
            ]
        marks = ", ".join(_marks(connection, table))
        names = ", ".join(column.name for column in table.columns)
        statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608
        connection.exec_driver_sql(statement, rows)
    for table in TABLES:
        if table.name in step.changed:
            _change(connection, table, step.changed[table.name])
    for table, rows in late:
        _change(connection, table, rows)


def _change(connection: Connection, table: Table, rows: list[Row]) -> None:
    marks = _marks(connection, table)
    columns = list(table.columns)
    keys = [place for place, column in enumerate(columns) if column.primary_key]
    rest = [place for place in range(len(columns)) if place not in keys]
    sets = ", ".join(f"{columns[place].name} = {marks[place]}" for place in rest)
    which = " AND ".join(f"{columns[place].name} = {marks[place]}" for place in keys)
    given = [tuple(row[place] for place in (*rest, *keys)) for row in rows]
    if given:
        connection.exec_driver_sql(f"UPDATE {table.name} SET {sets} WHERE {which}", given)  # noqa: S608


def _marks(connection: Connection, table: Table) -> list[str]:
    if connection.dialect.name == "sqlite":
        return ["?"] * len(table.columns)
    return [
        "CAST(%s AS JSON)" if isinstance(column.type, JSON) else "%s" for column in table.columns
    ]


@dataclass(frozen=True)
class _Kept:
    """A row, by its class and key."""

    kind: type[Model]
    key: Any


def _frozen(value: Any) -> Any:
    """Give something that can be compared and kept beyond the session."""
    if isinstance(value, Model):
        return _Kept(type(value), value.id)  # type: ignore[attr-defined]
    if isinstance(value, dict):
        return ("dict", *((key, _frozen(one)) for key, one in value.items()))
    if isinstance(value, list | tuple):
        return (type(value).__name__, *(_frozen(one) for one in value))
    if isinstance(value, PlannedStage):
        return ("stage", *(_frozen(one) for one in vars(value).values()))
    assert value is None or isinstance(value, str | int | Enum), f"cannot be kept: {value!r}"
    return value


def _thawed(session: Session, value: Any) -> Any:
    if isinstance(value, _Kept):
        return session.get_one(value.kind, value.key)
    if isinstance(value, tuple):
        kind, *rest = value
        if kind == "dict":
            return {key: _thawed(session, one) for key, one in rest}
        made: Iterable[Any] = [_thawed(session, one) for one in rest]
        return tuple(made) if kind == "tuple" else made
    return value
