"""A forgotten password: a link to whoever has the account, which counts once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.models import Notice, PasswordReset
from app.services import password_resets, passwords, sessions
from app.services.passwords import WeakPasswordError
from app.services.spent_links import Spent, SpentLinkError
from tests.factories import World

GOOD = "hus ved havet i vest"


def ask(world: World, email: str = "Nominator@example.org ") -> PasswordReset | None:
    password_resets.ask(world.system, email)
    return world.session.scalars(
        select(PasswordReset).order_by(PasswordReset.id.desc()).limit(1)
    ).one_or_none()


def mails(world: World) -> list[tuple[str, str]]:
    found = world.session.scalars(select(Notice).where(Notice.kind.contains("password")))
    return [(one.kind, one.receiver.email) for one in found.all()]


def why(world: World, made: PasswordReset) -> Spent:
    with pytest.raises(SpentLinkError) as caught:
        password_resets.use(world.system, made.id, made.nonce, GOOD)
    return caught.value.why


def test_a_link_is_sent_to_whoever_has_the_account(world: World) -> None:
    assert ask(world) is not None
    assert mails(world) == [("new_password", "nominator@example.org")]


@pytest.mark.parametrize("email", ["ingen@example.org", "", "'; drop"])
def test_nothing_is_sent_where_there_is_no_account(world: World, email: str) -> None:
    assert ask(world, email) is None
    assert mails(world) == []


def test_a_closed_account_is_sent_nothing(world: World) -> None:
    world.people["nominator"].disabled_at = world.clock.now
    assert ask(world) is None


def test_asking_again_at_once_sends_nothing_more(world: World) -> None:
    ask(world)
    world.pass_time(minutes=4)
    ask(world)
    assert len(mails(world)) == 1
    world.pass_time(minutes=2)
    ask(world)
    assert len(mails(world)) == 2


def test_a_new_password_ends_every_session_and_uses_up_every_link(world: World) -> None:
    account = world.people["nominator"]
    token = sessions.start(world.session, account, world.clock.now)
    first = ask(world)
    world.pass_time(minutes=6)
    latest = ask(world)
    assert first is not None
    assert latest is not None
    number = account.session_number
    assert password_resets.use(world.system, latest.id, latest.nonce, GOOD) is account
    assert passwords.is_right(account, GOOD)
    assert sessions.find(world.session, token, world.clock.now) is None
    assert account.session_number == number + 1
    assert why(world, latest) is Spent.USED
    world.session.refresh(first)
    assert why(world, first) is Spent.USED


def test_the_owner_is_told_when_a_password_was_changed(world: World) -> None:
    passwords.change(world.system, world.people["nominator"], GOOD)
    assert mails(world) == []  # the first that it has
    passwords.change(world.system, world.people["nominator"], GOOD + " igjen")
    assert mails(world) == [("password_changed", "nominator@example.org")]


def test_a_weak_password_uses_nothing_up(world: World) -> None:
    made = ask(world)
    assert made is not None
    with pytest.raises(WeakPasswordError):
        password_resets.use(world.system, made.id, made.nonce, "kort")
    assert made.used_at is None


def test_a_link_runs_out_and_another_row_has_another(world: World) -> None:
    made = ask(world)
    assert made is not None
    with pytest.raises(SpentLinkError) as caught:
        password_resets.find(world.session, made.id, "another", world.clock.now)
    assert caught.value.why is Spent.UNKNOWN
    world.pass_time(hours=2)
    assert why(world, made) is Spent.EXPIRED
    assert made.expires_at == made.asked_at + timedelta(hours=2)
