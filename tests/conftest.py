"""The test harness: one database a worker, every test rolled back, both databases alike.

How it is kept quick: docs/tests.md.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from app import create_app
from app.extensions import alembic, db
from app.models.engine import writing
from app.services import passwords as product_passwords
from config import Config
from tests.clients import ReviewingClient
from tests.factories import World
from tests.files.attached import files_folder
from tests.memory import Memory

POSTGRESQL = os.environ.get("HEDERSPRIS_TEST_DATABASE_URL", "")
"""Where a PostgreSQL server lets a database be created; without it the tests run on SQLite."""
REQUIRE_ALL = os.environ.get("HEDERSPRIS_REQUIRE_ALL") == "1"
"""Turns everything that would be left out for want of a program into a failure."""
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

WITHOUT_DATABASE = ("rules", "ranking")
"""Folders in which no test may use one; a module elsewhere says so with the mark."""

LONGEST = (
    "installation/test_from_nothing.py",
    "browser/test_builder.py",
    "browser/test_long_names.py",
    "browser/test_pages.py",
    "web/test_access_matrix.py",
    "web/test_fuzz.py",
    "web/test_doors.py",
    "web/test_leaks.py",
    "web/test_crossing.py",
    "web/test_pages_in_languages.py",
    "web/test_drafts_are_not_counted.py",
    "installation/test_from_nothing.py",
    "browser/test_main_job.py",
    "races/test_services.py",
    "web/test_queries.py",
)
"""Files that would leave the other processes idle if they came last."""

left_out: set[str] = set()
statements: list[str] = []
"""What has been sent to a database in the test that runs."""


class SettableClock:
    """A clock that stands where the test puts it."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def leave_out(what: str, why: str) -> None:
    """Skip for want of a program, and say so at the end; where all is required, fail."""
    if REQUIRE_ALL:
        pytest.fail(f"{what} is required here: {why}", pytrace=False)
    left_out.add(f"{what}: {why}")
    pytest.skip(f"{what}: {why}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the folders whose tests use no database, and begin with what takes longest."""
    here = Path(__file__).parent
    folders = [here / name for name in WITHOUT_DATABASE]
    for item in items:
        if any(folder in item.path.parents for folder in folders):
            item.add_marker(pytest.mark.without_database)

    def place(item: pytest.Item) -> int:
        name = item.path.relative_to(here).as_posix()
        return LONGEST.index(name) if name in LONGEST else len(LONGEST)

    items.sort(key=place)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    """Give a worker one file at a time, in our order: its fixtures are made in that worker only."""
    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


@event.listens_for(Engine, "before_cursor_execute")
def _note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
    statements.append(statement)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail a test that is left out on PostgreSQL although it uses a database."""
    yield
    if item.get_closest_marker("without_database"):
        assert not statements, f"marked without_database, and uses one: {statements[:3]}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """Forget what was sent before this test."""
    statements.clear()
    return (yield)


def pytest_collection_finish() -> None:
    """Keep what is loaded by now out of the collector's sight: looking through it again and again
    takes a quarter of the time of all tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List what was left out, so that a green run does not hide it."""
    if not POSTGRESQL and not hasattr(terminalreporter.config, "workerinput"):
        left_out.add("PostgreSQL: HEDERSPRIS_TEST_DATABASE_URL is not set, SQLite was used")
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = {str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped}
    for line in sorted(left_out | reasons):
        terminalreporter.write_line(f"left out – {line}")


def make_database(folder: Path, name: str) -> str:
    """Create an empty database of the kind under test; gives its address."""
    if not POSTGRESQL:
        return f"sqlite:///{folder / name}.sqlite"
    server = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    server.dispose()
    return make_url(POSTGRESQL).set(database=name).render_as_string(hide_password=False)


def make_app(url: str, *, demo: bool = False) -> Flask:
    """Build an application for tests, its database brought up by the real migrations."""
    environment = {
        "HEDERSPRIS_ENV": "local",
        "HEDERSPRIS_DATABASE_URL": url,
        "HEDERSPRIS_SECRET_KEY": "for tests only",
        "HEDERSPRIS_FILES": files_folder(),
    }
    if demo:
        environment["HEDERSPRIS_DEMO"] = "1"
    app = create_app(Config.from_environment(environment))
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    app.test_client_class = ReviewingClient
    app.config["CLOCK"] = SettableClock()
    with app.app_context():
        alembic.upgrade()
    with app.app_context():
        db.engine.dispose()  # an application that only lists its routes leaves nothing open
    return app


def close(app: Flask) -> None:
    """Give an application's connections back: one that is only forgotten is a warning."""
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def worker() -> str:
    """Name this process among those that run the tests side by side."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


class Passwords(NamedTuple):
    """How passwords are hashed, and what is checked where there is no account."""

    hasher: PasswordHasher
    nobody: str


@pytest.fixture(scope="session", autouse=True)
def passwords() -> Iterator[Passwords]:
    """Hash passwords at the least cost, whichever application; gives what the product does."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    product = Passwords(product_passwords._HASHER, product_passwords._NOBODY)
    with (
        patch.object(product_passwords, "_HASHER", cheap),
        patch.object(product_passwords, "_NOBODY", cheap.hash("nobody has this one")),
    ):
        yield product


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give one application a worker, on an empty database."""
    url = make_database(tmp_path_factory.mktemp("database"), f"hederspris_test_{worker()}")
    app = make_app(url)
    yield app
    close(app)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """Give a session in a transaction that is rolled back when the test ends."""
    clock: SettableClock = app.config["CLOCK"]
    clock.now = START
    token = writing.set(True)
    with app.app_context(), isolated(app):
        yield db.session
        db.session.close()
    writing.reset(token)


@contextmanager
def isolated(app: Flask) -> Iterator[None]:
    """Put every session on one connection whose transaction is rolled back at the end.

    A commit in the code under test releases a savepoint, so that it is real to whoever reads it
    in the same test and gone afterwards.
    """
    maker = app.extensions["sqlalchemy"]._app_state[app].sessionmaker
    with db.engine.connect() as connection:
        transaction = connection.begin()
        nested = {"bind": connection, "binds": {}, "join_transaction_mode": "create_savepoint"}
        with patch.dict(maker.kw, nested):
            yield
        transaction.rollback()


@pytest.fixture
def clock(app: Flask) -> SettableClock:
    """Give the clock of the application."""
    settable: SettableClock = app.config["CLOCK"]
    return settable


@pytest.fixture(scope="session")
def memory() -> Memory:
    """Keep what the making of worlds left in the database of the worker's one application."""
    return Memory()


@pytest.fixture
def world(session: Session, clock: SettableClock, memory: Memory) -> World:
    """Give a small prize with everybody in it, and no round yet."""
    return World(session, clock, memory)


@pytest.fixture
def client(app: Flask, session: Session) -> ReviewingClient:
    """Give a client nobody has signed in with, on the test's own transaction."""
    made = app.test_client()
    assert isinstance(made, ReviewingClient)
    return made
