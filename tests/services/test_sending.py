"""How sending goes, and what can be sent again: told from what is in the outbox and who looked."""

from datetime import timedelta

import pytest

from app.models import Notice, Sending
from app.rules.access import DeniedError
from app.rules.notices import NoticeKind, Stopped
from app.services import notices
from app.services.notices import Claim, Halt, Standing
from tests.factories import World
from tests.services.helpers import anybody, events, refused

QUARTER = timedelta(minutes=15)


def queue(world: World, number: int, name: str = "nominator", **more: object) -> Notice:
    made = notices.queue(
        world.session,
        world.people[name].id,
        NoticeKind.SCORING_OPEN,
        key=f"number:{number}",
        now=world.clock.now,
        **more,
    )
    assert made is not None
    return made


def standing(world: World) -> Standing:
    return notices.standing(world.session, world.clock.now)


def give_up(world: World, notice: Notice) -> None:
    """Have a message refused so often that it is given up."""
    notice.attempts = 7
    world.session.flush()
    made = notices.claim_next(world.session, "sender", world.clock.now)
    assert made is notice
    notices.mark_refused(world.session, Claim(notice.id, "sender"), world.clock.now, "550 No")
    assert notice.stopped is Stopped.GIVEN_UP


def test_an_empty_outbox_needs_nobody(world: World) -> None:
    assert standing(world) == Standing(0)


def test_mail_that_nobody_has_come_for_is_a_dead_sender(world: World) -> None:
    queued = queue(world, 1).queued_at
    queue(world, 2)
    world.pass_time(minutes=14, seconds=59)
    assert standing(world) == Standing(2)
    world.pass_time(seconds=1)
    assert standing(world) == Standing(2, Halt.NO_SENDER, queued)


def test_a_sender_that_has_stopped_is_told_from_one_that_runs(world: World) -> None:
    queue(world, 1)
    notices.note_run(world.session, world.clock.now)
    world.pass_time(minutes=14, seconds=59)
    notices.note_run(world.session, world.clock.now)
    world.pass_time(seconds=1)
    assert standing(world).halt is Halt.STUCK
    world.pass_time(minutes=15)
    assert standing(world).halt is Halt.NO_SENDER


def test_a_sender_that_is_busy_with_many_is_not_dead(world: World) -> None:
    queue(world, 1)
    world.pass_time(minutes=20)
    notices.note_success(world.session, world.clock.now - timedelta(minutes=14))
    assert standing(world) == Standing(1)


def test_what_is_being_sent_is_not_late(world: World) -> None:
    queue(world, 1)
    world.pass_time(minutes=20)
    assert notices.claim_next(world.session, "sender", world.clock.now) is not None
    assert standing(world) == Standing(1)


def test_a_server_that_is_away_is_said_at_once_and_since_when(world: World) -> None:
    first = queue(world, 1).queued_at
    world.pass_time(minutes=10)  # in which no sender ran at all
    notices.note_failure(world.session, world.clock.now, "ConnectionRefusedError: …")
    world.pass_time(minutes=1)
    notices.note_failure(world.session, world.clock.now, "TimeoutError: …")
    assert standing(world) == Standing(1, Halt.NO_SERVER, first, "TimeoutError: …")
    notices.note_success(world.session, world.clock.now)
    assert standing(world) == Standing(1)


def test_a_server_that_asks_to_be_tried_later_for_an_hour_does_not_work(world: World) -> None:
    queued = queue(world, 1).queued_at
    world.pass_time(minutes=59)
    made = notices.claim_next(world.session, "sender", world.clock.now)
    assert made is not None
    notices.put_off(world.session, Claim(made.id, "sender"), world.clock.now, "452 Full")
    assert standing(world) == Standing(1)
    world.pass_time(minutes=1)
    assert standing(world) == Standing(1, Halt.STUCK, queued, "452 Full")


def test_what_has_been_put_off_for_more_than_a_day_did_not_arrive(world: World) -> None:
    award_round = world.plan()
    queue(world, 1, award_round=award_round).last_error = "450 Greylisted"
    world.session.flush()
    failed = []
    for _ in range(2):
        failed.append(notices.count_failed(world.session, award_round, world.clock.now))
        world.pass_time(days=1)
    failed.append(notices.count_failed(world.session, award_round, world.clock.now))
    assert failed == [0, 0, 1]


@pytest.mark.parametrize("why", ["later", "sent", "refused", "given up", "closed"])
def test_what_does_not_wait_for_a_sender_is_not_counted(world: World, why: str) -> None:
    notice = queue(world, 1)
    if why == "later":
        notice.not_before = world.clock.now + timedelta(days=2)
    elif why == "sent":
        notice.sent_at = world.clock.now
    elif why == "refused":
        notice.attempts, notice.retry_at = 1, world.clock.now + timedelta(days=2)
    elif why == "given up":
        notice.stopped = Stopped.GIVEN_UP
    else:
        world.people["nominator"].disabled_at = world.clock.now
    world.session.flush()
    world.pass_time(days=1)
    assert standing(world) == Standing(0)


def test_what_was_given_up_is_queued_anew_with_all_its_tries(world: World) -> None:
    award_round = world.plan()
    given_up = queue(world, 1, award_round=award_round)
    give_up(world, given_up)
    world.pass_time(days=1)
    waiting = queue(world, 2, award_round=award_round)
    world.pass_time(days=1)
    assert notices.send_again(world.work("secretariat"), award_round) == 1
    assert (given_up.attempts, given_up.stopped, given_up.last_error) == (0, None, "")
    assert standing(world).since == waiting.queued_at  # not since the other was queued
    assert events(world.session, "notice.sent_again") == [
        ("notice.sent_again", f"notice:{given_up.id}")
    ]
    assert notices.send_again(world.work("secretariat"), award_round) == 0


def test_one_of_several_is_queued_anew(world: World) -> None:
    award_round, other = world.plan(), world.plan(2027)
    found = [queue(world, 1, award_round=award_round), queue(world, 2, award_round=award_round)]
    elsewhere = queue(world, 3, award_round=other)
    for notice in (*found, elsewhere):
        notice.stopped = Stopped.GIVEN_UP
    world.session.flush()
    work = world.work("secretariat")
    for wanted in (str(elsewhere.id), "", "x", "9" * 40, "\0", f" {found[1].id}"):
        assert notices.send_again(work, award_round, wanted) == 0
    assert notices.send_again(work, award_round, str(found[1].id)) == 1
    assert [notice.stopped for notice in found] == [Stopped.GIVEN_UP, None]


def test_what_was_sent_or_has_nobody_to_read_it_is_not_sent_again(world: World) -> None:
    award_round = world.plan()
    sent, closed = queue(world, 1, award_round=award_round), queue(world, 2, "chair")
    sent.sent_at, sent.last_error = world.clock.now, "550"
    closed.round_id, closed.stopped = award_round.id, Stopped.ACCOUNT_CLOSED
    world.people["chair"].disabled_at = world.clock.now
    world.session.flush()
    assert notices.send_again(world.work("secretariat"), award_round) == 0
    world.people["chair"].disabled_at = None
    world.session.flush()
    assert notices.send_again(world.work("secretariat"), award_round) == 1
    assert closed.stopped is None


def test_only_the_secretariat_sends_again(world: World) -> None:
    award_round = world.plan()
    notice = queue(world, 1, award_round=award_round)
    notice.stopped = Stopped.GIVEN_UP
    for name in ("chair", "auditor", "administrator", "nominator"):
        work = world.work(name)
        with refused(work, DeniedError):
            notices.send_again(work, award_round)
    world.session.refresh(notice)
    assert notice.stopped is Stopped.GIVEN_UP


def test_whoever_runs_the_installation_sends_all_again(world: World) -> None:
    award_round = world.plan()
    found = [queue(world, 1, award_round=award_round), queue(world, 2)]
    for notice in found:
        notice.stopped = Stopped.GIVEN_UP
    notices.note_failure(world.session, world.clock.now, "ConnectionRefusedError: …")
    assert notices.retry(anybody(world), [found[1].id, 9**40]) == 1
    assert notices.retry(anybody(world)) == 1
    assert [notice.stopped for notice in found] == [None, None]
    assert world.session.get_one(Sending, 1).failing_since is None
    assert events(world.session, "notice.sent_again") == [
        ("notice.sent_again", f"notice:{found[1].id}"),
        ("notice.sent_again", f"notice:{found[0].id}"),
    ]
