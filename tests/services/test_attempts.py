"""Wrong passwords slow whoever guesses; right ones are never counted, and no owner is kept out."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Account, Attempts
from app.services import accounts, passwords
from app.services.accounts import SignInRefusedError
from app.services.attempts import Source, TooSoonError
from app.services.work import Work
from tests.conftest import SettableClock
from tests.factories import SYSTEM, World
from tests.services.helpers import events

RIGHT, WRONG = "riktig hest batteri stift", "galt"
GUESSER = Source(account="chair", network="there")
OWNER = Source(account="chair", network="here")
KNOWN = Source(account="chair", network="there", device="hers")
Attempt = Callable[..., str]


@pytest.fixture
def account(world: World) -> Account:
    return world.account("leser", password=RIGHT)


@pytest.fixture
def attempt(session: Session, account: Account, clock: SettableClock) -> Attempt:
    """Give a function that tries to sign in, and says what came of it."""

    def try_it(source: Source, password: str = WRONG, email: str = account.email) -> str:
        work = Work(session, SYSTEM, clock.now)
        try:
            accounts.authenticate(work, email, password, source)
        except SignInRefusedError:
            return "wrong"
        except TooSoonError as early:
            return f"wait {early.seconds}"
        return "in"

    return try_it


def rows(session: Session) -> dict[str, int]:
    found = session.execute(select(Attempts.key, Attempts.failures))
    return {key: failures for key, failures in found if not key.startswith("refused:")}


def test_the_wait_doubles_and_an_attempt_meanwhile_changes_nothing(
    attempt: Attempt, clock: SettableClock
) -> None:
    assert [attempt(GUESSER) for _ in range(5)] == ["wrong"] * 5
    waits = []
    for _ in range(8):
        said = [attempt(GUESSER) for _ in range(3)]
        assert len(set(said)) == 1
        waits.append(said[0])
        clock.now += timedelta(seconds=int(said[0].removeprefix("wait ")))
        assert attempt(GUESSER) == "wrong"
    assert waits == [f"wait {seconds}" for seconds in (1, 2, 4, 8, 16, 32, 60, 60)]


def test_the_wait_is_said_in_whole_seconds_that_suffice(
    attempt: Attempt, clock: SettableClock
) -> None:
    for _ in range(5):
        attempt(GUESSER)
    clock.now += timedelta(milliseconds=1)
    assert attempt(GUESSER) == "wait 1"


def test_while_one_waits_no_password_is_looked_at(attempt: Attempt) -> None:
    for _ in range(5):
        attempt(GUESSER)
    with patch.object(passwords, "_HASHER") as hasher:
        assert attempt(GUESSER, RIGHT) == "wait 1"
    assert hasher.mock_calls == []


def test_ten_thousand_wrong_passwords_do_not_keep_the_owner_out(
    attempt: Attempt, clock: SettableClock, session: Session
) -> None:
    outcomes = []
    for _ in range(10_000):
        outcomes.append(attempt(GUESSER))
        clock.now += timedelta(seconds=1)
    assert attempt(OWNER, RIGHT) == "in"
    assert attempt(KNOWN, RIGHT) == "in"
    # Of these few were looked at: 5 free ones, 6 while the wait doubled, then one a minute.
    assert 150 < outcomes.count("wrong") < 180
    hours = 3  # 10,000 seconds, begun
    assert len(events(session, "account.sign_in_refused")) == hours


def test_the_browser_of_the_owner_has_a_counter_of_its_own(attempt: Attempt) -> None:
    for _ in range(5):
        assert attempt(GUESSER) == "wrong"
    assert attempt(GUESSER, RIGHT) == "wait 1"
    assert attempt(KNOWN, RIGHT) == "in"
    for _ in range(5):
        assert attempt(KNOWN) == "wrong"
    assert attempt(KNOWN) == "wait 1"


def test_a_network_is_braked_over_many_accounts(attempt: Attempt, clock: SettableClock) -> None:
    def over(number: int, network: str = "there") -> str:
        source = Source(account=f"account {number}", network=network)
        return attempt(source, email=f"{number}@example.org")

    assert [over(number) for number in range(50)] == ["wrong"] * 50
    assert over(51) == "wait 1"
    assert over(51, "elsewhere") == "wrong"
    assert attempt(KNOWN, RIGHT) == "in"
    clock.now += timedelta(seconds=1)
    assert over(51) == "wrong"
    assert over(52) == "wait 2"


def test_right_sign_ins_never_count(attempt: Attempt, session: Session) -> None:
    assert [attempt(OWNER, RIGHT) for _ in range(200)] == ["in"] * 200
    assert rows(session) == {}


def test_a_right_one_forgives_what_was_typed_wrong_before(
    attempt: Attempt, session: Session
) -> None:
    for _ in range(4):
        assert attempt(OWNER) == "wrong"
    assert attempt(OWNER, RIGHT) == "in"
    assert rows(session) == {"network:here": 4}
    assert [attempt(OWNER) for _ in range(5)] == ["wrong"] * 5


def test_after_an_hour_without_a_wrong_one_all_is_forgotten(
    attempt: Attempt, clock: SettableClock
) -> None:
    for _ in range(5):
        attempt(GUESSER)
    clock.now += timedelta(hours=1, seconds=1)
    assert [attempt(GUESSER) for _ in range(5)] == ["wrong"] * 5
    assert attempt(GUESSER) == "wait 1"


def test_a_refusal_is_on_record_once_an_hour_for_an_account_and_a_network(
    attempt: Attempt, clock: SettableClock, session: Session, account: Account
) -> None:
    def told() -> int:
        return len(events(session, "account.sign_in_refused"))

    found = []
    for source, email in (
        (GUESSER, account.email),
        (GUESSER, account.email),
        (OWNER, account.email),
        (GUESSER, "nobody@example.org"),
        (GUESSER, "nobody.else@example.org"),
    ):
        attempt(source, email=email)
        found.append(told())
    assert found == [1, 1, 2, 3, 3]
    clock.now += timedelta(minutes=59)
    attempt(GUESSER)
    assert told() == 3
    clock.now += timedelta(minutes=1)
    attempt(GUESSER)
    assert told() == 4


def test_old_counts_are_taken_away_a_hundred_at_a_time(
    attempt: Attempt, clock: SettableClock, session: Session
) -> None:
    old = clock.now - timedelta(days=1, seconds=1)
    session.add_all([Attempts(key=f"pair:{n}", failures=1, last_at=old) for n in range(150)])
    session.flush()
    left = []
    for _ in range(2):
        attempt(GUESSER)
        left.append(session.scalar(select(func.count()).select_from(Attempts)))
    assert left == [53, 3]  # of the attempts themselves: a pair, a network, and what was told


def test_a_source_counts_for_the_pair_and_the_network_or_for_the_known_browser_alone() -> None:
    assert (OWNER.own, OWNER.shared) == ("pair:here:chair", "network:here")
    assert (KNOWN.own, KNOWN.shared) == ("device:hers:chair", None)
