"""Pausing a round, having it go on with new dates, cancelling it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.models import Notice, Round
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.dates import DateFault, RoundDate
from app.rules.lifecycle import UndeclaredMoveError
from app.services import audit, nominations, phases, rounds, scores
from app.services.nominations import ReasonMissingError
from app.services.phases import DatesRefusedError
from tests.factories import World, sheet
from tests.services.helpers import refused

WHY = "Departementet vil vente."


def phase(world: World, award_round: Round) -> str:
    return award_round.phase(world.clock.now).value


def told(world: World, kind: str) -> list[str]:
    found = world.session.scalars(select(Notice).where(Notice.kind == kind).order_by(Notice.id))
    return [notice.account.name for notice in found]


EVERYBODY = ["nominator", "chair", "juror_b", "deputy_b", "juror_c", "deputy_c"]


def test_a_paused_call_is_written_on_and_takes_nothing_in(world: World) -> None:
    award_round = world.open()
    draft = world.draft(award_round)
    phases.pause(world.work("secretariat"), award_round, f" {WHY} ")
    assert phase(world, award_round) == "call_paused"
    assert told(world, "round_paused") == EVERYBODY
    base = nominations.base_of(draft, ["story"])
    nominations.save(world.work("nominator"), draft, {"story": "Nytt."}, base=base)
    with pytest.raises(WrongPhaseError) as caught:
        nominations.submit(world.work("nominator"), draft)
    assert caught.value.phase == "call_paused"
    with pytest.raises(WrongPhaseError):
        nominations.start(world.work("nominator"), award_round, world.body_of("nominator"))
    assert list(rounds.open_calls(world.session, world.clock.now)) == []
    stop = phases.stop_of(world.session, award_round, world.clock.now)
    assert stop is not None
    assert (stop.at, stop.reason) == (world.clock.now, WHY)


def test_a_deadline_stands_still_and_the_call_goes_on_with_a_new_one(world: World) -> None:
    award_round = world.open()
    draft = world.draft(award_round)
    secretariat = world.work("secretariat")
    phases.pause(secretariat, award_round, WHY)
    world.pass_time(days=45)
    secretariat = world.work("secretariat")
    assert phase(world, award_round) == "call_paused"
    free = phases.dates_to_set(world.session, award_round, world.clock.now)
    assert free == set(RoundDate) - {RoundDate.OPENS}
    with pytest.raises(DatesRefusedError) as caught:
        phases.resume(secretariat, award_round, {}, "")
    assert {date: fault.kind for date, fault in caught.value.faults.items()} == {
        RoundDate.DEADLINE: DateFault.PASSED,
        RoundDate.SCORING: DateFault.PASSED,
        RoundDate.DELIBERATION: DateFault.PASSED,
    }
    assert phase(world, award_round) == "call_paused"
    new = {
        date: world.clock.now + timedelta(days=10 * number)
        for number, date in enumerate(RoundDate)
        if number
    }
    phases.resume(secretariat, award_round, new, "Nå går vi videre.")
    assert phase(world, award_round) == "open"
    assert award_round.deadline_at == new[RoundDate.DEADLINE]
    assert told(world, "round_resumed") == EVERYBODY
    assert told(world, "dates_changed") == []
    nominations.submit(world.work("nominator"), draft)
    assert audit.verify(world.session) == []


def test_paused_judging_takes_no_scores_and_goes_on_where_it_was(world: World) -> None:
    award_round, made = world.at("scoring")
    phases.pause(world.work("secretariat"), award_round, WHY)
    assert phase(world, award_round) == "judging_paused"
    with pytest.raises(WrongPhaseError):
        scores.seal(world.work("chair"), made[0], sheet(4, 4))
    with pytest.raises(UndeclaredMoveError):
        phases.move(world.work("secretariat"), award_round, "open_deliberation")
    assert phases.available(world.session, award_round, world.clock.now) == []
    phases.resume(world.work("secretariat"), award_round, {}, "")
    scores.seal(world.work("chair"), made[0], sheet(4, 4))


def test_a_cancelled_round_is_over_for_everybody(world: World) -> None:
    award_round, made = world.at("scoring")
    phases.cancel(world.work("secretariat"), award_round, WHY)
    assert phase(world, award_round) == "cancelled"
    assert told(world, "round_cancelled") == EVERYBODY
    with pytest.raises(WrongPhaseError):
        scores.seal(world.work("chair"), made[0], sheet(4, 4))
    assert phases.offered(award_round, world.clock.now) == []
    with pytest.raises(UndeclaredMoveError):
        phases.resume(world.work("secretariat"), award_round, {}, "")
    assert audit.verify(world.session) == []


OFFERED = {
    "planned": [],
    "open": ["pause", "cancel"],
    "screening": ["cancel"],
    "declaring": ["pause", "cancel"],
    "deliberation": ["pause", "cancel"],
    "decided": [],
    "archived": [],
}


@pytest.mark.parametrize("at", OFFERED)
def test_what_can_be_stopped_follows_from_how_far_a_round_has_come(world: World, at: str) -> None:
    award_round, _ = world.at(at)
    assert phases.offered(award_round, world.clock.now) == OFFERED[at]


@pytest.mark.parametrize("reason", ["", " \n"])
def test_nothing_is_stopped_without_a_reason(world: World, reason: str) -> None:
    award_round = world.open()
    for act in (phases.pause, phases.cancel):
        with pytest.raises(ReasonMissingError):
            act(world.work("secretariat"), award_round, reason)
    assert phase(world, award_round) == "open"


@pytest.mark.parametrize("name", ["nominator", "chair", "auditor", "administrator"])
def test_only_the_secretariat_stops_a_round(world: World, name: str) -> None:
    award_round = world.open()
    for act in (phases.pause, phases.cancel):
        with refused(world.work(name), DeniedError):
            act(world.work(name), award_round, WHY)
