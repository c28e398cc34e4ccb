"""Starting a draft: once, however often one clicks."""

from app.services import nominations
from tests.factories import World


def test_an_untouched_draft_is_taken_up_again(world: World) -> None:
    award_round = world.open()
    body = world.body_of("nominator")
    first = nominations.start(world.work("nominator"), award_round, body)
    again = nominations.start(world.work("nominator"), award_round, body)
    assert again.id == first.id


def test_a_draft_that_was_written_in_is_left_alone(world: World) -> None:
    award_round = world.open()
    written = world.draft(award_round)
    fresh = nominations.start(world.work("nominator"), award_round, world.body_of("nominator"))
    assert fresh.id != written.id
