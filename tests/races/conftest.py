"""Races are run for real: on a database of their own, with commits, in threads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from threading import Barrier, Event, Thread
from time import sleep
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import Account, Nomination, Round
from app.models.engine import writing
from app.rules.calendar import day_of
from app.services import accounts
from app.services.work import Work
from tests.conftest import SettableClock, make_app, make_database, worker
from tests.factories import World

Act = Callable[[Work], Any]
Wait = Callable[[], None]
PATIENCE = 60  # seconds, after which a thread that waits is a failure of the test
PAUSE = 0.3  # seconds in which somebody else gets as far as she can
YEARS = count(2026)


@dataclass
class Arena:
    """An application on a real database, with a world in it that every test goes on from."""

    app: Flask
    world: World

    @property
    def clock(self) -> SettableClock:
        clock: SettableClock = self.app.config["CLOCK"]
        return clock

    @property
    def session(self) -> Session:
        return self.world.session

    def at(self, phase: str) -> tuple[int, list[int]]:
        """Take a new round to a phase, commit it, and give its number and its nominations'."""
        award_round, made = self.world.at(phase, next(YEARS))
        return self.settle(award_round, made)

    def deliberate_shortlist(self, count: int) -> tuple[int, list[int]]:
        """Take a new round to where its shortlist can be named, as ``at`` does with a phase."""
        return self.settle(*self.world.deliberate_shortlist(count, year=next(YEARS)))

    def open(self, drafts: int = 1) -> tuple[Round, list[Nomination]]:
        """Open the call of a new round, with complete drafts in it."""
        award_round = self.world.open(next(YEARS))
        return award_round, [self.world.draft(award_round) for _ in range(drafts)]

    def settle(self, award_round: Round, made: list[Nomination]) -> tuple[int, list[int]]:
        """Commit what the test has set up, and hold no lock on it."""
        self.session.flush()
        found = award_round.id, [nomination.id for nomination in made]
        self.session.commit()
        return found

    def id_of(self, name: str) -> int:
        """Give the account of one of the people."""
        found = self.world.people[name].id
        self.session.commit()
        return found

    def race(self, *entries: tuple[str, Act]) -> list[Any]:
        """Let several act at the same moment, each in a transaction of her own.

        Each entry is who acts, and what she does. Gives what each returned or raised.
        """
        ids = {name: self.id_of(name) for name, _ in entries}
        barrier = Barrier(len(entries), timeout=PATIENCE)
        # Where a transaction takes the one lock there is, they meet before it begins.
        is_sqlite = db.engine.dialect.name == "sqlite"

        def begin() -> None:
            if is_sqlite:
                barrier.wait()

        def met() -> None:
            if not is_sqlite:
                barrier.wait()

        return self._run([partial(self._act, ids[who], act, begin, met) for who, act in entries])

    def overlap(self, first: tuple[str, Act], second: tuple[str, Act]) -> list[Any]:
        """Let the second begin when the first has acted, and not yet committed."""
        ids = {who: self.id_of(who) for who, _ in (first, second)}
        acted = Event()

        def and_dawdle(work: Work) -> Any:
            outcome = first[1](work)
            acted.set()
            sleep(PAUSE)
            return outcome

        def begin() -> None:
            assert acted.wait(PATIENCE)

        return self._run(
            [
                partial(self._act, ids[first[0]], and_dawdle, _at_once, _at_once),
                partial(self._act, ids[second[0]], second[1], begin, _at_once),
            ]
        )

    def _run(self, acts: list[Callable[[], Any]]) -> list[Any]:
        outcomes: list[Any] = [None] * len(acts)

        def run(place: int) -> None:
            writing.set(True)  # a thread has a context of its own
            with self.app.app_context():
                outcomes[place] = acts[place]()

        threads = [Thread(target=run, args=(n,), daemon=True) for n in range(len(acts))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
            assert not thread.is_alive(), "somebody waits for ever"
        self.session.expire_all()
        return outcomes

    def _act(self, account_id: int, act: Act, begin: Wait, met: Wait) -> Any:
        begin()
        with Session(db.engine, expire_on_commit=False) as session:
            account = session.get_one(Account, account_id)
            actor = accounts.actor_for(session, account, day_of(self.clock.now))
            work = Work(session, actor, self.clock.now)
            met()
            return _as_a_request(work, act)


def _at_once() -> None:
    """Wait for nobody."""


def _as_a_request(work: Work, act: Act) -> Any:
    """Commit what was done; roll a refusal back, and keep what it handed over to be kept."""
    try:
        outcome = act(work)
        work.session.commit()
    except Exception as refusal:  # noqa: BLE001 - the test says which it expects
        work.session.rollback()
        for kept in work.kept:
            kept(Work(work.session, work.actor, work.now))
        work.session.commit()
        return refusal
    return outcome


@pytest.fixture(scope="session")
def _arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    url = make_database(tmp_path_factory.mktemp("races"), f"hederspris_races_{worker()}")
    app = make_app(url)
    with app.app_context():
        token = writing.set(True)
        world = World(db.session, app.config["CLOCK"])
        db.session.commit()
        writing.reset(token)
        yield Arena(app, world)
        db.session.close()
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def arena(_arena: Arena) -> Iterator[Arena]:
    token = writing.set(True)
    yield _arena
    _arena.session.rollback()
    writing.reset(token)


def kinds(outcomes: list[Any]) -> list[str]:
    """Name what came out of a race, in no particular order."""
    return sorted(type(outcome).__name__ for outcome in outcomes)
