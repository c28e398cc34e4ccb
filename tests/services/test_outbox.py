"""Sending to a real server: what becomes of mail that it refuses, puts off or breaks off."""

import socket
from dataclasses import replace

import pytest
from sqlalchemy import delete

from app.models import Notice, Sending
from app.rules.notices import NoticeKind, Stopped
from app.services import notices
from config import Config
from tests.factories import World
from tests.services.mailbox import Mailbox, free_port
from tests.services.sending import send, stored

MINUTES = (1, 2, 4, 8, 15, 15, 15)


def queue(world: World, count: int, name: str = "nominator") -> None:
    """Queue so many messages to somebody, and none but these."""
    for number in range(count):
        notices.queue(
            world.session,
            world.people[name].id,
            NoticeKind.SCORING_OPEN,
            key=f"number:{number}",
            now=world.clock.now,
            slug="prisen-2026",
        )


def state(world: World) -> Sending:
    world.session.expire_all()
    return world.session.get_one(Sending, 1)


def nowhere(config: Config) -> Config:
    return replace(config, smtp_url=f"smtp://127.0.0.1:{free_port()}")


def test_one_refused_address_holds_nobody_else_up(
    world: World, mailbox: Mailbox, config: Config
) -> None:
    mailbox.refuses["juror_b@example.org"] = "550 No such user"
    world.at("declaring")
    world.session.execute(delete(Notice).where(Notice.kind != "declaring_open"))
    made = send(world, config)
    assert (made.sent, made.refused, made.put_off, made.waiting) == (4, 1, 0, 1)
    assert not made.is_good
    failed = world.session.query(Notice).filter(Notice.sent_at.is_(None)).one()
    assert (failed.account.name, failed.attempts) == ("juror_b", 1)
    assert failed.last_error == "550 No such user"
    mailbox.refuses.clear()
    assert send(world, config).sent == 0
    world.pass_time(minutes=10)
    assert send(world, config).sent == 1
    assert mailbox.receivers[-1] == "juror_b@example.org"


@pytest.mark.parametrize(
    ("kind", "name"),
    [("no_such_template", "Astrid"), ("conflict_ruled", "Astrid\nBcc: everybody@example.org")],
)
def test_a_message_that_cannot_be_written_holds_nothing_up(
    world: World, mailbox: Mailbox, config: Config, kind: str, name: str
) -> None:
    world.people["chair"].name = name
    chair, ruled = world.people["chair"].id, NoticeKind.CONFLICT_RULED
    made = notices.queue(world.session, chair, ruled, key="thing:1", now=world.clock.now)
    assert made is not None
    made.kind = kind  # as an older version may have left one
    world.submit(world.open(), 1)
    outcome = send(world, config)
    assert (outcome.sent, outcome.refused) == (1, 1)
    assert mailbox.receivers == ["nominator@example.org"]
    attempted = stored(world)[0]
    assert attempted[:3] == (kind, 1, False)
    assert attempted[3]


def test_a_night_without_a_server_loses_no_mail(
    world: World, mailbox: Mailbox, config: Config
) -> None:
    queue(world, 60)
    down, faults = nowhere(config), []
    for _ in range(14 * 6):  # every ten minutes from six in the evening to eight in the morning
        faults.append(send(world, down).fault)
        world.pass_time(minutes=10)
    assert all(faults)
    assert faults[0] == "the mail server could not be reached: Connection refused"
    assert {(attempts, sent, error) for _, attempts, sent, error in stored(world)} == {
        (0, False, "")
    }
    world.pass_time(minutes=15)
    made = send(world, config)
    assert (made.sent, made.waiting, made.is_good) == (60, 0, True)
    assert len({message["Message-ID"] for message in mailbox.taken}) == 60


def test_a_server_that_is_away_is_left_alone_for_longer_each_time(
    world: World, mailbox: Mailbox, config: Config
) -> None:
    queue(world, 1)
    began, waits = world.clock.now, []
    for _ in MINUTES:
        assert send(world, nowhere(config)).fault.endswith(": Connection refused")
        until = state(world).retry_at
        assert until is not None
        waits.append((until - world.clock.now).total_seconds() / 60)
        world.pass_time(seconds=59)
        assert send(world, config).fault.startswith("the mail server could not be reached, and is")
        world.clock.now = until
    assert tuple(waits) == MINUTES
    assert (state(world).failures, state(world).failing_since) == (7, began)
    assert state(world).last_error == "Connection refused"
    assert send(world, config).is_good
    assert (state(world).failures, state(world).failing_since, state(world).retry_at) == (
        *(0, None),
        None,
    )
    assert (state(world).sent_at, state(world).last_error) == (world.clock.now, "")


def test_a_server_that_is_left_alone_is_tried_at_once_when_asked(
    world: World, mailbox: Mailbox, config: Config
) -> None:
    queue(world, 1)
    send(world, nowhere(config))
    assert send(world, config).sent == 0
    assert send(world, config, at_once=True).sent == 1


@pytest.mark.parametrize(
    "over", ["", "421 Too many messages", "451 Enough", "452 Too many", "550 Enough for now"]
)
def test_a_server_that_takes_three_messages_a_connection_gets_them_all(
    world: World, mailbox: Mailbox, config: Config, over: str
) -> None:
    queue(world, 10)
    mailbox.most, mailbox.over = 3, over
    made = send(world, config)
    assert (made.sent, made.waiting, made.is_good) == (10, 0, True)
    assert mailbox.connections == 4
    assert len({message["Message-ID"] for message in mailbox.taken}) == 10
    assert {attempts for _, attempts, _, _ in stored(world)} == {1}


def test_what_a_server_puts_off_is_tried_later_and_uses_up_no_try(
    world: World, mailbox: Mailbox, config: Config
) -> None:
    queue(world, 1, "chair")
    queue(world, 1)
    mailbox.refuses["chair@example.org"] = "450 4.2.0 Greylisted"
    made = send(world, config)
    assert (made.sent, made.put_off, made.waiting, made.is_good) == (1, 1, 1, True)
    assert stored(world)[0][1:] == (0, False, "450 4.2.0 Greylisted")
    mailbox.refuses.clear()
    world.pass_time(minutes=9, seconds=59)
    assert send(world, config).sent == 0
    world.pass_time(seconds=1)
    assert send(world, config).sent == 1


@pytest.mark.parametrize("said", ["", "421 Bye"])
@pytest.mark.parametrize("first", ["chair", "nominator"])
def test_a_message_at_which_the_server_hangs_up_lets_the_others_pass(
    world: World, mailbox: Mailbox, config: Config, first: str, said: str
) -> None:
    for name in sorted(("chair", "nominator"), key=first.__ne__):
        queue(world, {"chair": 1, "nominator": 4}[name], name)
    mailbox.refuses["chair@example.org"] = said
    made = send(world, config)
    assert (made.sent, made.put_off, made.refused, made.fault) == (4, 1, 0, "")
    assert sorted((attempts, sent) for _, attempts, sent, _ in stored(world)) == [
        (0, False),
        *[(1, True)] * 4,
    ]
    assert state(world).failing_since is None


def test_a_server_that_always_hangs_up_is_a_fault_of_the_connection(
    world: World, mailbox: Mailbox, config: Config
) -> None:
    queue(world, 5)
    mailbox.most = 0
    made = send(world, config)
    assert (made.sent, made.refused) == (0, 0)
    assert made.fault
    assert {attempts for _, attempts, _, _ in stored(world)} == {0}
    assert state(world).failing_since == world.clock.now


def test_a_server_that_hangs_up_on_the_only_message_is_a_fault_too(
    world: World, mailbox: Mailbox, config: Config
) -> None:
    queue(world, 1)
    mailbox.most = 0
    assert send(world, config).fault
    assert state(world).failing_since == world.clock.now


@pytest.mark.parametrize(
    "address", ["smtps://127.0.0.1:{}", "smtp://127.0.0.1:{}?starttls", "smtp://u:p@127.0.0.1:{}"]
)
def test_a_server_without_tls_or_sign_in_is_a_fault_of_the_connection(
    world: World, mailbox: Mailbox, config: Config, address: str
) -> None:
    queue(world, 2)
    made = send(world, replace(config, smtp_url=address.format(mailbox.port)))
    assert (made.sent, made.refused) == (0, 0)
    assert made.fault
    assert "p@" not in made.fault
    assert {(attempts, error) for _, attempts, _, error in stored(world)} == {(0, "")}


def test_a_refused_sender_is_nobodys_fault(world: World, mailbox: Mailbox, config: Config) -> None:
    queue(world, 3)
    mailbox.most, mailbox.over = 0, "553 Not your address"
    made = send(world, config)
    assert (made.refused, made.fault) == (
        0,
        "the mail server could not be reached: 553 Not your address",
    )
    assert {attempts for _, attempts, _, _ in stored(world)} == {0}


def test_a_server_that_never_answers_is_given_up_waiting_for(
    world: World, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.documents.postman.CONNECT", 0.2)
    queue(world, 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        made = send(world, replace(config, smtp_url=f"smtp://127.0.0.1:{port}"))
    assert "timed out" in made.fault
    assert stored(world)[0][1:] == (0, False, "")


def test_without_a_mail_server_nothing_is_tried(world: World, config: Config) -> None:
    queue(world, 2)
    made = send(world, replace(config, smtp_url=""))
    assert made.fault == "there is no mail server: HEDERSPRIS_SMTP_URL is not set"
    assert (made.waiting, made.is_good) == (2, False)
    assert state(world).failing_since is None


def test_a_closed_account_gets_no_mail(world: World, mailbox: Mailbox, config: Config) -> None:
    queue(world, 1, "chair")
    queue(world, 1)
    world.people["chair"].disabled_at = world.clock.now
    made = send(world, config)
    assert (made.sent, made.waiting, made.is_good) == (1, 0, True)
    assert mailbox.receivers == ["nominator@example.org"]
    closed = world.session.query(Notice).filter(Notice.sent_at.is_(None)).one()
    assert closed.stopped is Stopped.ACCOUNT_CLOSED


def test_nothing_is_locked_while_a_server_takes_a_message(
    world: World, mailbox: Mailbox, config: Config
) -> None:
    queue(world, 1)
    begun: list[bool] = []
    mailbox.meanwhile = lambda: begun.append(world.session.in_transaction())
    send(world, config)
    assert begun == [False]
