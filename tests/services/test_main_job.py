"""The main job, use case by use case, on the real database."""

from app.services import announcements, audit, rounds
from tests.factories import PHASES, World


def test_a_round_runs_from_plan_to_archive(world: World) -> None:
    award_round, _ = world.at("archived")
    assert rounds.phase(award_round, world.clock.now).value == "archived"
    result = announcements.results(world.session, [award_round], world.clock.now)
    assert [entry.nomination.reference for entry in result[award_round.id].winners] == ["2026-0001"]
    assert audit.verify(world.session) == []


def test_a_round_can_be_taken_to_every_phase(world: World) -> None:
    for number, phase in enumerate(PHASES):
        award_round, _ = world.at(phase, year=2026 + number)
        stage = award_round.stage
        found = rounds.phase(award_round, world.clock.now).value
        assert found == phase or (stage is not None and (found, stage.state) == ("judging", phase))
