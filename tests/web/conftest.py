"""An application with a few routes of its own, to try what surrounds every request."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import Round
from app.models.engine import writing
from tests.clients import ReviewingClient, client_of
from tests.conftest import START, SettableClock, close, isolated, make_app, make_database, worker
from tests.factories import World
from tests.memory import Memory
from tests.web import bench as routes
from tests.web.access import sign_in_each
from tests.web.access_world import Stage, build
from tests.web.builder import Builder


@pytest.fixture(scope="session")
def bench_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give an application with the routes of the bench, on a database of its own."""
    url = make_database(tmp_path_factory.mktemp("bench"), f"hederspris_bench_{worker()}")
    app = make_app(url)
    app.register_blueprint(routes.blueprint)
    yield app
    close(app)


@pytest.fixture
def bench_session(bench_app: Flask) -> Iterator[Session]:
    """Give a session of the bench, in a transaction that is rolled back when the test ends."""
    token = writing.set(True)
    with bench_app.app_context(), isolated(bench_app):
        yield db.session
        db.session.close()
    writing.reset(token)


@pytest.fixture
def bench(bench_app: Flask, bench_session: Session) -> ReviewingClient:
    """Give a client of the bench that nobody has signed in with."""
    made = bench_app.test_client()
    assert isinstance(made, ReviewingClient)
    return made


@pytest.fixture(scope="session")
def bench_memory() -> Memory:
    """Keep what the making of worlds left on the bench."""
    return Memory()


@pytest.fixture
def bench_world(bench_app: Flask, bench_session: Session, bench_memory: Memory) -> World:
    """Give a small prize with everybody in it, on the bench."""
    clock: SettableClock = bench_app.config["CLOCK"]
    clock.now = START
    return World(bench_session, clock, bench_memory)


@pytest.fixture
def award_round(world: World) -> Round:
    return world.plan()


@pytest.fixture
def builder(app: Flask, world: World, award_round: Round) -> Builder:
    return Builder(client_of(app, world.people["secretariat"].id), award_round)


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Give a prize with a round in every phase. What a test does on it must be taken back."""
    yield from _stage(tmp_path_factory, turned=False)


@pytest.fixture(scope="session")
def turned_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Give the same, with the other way round whatever is not for all to see."""
    yield from _stage(tmp_path_factory, turned=True)


def _stage(tmp_path_factory: pytest.TempPathFactory, *, turned: bool) -> Iterator[Stage]:
    name = f"hederspris_stage_{'turned_' if turned else ''}{worker()}"
    app = make_app(make_database(tmp_path_factory.mktemp("stage"), name))
    token = writing.set(True)
    with app.app_context():
        made = build(app, db.session, turned=turned)
    writing.reset(token)
    sign_in_each(made)
    yield made
    close(app)
