"""The outbox: a thing is told once, to one sender at a time, and tried again later and later."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import object_session

from app.models import Notice
from app.models.engine import database_time
from app.rules.notices import NoticeKind, Stopped
from app.services import notices
from app.services.notices import Claim, WrongTimeError
from tests.factories import World

MINUTE = timedelta(minutes=1)
WAITING = NoticeKind.ROUND_ANNOUNCED


def queue(
    world: World,
    key: str = "thing:1",
    name: str = "chair",
    kind: NoticeKind = NoticeKind.CONFLICT_RULED,
    **more: object,
) -> Notice | None:
    account_id, now = world.people[name].id, world.clock.now
    return notices.queue(world.session, account_id, kind, key=key, now=now, **more)


def due(world: World, **span: float) -> list[str]:
    """Claim what is due some time from now, and let go of it; gives what it is about."""
    now, found = world.clock.now + timedelta(**span), []
    while (notice := notices.claim_next(world.session, "due", now)) is not None:
        found.append(notice)
    for notice in found:
        notices.release(world.session, Claim(notice.id, "due"))
    return [notice.key.split(":")[2] for notice in found]


def test_the_same_thing_is_told_once(world: World) -> None:
    first = queue(world)
    assert first is not None
    assert first.key == f"conflict_ruled:thing:1:{world.people['chair'].id}"
    assert (first.queued_at, first.not_before) == (world.clock.now, world.clock.now)
    assert queue(world) is None
    assert queue(world, name="juror_b") is not None
    assert queue(world, key="thing:2") is not None
    assert world.session.query(Notice).count() == 3


def test_a_notice_holds_what_its_template_needs(world: World) -> None:
    award_round = world.plan()
    made = queue(world, award_round=award_round, slug="prisen-2026", outcome="cleared")
    assert made is not None
    assert made.context == {"slug": "prisen-2026", "outcome": "cleared"}
    assert made.round_id == award_round.id


def test_a_notice_leaves_from_its_time_on(world: World) -> None:
    queue(world, "thing:1", kind=WAITING, not_before=world.clock.now + MINUTE)
    queue(world, "thing:2")
    assert due(world, seconds=59) == ["2"]
    assert due(world, seconds=60) == ["2", "1"]


@pytest.mark.parametrize(
    ("kind", "more"),
    [(NoticeKind.CONFLICT_RULED, {"not_before": MINUTE}), (NoticeKind.ROUND_ANNOUNCED, {})],
)
def test_a_time_is_given_to_what_waits_and_to_nothing_else(
    world: World, kind: NoticeKind, more: dict[str, timedelta]
) -> None:
    times = {name: world.clock.now + span for name, span in more.items()}
    with pytest.raises(WrongTimeError):
        queue(world, kind=kind, **times)


def test_what_is_due_longest_leaves_first(world: World) -> None:
    queue(world, "thing:1", kind=WAITING, not_before=world.clock.now + MINUTE)
    queue(world, "thing:2")
    queue(world, "thing:3")
    assert due(world, minutes=5) == ["2", "3", "1"]


def claim(world: World, sender: str = "one") -> Claim:
    """Claim what is due next."""
    made = notices.claim_next(world.session, sender, world.clock.now)
    assert made is not None
    return Claim(made.id, sender)


def test_what_somebody_is_sending_is_left_to_her_until_her_claim_is_over(world: World) -> None:
    made = queue(world)
    assert made is not None
    first = claim(world)
    assert made.claimed_by == "one"
    # However late it is by the clock of the other.
    assert due(world, days=900) == []
    expire(made)
    second = claim(world, "two")
    assert second == Claim(first.notice_id, "two")
    assert notices.mark_sent(world.session, first, world.clock.now) is False
    assert made.sent_at is None
    assert notices.mark_sent(world.session, second, world.clock.now) is True
    assert made.sent_at == world.clock.now


def expire(notice: Notice) -> None:
    """Let a claim have ended a second ago, by the database's clock."""
    session = object_session(notice)
    assert session is not None
    notice.claimed_until = database_time(session) - timedelta(seconds=1)
    session.flush()


def test_a_claim_lasts_half_an_hour_by_the_databases_clock(world: World) -> None:
    made = queue(world)
    assert made is not None
    before = database_time(world.session)
    claim(world)
    assert made.claimed_until is not None
    after = database_time(world.session)
    assert before <= made.claimed_until - 30 * MINUTE <= after


@pytest.mark.parametrize("mark", [notices.mark_refused, notices.put_off])
def test_nobody_marks_what_another_has_claimed(world: World, mark: Any) -> None:
    made = queue(world)
    assert made is not None
    claim(world)
    other = Claim(made.id, "two")
    assert mark(world.session, other, world.clock.now, "550") is False
    assert notices.release(world.session, other) is False
    assert (made.claimed_by, made.attempts, made.last_error) == ("one", 0, "")


def test_what_was_sent_is_not_sent_again(world: World) -> None:
    made = queue(world)
    assert made is not None
    notices.mark_sent(world.session, claim(world), world.clock.now)
    assert (made.sent_at, made.attempts, made.last_error) == (world.clock.now, 1, "")
    assert (made.claimed_by, made.claimed_until) == (None, None)
    assert due(world, days=900) == []


def test_what_is_released_is_due_as_before(world: World) -> None:
    made = queue(world)
    assert made is not None
    assert notices.release(world.session, claim(world)) is True
    assert (made.attempts, made.last_error, made.retry_at) == (0, "", None)
    assert due(world) == ["1"]


def test_what_is_refused_is_tried_again_for_more_than_three_days_and_then_given_up(
    world: World,
) -> None:
    made = queue(world)
    assert made is not None
    pauses = []
    for _ in range(7):
        notices.mark_refused(world.session, claim(world), world.clock.now, "550 no such user")
        assert made.retry_at is not None
        pauses.append(made.retry_at - world.clock.now)
        world.clock.now = made.retry_at - timedelta(seconds=1)
        assert due(world) == []
        world.clock.now = made.retry_at
    hour = 60 * MINUTE
    assert pauses == [10 * MINUTE, hour, 4 * hour, 12 * hour, 24 * hour, 24 * hour, 24 * hour]
    assert made.stopped is None
    notices.mark_refused(world.session, claim(world), world.clock.now, "550 no such user")
    assert (made.attempts, made.stopped, made.retry_at) == (8, Stopped.GIVEN_UP, None)
    assert (made.last_error, made.sent_at) == ("550 no such user", None)
    assert due(world, days=900) == []


def test_what_is_put_off_uses_up_no_try(world: World) -> None:
    made = queue(world)
    assert made is not None
    for _ in range(100):
        notices.put_off(world.session, claim(world), world.clock.now, "450 greylisted")
        world.pass_time(minutes=10)
    assert (made.attempts, made.stopped, made.last_error) == (0, None, "450 greylisted")
    assert due(world) == ["1"]


def test_a_closed_account_gets_nothing(world: World) -> None:
    closed, other = queue(world), queue(world, name="juror_b", key="thing:2")
    assert closed is not None
    assert other is not None
    closed.account.disabled_at = world.clock.now
    world.session.flush()
    assert due(world) == ["2"]
    notices.stop_closed(world.session, world.clock.now)
    world.session.refresh(closed)
    assert (closed.stopped, other.stopped) == (Stopped.ACCOUNT_CLOSED, None)


def test_a_long_error_is_cut(world: World) -> None:
    made = queue(world)
    assert made is not None
    notices.mark_refused(world.session, claim(world), world.clock.now, "x" * 9000)
    assert len(made.last_error) == 500


@pytest.fixture
def told(world: World) -> list[Notice]:
    """Give three notices of a round: one that was refused, one sent since, and one queued last."""
    award_round = world.plan()
    made = [queue(world, f"thing:{number}", award_round=award_round) for number in (1, 2, 3)]
    found = [notice for notice in made if notice is not None]
    for _ in found[:2]:
        notices.mark_refused(world.session, claim(world), world.clock.now, "550")
    world.pass_time(minutes=10)
    refused, sent = claim(world), claim(world)
    notices.mark_sent(world.session, sent, world.clock.now)
    notices.release(world.session, refused)
    return found


def test_failures_are_counted_until_they_are_sent(world: World, told: list[Notice]) -> None:
    award_round, other = told[0].round_id, world.plan(2027)
    assert award_round is not None
    found = world.session.get_one(type(other), award_round)
    assert notices.count_failed(world.session, found, world.clock.now) == 1
    assert notices.count_failed(world.session, other, world.clock.now) == 0
    told[0].account.disabled_at = world.clock.now
    world.session.flush()
    assert notices.count_failed(world.session, found, world.clock.now) == 0


def test_the_failed_are_listed_first_and_the_newest_next(world: World, told: list[Notice]) -> None:
    award_round = world.session.get_one(type(world.plan(2027)), told[0].round_id)
    found = notices.of_round(world.session, award_round)
    assert [notice.id for notice in found] == [told[0].id, told[2].id, told[1].id]


def test_who_was_told_of_one_thing_is_found_by_it(world: World) -> None:
    queue(world, "nomination:1:1")
    queue(world, "nomination:1:1", "juror_b")
    queue(world, "nomination:1:11")
    found = notices.told(world.session, NoticeKind.CONFLICT_RULED, "nomination:1:1")
    assert [notice.account.name for notice in found] == ["chair", "juror_b"]
    assert list(notices.told(world.session, NoticeKind.CONFLICT_RULED, "nomination:%:1")) == []
    assert list(notices.told(world.session, NoticeKind.DEPUTY_CALLED, "nomination:1:1")) == []
