"""Senders at once send each message once, whatever their clocks say, and lock nobody out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Event, Thread

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from app.documents.outbox import Outcome, send_due
from app.extensions import db
from app.models import Notice, Sending
from app.models.engine import writing
from app.rules.notices import NoticeKind
from app.services import notices
from config import Config
from tests.races.conftest import PATIENCE, Arena
from tests.services.mailbox import Mailbox, running

Clock = Callable[[], datetime]


def queue(arena: Arena, count: int) -> None:
    """Have so many messages in the outbox, and no others."""
    arena.session.execute(Notice.__table__.delete())
    arena.session.execute(Sending.__table__.delete())
    for number in range(count):
        notices.queue(
            arena.session,
            arena.world.people["nominator"].id,
            NoticeKind.ROUND_ANNOUNCED,
            key=f"number:{number}",
            now=arena.clock.now,
            not_before=arena.clock.now,
            slug="prisen",
        )
    arena.session.commit()


@contextmanager
def mail_server(arena: Arena) -> Iterator[tuple[Mailbox, Config]]:
    """Run a mail server, with settings that name it."""
    with running() as mailbox:
        settings = arena.app.config["HEDERSPRIS"]
        yield mailbox, replace(settings, smtp_url=f"smtp://127.0.0.1:{mailbox.port}")


class Sender(Thread):
    """A sender on a machine of its own."""

    def __init__(self, arena: Arena, config: Config, clock: Clock, barrier: Barrier | None) -> None:
        super().__init__(daemon=True)
        self.arena, self.config, self.clock, self.barrier = arena, config, clock, barrier
        self.outcome: Outcome | None = None

    def run(self) -> None:
        with self.arena.app.app_context():
            if self.barrier is not None:
                self.barrier.wait()
            self.outcome = send_due(self.config, self.clock)

    def ended(self) -> Outcome:
        self.join(PATIENCE)
        assert not self.is_alive()
        assert self.outcome is not None
        return self.outcome


def waiting(arena: Arena) -> int:
    count = select(func.count()).select_from(Notice).where(Notice.sent_at.is_(None))
    return arena.session.execute(count).scalar_one()


@pytest.mark.parametrize("skew", [timedelta(0), timedelta(minutes=11), timedelta(days=1)])
def test_senders_at_once_send_everything_once(arena: Arena, skew: timedelta) -> None:
    queue(arena, 12)
    barrier, now = Barrier(3, timeout=PATIENCE), arena.clock.now
    with mail_server(arena) as (mailbox, config):
        senders = [
            Sender(arena, config, lambda ahead=ahead: now + ahead, barrier)
            for ahead in (timedelta(0), skew, 2 * skew)
        ]
        for sender in senders:
            sender.start()
        outcomes = [sender.ended() for sender in senders]
    assert sum(outcome.sent for outcome in outcomes) == 12
    assert all(outcome.is_good for outcome in outcomes)
    identities = [message["Message-ID"] for message in mailbox.taken]
    assert len(identities) == len(set(identities)) == 12
    assert waiting(arena) == 0


def test_a_sender_whose_clock_is_ahead_takes_nothing_that_is_being_sent(arena: Arena) -> None:
    """The first is in the middle of a message when the second comes, which is a day ahead."""
    queue(arena, 3)
    taking, go_on = Event(), Event()
    with mail_server(arena) as (mailbox, config):

        def slow() -> None:
            if not taking.is_set():
                taking.set()
                assert go_on.wait(PATIENCE)

        mailbox.meanwhile = slow
        now = arena.clock.now
        first = Sender(arena, config, lambda: now, None)
        first.start()
        assert taking.wait(PATIENCE)
        second = Sender(arena, config, lambda: now + timedelta(days=1), None)
        second.start()
        outcome = second.ended()
        go_on.set()
        assert (outcome.sent, first.ended().sent) == (2, 1)
    identities = [message["Message-ID"] for message in mailbox.taken]
    assert len(identities) == len(set(identities)) == 3


def test_what_a_dead_sender_had_claimed_is_sent_when_its_claim_is_over(arena: Arena) -> None:
    queue(arena, 2)
    assert notices.claim_next(arena.session, "dead", arena.clock.now) is not None
    arena.session.commit()
    with mail_server(arena) as (_mailbox, config):
        left = Sender(arena, config, arena.clock, None)
        left.start()
        assert left.ended().sent == 1
        past = update(Notice).where(Notice.claimed_by == "dead")
        arena.session.execute(past.values(claimed_until=arena.clock.now - timedelta(days=900)))
        arena.session.commit()
        again = Sender(arena, config, arena.clock, None)
        again.start()
        assert again.ended().sent == 1
    assert waiting(arena) == 0


def test_others_write_at_once_while_a_server_takes_its_time(arena: Arena) -> None:
    """Also on what the sender itself is about to write, and without waiting for a lock."""
    queue(arena, 2)
    written: list[int] = []

    def write() -> None:
        writing.set(True)
        with arena.app.app_context(), db.engine.connect() as connection:
            if db.engine.dialect.name == "sqlite":
                connection.connection.execute("PRAGMA busy_timeout = 0")
            with Session(connection) as session:
                if db.engine.dialect.name == "postgresql":
                    session.execute(text("SET LOCAL lock_timeout = '1ms'"))
                every = session.execute(update(Notice).values(context=Notice.context))
                state = session.execute(update(Sending).values(id=1))
                session.commit()
            if db.engine.dialect.name == "sqlite":
                connection.connection.execute("PRAGMA busy_timeout = 20000")
            written.append(every.rowcount + state.rowcount)

    with mail_server(arena) as (mailbox, config):
        mailbox.meanwhile = write
        sender = Sender(arena, config, arena.clock, None)
        sender.start()
        assert sender.ended().sent == 2
    assert written == [3, 3]
