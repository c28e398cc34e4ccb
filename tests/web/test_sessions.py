"""Sessions over HTTP: begun, used, ended, and worth nothing afterwards, wherever copied."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Account, AccountSession
from app.services import accounts
from app.services.work import Work
from tests.clients import ReviewingClient, client_of
from tests.conftest import START, SettableClock
from tests.factories import SYSTEM, World

PASSWORD = "riktig hest batteri stift"


@pytest.fixture
def account(world: World) -> Account:
    return world.account("leser", password=PASSWORD)


def sign_in(client: ReviewingClient) -> None:
    answer = client.post("/logg-inn", data={"email": "leser@example.org", "password": PASSWORD})
    assert answer.status_code == 303


def is_signed_in(client: ReviewingClient) -> bool:
    return client.get("/oversikt").status_code == 200


def copy_of(app: Flask, client: ReviewingClient) -> ReviewingClient:
    """Give another browser with a copy of a browser's cookie."""
    made = client_of(app, None)
    cookie = client.get_cookie("hederspris")
    assert cookie is not None
    made.set_cookie("hederspris", cookie.value)
    return made


def stored(session: Session) -> list[tuple[timedelta, timedelta | None]]:
    """Give when each session was last used, and when it ended, from the start of the test."""
    session.expire_all()
    found = session.scalars(select(AccountSession).order_by(AccountSession.id)).all()
    return [(one.used_at - START, one.ended_at - START if one.ended_at else None) for one in found]


def test_a_copied_cookie_is_worth_nothing_after_the_sign_out(
    app: Flask, client: ReviewingClient, account: Account
) -> None:
    sign_in(client)
    copied = copy_of(app, client)
    assert is_signed_in(copied)
    client.post("/logg-ut")
    assert not is_signed_in(copied)
    assert copied.post("/forslag/1/send-inn").status_code == 401


def test_signing_in_again_ends_the_session_before(
    app: Flask, client: ReviewingClient, account: Account
) -> None:
    sign_in(client)
    copied = copy_of(app, client)
    sign_in(client)
    assert is_signed_in(client)
    assert not is_signed_in(copied)


def test_signing_out_in_one_browser_leaves_the_other(
    app: Flask, client: ReviewingClient, account: Account, session: Session
) -> None:
    other = client_of(app, None)
    for one in (client, other):
        sign_in(one)
    client.post("/logg-ut")
    assert is_signed_in(other)
    assert stored(session) == [(timedelta(0), timedelta(0)), (timedelta(0), None)]


def test_the_table_holds_no_token(
    client: ReviewingClient, account: Account, session: Session
) -> None:
    sign_in(client)
    with client.session_transaction() as browser:
        token = browser["_user_id"]
    assert len(token) == 43
    found = session.scalars(select(AccountSession.digest)).all()
    assert [len(digest) for digest in found] == [64]
    assert token not in found


def test_a_session_ends_twelve_hours_after_its_last_use(
    client: ReviewingClient, account: Account, clock: SettableClock
) -> None:
    sign_in(client)
    for hours in (11, 11, 11):
        clock.now += timedelta(hours=hours)
        assert is_signed_in(client)
    clock.now += timedelta(hours=12)
    assert not is_signed_in(client)


def test_a_use_is_noted_at_most_every_quarter_of_an_hour(
    client: ReviewingClient, account: Account, clock: SettableClock, session: Session
) -> None:
    sign_in(client)
    noted = []
    for minutes in (14, 1, 14, 1):
        clock.now += timedelta(minutes=minutes)
        assert is_signed_in(client)
        noted.append(stored(session)[0][0])
    quarter = timedelta(minutes=15)
    assert noted == [timedelta(0), quarter, quarter, 2 * quarter]


def test_a_refused_request_notes_the_use_too(
    client: ReviewingClient, account: Account, clock: SettableClock, session: Session
) -> None:
    sign_in(client)
    clock.now += timedelta(hours=1)
    assert client.post("/forslag/1/send-inn").status_code == 404
    assert stored(session) == [(timedelta(hours=1), None)]


def test_a_disabled_account_is_signed_in_nowhere(
    client: ReviewingClient, account: Account, clock: SettableClock, session: Session
) -> None:
    sign_in(client)
    account.disabled_at = clock.now
    session.flush()
    assert not is_signed_in(client)


def test_signing_out_everywhere_ends_the_sessions_of_one_account_alone(
    app: Flask, client: ReviewingClient, account: Account, world: World
) -> None:
    sign_in(client)
    other = client_of(app, world.people["chair"].id)
    accounts.sign_out_everywhere(Work(world.session, SYSTEM, world.clock.now), account)
    assert (is_signed_in(client), is_signed_in(other)) == (False, True)


def test_after_the_session_pages_answer_in_the_language_of_who_was_signed_in(
    client: ReviewingClient, account: Account, session: Session
) -> None:
    account.language = "nn"
    session.flush()
    sign_in(client)
    client.post("/logg-ut")
    answer = client.post("/forslag/1/send-inn", data={})
    assert answer.status_code == 401
    assert '<html lang="nn"' in answer.get_data(as_text=True)
