"""Sessions: how long they live, and that old rows go without a job for it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Account, AccountSession
from app.services import sessions
from tests.conftest import SettableClock
from tests.factories import World


@pytest.fixture
def account(world: World) -> Account:
    return world.people["chair"]


def count(session: Session) -> int:
    return session.execute(select(func.count()).select_from(AccountSession)).scalar_one()


def test_a_token_finds_its_session_and_account(
    session: Session, account: Account, clock: SettableClock
) -> None:
    token = sessions.start(session, account, clock.now)
    found = sessions.find(session, token, clock.now)
    assert found is not None
    assert found.account is account
    assert sessions.find(session, sessions.digest_of(token), clock.now) is None


def test_what_has_ended_ends_once(session: Session, account: Account, clock: SettableClock) -> None:
    token = sessions.start(session, account, clock.now)
    sessions.end(session, token, clock.now)
    later = clock.now + timedelta(hours=1)
    sessions.end_all(session, account, later)
    sessions.carry_over(session, before=clock.now, after=later)
    found = session.scalars(select(AccountSession)).one()
    assert (found.used_at, found.ended_at) == (clock.now, clock.now)


def test_a_clock_that_is_wound_signs_nobody_out_and_nobody_in(
    session: Session, account: Account, clock: SettableClock
) -> None:
    over = sessions.start(session, account, clock.now - timedelta(hours=13))
    living = sessions.start(session, account, clock.now)
    later = clock.now + timedelta(days=7)
    sessions.carry_over(session, before=clock.now, after=later)
    assert sessions.find(session, living, later) is not None
    assert sessions.find(session, over, later) is None


def test_a_sign_in_takes_old_rows_away_a_hundred_at_a_time(
    session: Session, account: Account, clock: SettableClock
) -> None:
    old = clock.now - timedelta(days=30, seconds=1)
    for number in range(150):
        session.add(
            AccountSession(digest=str(number), account_id=account.id, started_at=old, used_at=old)
        )
    session.flush()
    left = []
    for _ in range(2):
        sessions.start(session, account, clock.now)
        left.append(count(session))
    assert left == [51, 2]
