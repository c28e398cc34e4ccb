"""The places under other weights: who moves, how far a weight may go, and what lies beyond."""

from decimal import Decimal

import pytest

from app.models import Nomination, Round
from app.services import phases, ranking
from app.services.ranking import Ranking, reweighing
from tests.factories import World

SEATED = ("chair", "juror_b", "juror_c")
BOOK = {"x": Decimal("0.6"), "y": Decimal("0.4")}


def deliberating(world: World, *scores: tuple[int, int]) -> tuple[Round, list[Nomination]]:
    """Judge some nominations; all three give the same scores on x and y."""
    award_round = world.open()
    made = world.judge(award_round, len(scores))
    world.score(award_round, made)
    for nomination, (x, y) in zip(made, scores, strict=True):
        for name in SEATED:
            world.seal(name, nomination, x, y)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    return award_round, made


@pytest.fixture
def table(world: World) -> Ranking:
    """Weights 0.6 and 0.4: 4.2 against 3.8 against 1. The first two draw level at a half."""
    award_round, _ = deliberating(world, (5, 3), (3, 5), (1, 1))
    return ranking.for_actor(world.work("chair"), award_round)


def weights(x: str, y: str) -> dict[str, Decimal]:
    return reweighing.shares({"x": Decimal(x), "y": Decimal(y)})


def places(tried: reweighing.Tried) -> list[tuple[int | None, int | None, float, bool, int]]:
    """Give number, place, score, whether it is shared and how far it went up, row by row."""
    return [
        (one.row.nomination.number, one.place, round(one.score or 0, 9), one.shared, one.up)
        for one in tried.rows
    ]


def test_the_rulebooks_own_weights_give_the_ranking_itself(table: Ranking) -> None:
    tried = reweighing.try_out(table, BOOK, weights("3", "2"))
    assert (tried.is_rulebook, tried.moved, tried.has_ties) == (True, 0, False)
    assert tried.shares == BOOK
    assert places(tried) == [(1, 1, 4.2, False, 0), (2, 2, 3.8, False, 0), (3, 3, 1.0, False, 0)]


def test_under_other_weights_two_change_places(table: Ranking) -> None:
    tried = reweighing.try_out(table, BOOK, weights("1", "3"))
    assert (tried.is_rulebook, tried.moved, tried.has_ties) == (False, 2, False)
    assert places(tried) == [(2, 1, 4.5, False, 1), (1, 2, 3.5, False, -1), (3, 3, 1.0, False, 0)]
    assert tried.first == {0: [table.rows[1].nomination.id]}


def test_who_draws_level_shares_the_place_and_the_next_is_third(table: Ranking) -> None:
    tried = reweighing.try_out(table, BOOK, weights("1", "1"))
    assert places(tried) == [(1, 1, 4.0, True, 0), (2, 1, 4.0, True, 1), (3, 3, 1.0, False, 0)]
    assert (tried.has_ties, tried.moved) == (True, 1)
    assert tried.first == {0: [row.nomination.id for row in table.rows[:2]]}


def test_a_weight_may_go_as_far_as_the_point_where_the_winner_changes(table: Ranking) -> None:
    x, y = reweighing.leeways(table, table.report.contests[0], BOOK)
    assert (x.criterion, x.weight, round(x.low, 9), x.high) == ("x", Decimal("0.6"), 0.5, 1.0)
    assert (y.criterion, y.weight, y.low, round(y.high, 9)) == ("y", Decimal("0.4"), 0.0, 0.5)
    assert [turn.rising for turn in (*x.turns, *y.turns)] == [False, True]
    assert [turn.to.nomination.number for turn in (*x.turns, *y.turns)] == [2, 2]


def test_just_beyond_the_point_the_other_one_wins(table: Ranking) -> None:
    x, y = reweighing.leeways(table, table.report.contests[0], BOOK)
    assert x.turns[0].beyond == {"x": Decimal("0.499"), "y": Decimal("0.501")}
    assert y.turns[0].beyond == {"x": Decimal("0.499"), "y": Decimal("0.501")}
    tried = reweighing.try_out(table, BOOK, x.turns[0].beyond or {})
    assert [row[:2] for row in places(tried)] == [(2, 1), (1, 2), (3, 3)]


def test_at_the_end_of_the_scale_nothing_is_beyond(world: World) -> None:
    award_round, _ = deliberating(world, (5, 3), (4, 3))
    found = ranking.for_actor(world.work("chair"), award_round)
    x, y = reweighing.leeways(found, found.report.contests[0], BOOK)
    assert [(turn.at, turn.beyond) for turn in (*x.turns, *y.turns)] == [(0.0, None), (1.0, None)]


def test_where_no_weight_changes_the_winner_there_is_no_turn(world: World) -> None:
    award_round, _ = deliberating(world, (5, 5), (4, 4))
    found = ranking.for_actor(world.work("chair"), award_round)
    for one in reweighing.leeways(found, found.report.contests[0], BOOK):
        assert (one.low, one.high, one.turns) == (0.0, 1.0, [])


def test_only_averages_can_be_weighed_anew(world: World) -> None:
    award_round, _ = deliberating(world, (5, 3), (3, 5))
    found = ranking.for_actor(world.work("chair"), award_round)
    assert reweighing.is_possible(found.report)
    world.amend(award_round, method="median")
    amended = ranking.for_actor(world.work("chair"), award_round)
    assert not reweighing.is_possible(amended.report)
