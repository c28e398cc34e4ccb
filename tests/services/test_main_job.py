"""The main job, use case by use case, on the real database."""

from app.services import announcements, audit
from tests.factories import PHASES, World
from tests.services.helpers import anybody


def test_a_round_runs_from_plan_to_archive(world: World) -> None:
    award_round, _ = world.at("archived")
    assert award_round.phase(world.clock.now).value == "archived"
    result = announcements.results(anybody(world), [award_round])
    assert [entry.nomination.reference for entry in result[award_round.id].winners] == ["2026-0001"]
    assert audit.verify(world.session) == []


def test_a_round_can_be_taken_to_every_phase(world: World) -> None:
    for number, phase in enumerate(PHASES):
        award_round, _ = world.at(phase, year=2026 + number)
        stage = award_round.stage
        found = award_round.phase(world.clock.now).value
        assert found == phase or (stage is not None and (found, stage.state) == ("judging", phase))
