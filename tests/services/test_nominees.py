"""The nominees: who they are, and when others learn of it."""

from app.rules.lifecycle import StageKind
from app.rules.stages import FINAL_ONLY, Nominees, PlannedStage
from app.services import audit, decisions, nominees, phases, withdrawals
from tests import visiting
from tests.factories import World, decision
from tests.services.test_visits import notices
from tests.visiting import visiting as under_way


def test_nominees_are_announced_only_where_that_was_chosen(world: World) -> None:
    award_round, made = world.deliberate_shortlist(4)
    world.name(award_round, made[:2])
    assert nominees.public(world.session, award_round) is None
    assert nominees.named_ids(world.session, award_round) == [made[0].id, made[1].id]
    assert notices(world, "nominees_announced") == []


def test_a_nominee_who_withdraws_is_said_to_have(world: World) -> None:
    award_round, made = under_way(world)
    world.name(award_round, made[:2])
    withdrawals.withdraw(world.work("nominator"), made[0], "Vi trekker oss.")
    found = nominees.public(world.session, award_round)
    assert found is not None
    assert (len(found.names), len(found.withdrawn)) == (1, 1)
    assert nominees.named_ids(world.session, award_round) == [made[1].id]


def test_nominees_stay_nominees_when_they_do_not_reach_the_final(world: World) -> None:
    named = PlannedStage(StageKind.SHORTLIST, Nominees.LATER)
    stages = (named, PlannedStage(StageKind.VISIT), *FINAL_ONLY)
    award_round, made = visiting.visiting(world, stages)
    world.name(award_round, made[:2])
    world.open_final(award_round)
    world.seal_all(made[:2])
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    sealed = decisions.finalise(world.work("chair"), award_round, decision([made[0]], nominees=[]))
    assert [(one.nomination_id, one.distinction.value) for one in sealed.distinctions] == [
        (made[0].id, "winner"),
        (made[1].id, "nominee"),
        (made[2].id, "nominee"),
    ]
    assert audit.verify(world.session) == []
