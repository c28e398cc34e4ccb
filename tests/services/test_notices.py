"""The outbox: a thing is told once, to one sender at a time, and tried again later and later."""

from datetime import timedelta

import pytest

from app.models import Notice
from app.rules.notices import NoticeKind
from app.services import notices
from app.services.notices import MAXIMUM_ATTEMPTS, WrongTimeError
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
    """Claim what is due some time from now; gives what it is about."""
    found = notices.claim_due(world.session, world.clock.now + timedelta(**span))
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
    assert due(world, seconds=60) == ["1"]


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


def test_no_more_than_a_handful_is_taken_at_a_time(world: World) -> None:
    for number in range(3):
        queue(world, f"thing:{number}")
    assert len(notices.claim_due(world.session, world.clock.now, limit=2)) == 2
    assert len(notices.claim_due(world.session, world.clock.now, limit=2)) == 1


def test_what_somebody_is_sending_is_left_to_her_for_ten_minutes(world: World) -> None:
    queue(world)
    assert due(world) == ["1"]
    assert due(world, minutes=10) == []
    assert due(world, minutes=10, seconds=1) == ["1"]


def test_what_was_sent_is_not_sent_again(world: World) -> None:
    made = queue(world)
    assert made is not None
    notices.mark_sent(made, world.clock.now)
    world.session.flush()
    assert (made.sent_at, made.attempts, made.last_error) == (world.clock.now, 1, "")
    assert due(world, days=900) == []


def test_every_failure_waits_twice_as_long(world: World) -> None:
    made = queue(world)
    assert made is not None
    waits = []
    for _ in range(4):
        notices.mark_failed(made, world.clock.now, "550 no such user")
        assert made.claimed_until is not None
        waits.append(made.claimed_until - world.clock.now)
    assert waits == [1 * MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert (made.attempts, made.last_error, made.sent_at) == (4, "550 no such user", None)
    world.session.flush()
    assert due(world, minutes=8) == []
    assert due(world, minutes=8, seconds=1) == ["1"]


def test_after_the_last_attempt_it_is_given_up(world: World) -> None:
    made = queue(world)
    assert made is not None
    for _ in range(MAXIMUM_ATTEMPTS - 1):
        notices.mark_failed(made, world.clock.now, "550")
    world.session.flush()
    assert due(world, days=1) == ["1"]
    notices.mark_failed(made, world.clock.now, "550")
    world.session.flush()
    assert (made.attempts, due(world, days=900)) == (8, [])


def test_a_long_error_is_cut(world: World) -> None:
    made = queue(world)
    assert made is not None
    notices.mark_failed(made, world.clock.now, "x" * 9000)
    assert len(made.last_error) == 500


@pytest.fixture
def told(world: World) -> list[Notice]:
    """Give three notices of a round: one that failed, one sent since, and one queued last."""
    award_round = world.plan()
    made = [queue(world, f"thing:{number}", award_round=award_round) for number in (1, 2, 3)]
    found = [notice for notice in made if notice is not None]
    notices.mark_failed(found[0], world.clock.now, "550")
    notices.mark_failed(found[1], world.clock.now, "550")
    notices.mark_sent(found[1], world.clock.now)
    world.session.flush()
    return found


def test_failures_are_counted_until_they_are_sent(world: World, told: list[Notice]) -> None:
    award_round, other = told[0].round_id, world.plan(2027)
    assert award_round is not None
    found = world.session.get_one(type(other), award_round)
    assert notices.count_failed(world.session, found) == 1
    assert notices.count_failed(world.session, other) == 0


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
