"""Attempts in vain: wrong passwords are counted and slow whoever guesses; the rest goes free.

A right sign-in never counts. A wrong one counts for the pair of the address that was typed and the
network that it came from, and, more loosely, for the network. Nobody can keep an owner out from
elsewhere, since no counter is of the account alone; and a browser that has signed in to the account
before has a counter of its own, which nobody else can touch.

The counter of an attempt is locked until it is decided, so that two at once count as two; that of
the network only while it is raised, so that nobody who is right waits for another. While one waits
the password is not even looked at: guessing costs no hashing, and leaves no rows.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.models import Attempts
from app.rules.attempts import wait_after
from app.services.old_rows import take_away

FREE_OF_ACCOUNT = 5
FREE_OF_NETWORK = 50
FORGOTTEN_AFTER = timedelta(hours=1)
TOLD_EVERY = timedelta(hours=1)
"""The same refusal is put on record so often at most."""
KEPT = timedelta(days=1)


class TooSoonError(Exception):
    """After failures one waits. This attempt was not looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        self.seconds = seconds


@dataclass(frozen=True)
class Source:
    """Where an attempt to sign in comes from, as marks from which no address can be read.

    account: of the address that was typed.
    network: of where it came from.
    device: of the browser, if it has signed in to that account before.
    """

    account: str
    network: str
    device: str = ""

    @property
    def own(self) -> str:
        """The key of the counter of this account, from this network or in this browser."""
        if self.device:
            return f"device:{self.device}:{self.account}"
        return f"pair:{self.network}:{self.account}"

    @property
    def shared(self) -> str | None:
        """The key of the counter of the network; none for a browser that is known again."""
        return None if self.device else f"network:{self.network}"


def begin(session: Session, source: Source, now: datetime) -> Attempts:
    """Lock the counter of an attempt until it is decided.

    Raises:
        TooSoonError: it waits, or the network does.

    """
    keys = [key for key in (source.own, source.shared) if key]
    # Without a lock first: whoever waits holds up nobody.
    _refuse_waiting(session.scalars(select(Attempts).where(Attempts.key.in_(keys))), now)
    counter = _lock(session, source.own, now)
    _refuse_waiting([counter], now)
    return counter


def _refuse_waiting(counters: Iterable[Attempts], now: datetime) -> None:
    left = [(one.waits_until - now).total_seconds() for one in counters if one.waits_until]
    seconds = math.ceil(max(left, default=0))
    if seconds > 0:
        raise TooSoonError(seconds)


def count(session: Session, source: Source, counter: Attempts, now: datetime) -> None:
    """Count a failure. Rows long out of use are taken away."""
    _raise(counter, FREE_OF_ACCOUNT, now)
    if source.shared:  # always after the own: nobody waits for each other
        _raise(_lock(session, source.shared, now), FREE_OF_NETWORK, now)
    session.flush()
    take_away(session, Attempts.id, Attempts.last_at < now - KEPT)


def _raise(counter: Attempts, free: int, now: datetime) -> None:
    if now - counter.last_at > FORGOTTEN_AFTER:
        counter.failures = 0
    counter.failures += 1
    counter.last_at = now
    seconds = wait_after(counter.failures, free)
    counter.waits_until = now + timedelta(seconds=seconds) if seconds else None


def spend(session: Session, key: str, free: int, now: datetime) -> None:
    """Count one more of what anybody may do some times an hour; then whoever goes on waits.

    Raises:
        TooSoonError: it waits. This one was not done.

    """
    row = _lock(session, key, now)
    _refuse_waiting([row], now)
    _raise(row, free, now)
    session.flush()


def forgive(session: Session, counter: Attempts) -> None:
    """Forget what was typed wrong before it was right. What others did in the network stays."""
    session.delete(counter)
    session.flush()


def is_news(session: Session, key: str, now: datetime) -> bool:
    """Say whether a refusal has not been put on record for an hour."""
    told = session.scalar(select(Attempts.last_at).where(Attempts.key == key))
    return told is None or now - told >= TOLD_EVERY


def tell(session: Session, key: str, now: datetime) -> bool:
    """Note that a refusal is put on record now; False if somebody did within the hour."""
    row = _lock(session, key, now)
    if row.failures and now - row.last_at < TOLD_EVERY:
        return False
    row.failures += 1
    row.last_at = now
    session.flush()
    return True


def _lock(session: Session, key: str, now: datetime) -> Attempts:
    """Lock a row, a new one if there is none: in one statement, so that two make one."""
    name = session.get_bind().dialect.name
    insert = sqlite.insert(Attempts) if name == "sqlite" else postgresql.insert(Attempts)
    statement = (
        insert.values(key=key, failures=0, last_at=now)
        .on_conflict_do_update(index_elements=["key"], set_={"key": key})
        .returning(Attempts)
    )
    return session.scalars(statement, execution_options={"populate_existing": True}).one()
