"""A prize is closed and opened again: no rounds are begun meanwhile, and who must know is told."""

import pytest
from sqlalchemy import update

from app.models import Prize
from app.rules.access import DeniedError
from app.services import audit, closings, foresight
from app.services.closings import ForeseenClosing
from app.services.foresight import ForeseenOtherwiseError
from app.services.nominations import ReasonMissingError
from app.services.rounds import PrizeClosedError
from app.services.work import NotFoundError
from tests.factories import World
from tests.services.helpers import events, told

CLOSED, REOPENED = "prize_closed", "prize_reopened"


def close(world: World, by: str = "administrator") -> None:
    closings.close(world.work(by), world.prize, "Ordningen er lagt ned.")


def test_a_closed_prize_begins_no_round_until_it_is_opened_again(world: World) -> None:
    close(world)
    assert world.prize.closed_at == world.clock.now
    with pytest.raises(PrizeClosedError):
        world.plan(2026)
    closings.reopen(world.work("administrator"), world.prize, "Den ble vedtatt på nytt.")
    assert world.prize.closed_at is None
    world.plan(2027)


def test_it_is_on_record_with_its_reason(world: World) -> None:
    close(world)
    closings.reopen(world.work("administrator"), world.prize, " Den ble vedtatt på nytt. ")
    assert [kind for kind, _ in events(world.session)[-2:]] == ["prize.closed", "prize.reopened"]
    assert [(one.reopens, one.reason) for one in closings.of_prize(world.session, world.prize)] == [
        (True, "Den ble vedtatt på nytt."),
        (False, "Ordningen er lagt ned."),
    ]
    assert list(audit.verify(world.session)) == []
    world.session.execute(update(Prize).values(closed_at=world.clock.now))
    world.session.expire_all()
    found = [str(one) for one in audit.verify(world.session)]
    named = f"whether prize {world.prize.id} is closed is not as it was recorded"
    assert [named in one for one in found] == [True]


@pytest.mark.parametrize("name", ["secretariat", "auditor", "nominator"])
def test_only_an_administrator_does_it(world: World, name: str) -> None:
    with pytest.raises(DeniedError):
        close(world, by=name)
    close(world)
    with pytest.raises(DeniedError):
        closings.reopen(world.work(name), world.prize, "Jeg vil det.")


def test_it_takes_a_reason(world: World) -> None:
    administrator = world.work("administrator")
    with pytest.raises(ReasonMissingError):
        closings.close(administrator, world.prize, " ")
    assert world.prize.closed_at is None
    close(world)
    with pytest.raises(ReasonMissingError):
        closings.reopen(administrator, world.prize, "")


def test_it_is_done_once(world: World) -> None:
    with pytest.raises(NotFoundError):
        closings.reopen(world.work("administrator"), world.prize, "Den er åpen.")
    close(world)
    with pytest.raises(NotFoundError):
        close(world)


def test_without_rounds_the_secretariat_alone_is_told(world: World) -> None:
    seen = closings.foresee(world.work("administrator"), world.prize)
    assert seen == ForeseenClosing(world.prize.id, [], [], ["secretariat"], [], 0)
    close(world)
    assert told(world.session, CLOSED) == [(CLOSED, "secretariat")]
    closings.reopen(world.work("administrator"), world.prize, "Den ble vedtatt på nytt.")
    assert told(world.session, REOPENED) == [(REOPENED, "secretariat")]


def test_whoever_is_at_work_in_a_round_is_told_once_and_what_is_over_touches_nobody(
    world: World,
) -> None:
    world.at("announced", 2025)
    award_round = world.open(2026)
    world.draft(award_round)
    planned = world.plan(2027)
    seen = closings.foresee(world.work("administrator"), world.prize)
    jurors = ["chair", "juror_b", "juror_c", "deputy_b", "deputy_c"]
    assert (seen.going_on, seen.planned) == ([award_round.slug], [planned.slug])
    assert (seen.officers, sorted(seen.jurors), seen.nominators) == (
        ["secretariat"],
        sorted(jurors),
        1,
    )
    close(world)
    names = [name for _, name in told(world.session, CLOSED)]
    assert sorted(names) == sorted(["secretariat", *jurors, "nominator"])


def test_it_is_done_only_as_it_was_shown(world: World) -> None:
    administrator = world.work("administrator")
    seen = foresight.stamp(closings.foresee(administrator, world.prize))
    world.plan(2026)
    with pytest.raises(ForeseenOtherwiseError):
        closings.close(administrator, world.prize, "Ordningen er lagt ned.", seen=seen)
    again = foresight.stamp(closings.foresee(administrator, world.prize))
    closings.close(administrator, world.prize, "Ordningen er lagt ned.", seen=again)
    assert world.prize.closed_at is not None
