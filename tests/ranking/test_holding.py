"""Whether a first place holds: each trial has its answer, and the figures that it rests on."""

import pytest

from app.ranking.methods import Method
from app.ranking.report import ByMethod, Nudge, Tipping
from app.ranking.robustness.holding import (
    Holding,
    has_same_first,
    other_methods,
    other_points,
    other_weights,
    try_first_place,
    without_one,
)
from tests.ranking.reports import contest, juror, line, report

WEIGHTS = {"x": 0.6, "y": 0.4}


def test_without_any_juror_the_winner_is_the_same() -> None:
    one, other = (juror(at, winners_without=[1], listed_without=[1]) for at in (11, 12))
    held = contest(1, 2)
    found = without_one(report(held, jurors=[one, other]), held)
    assert (found.holding, found.tried) == (Holding.HOLDS, [one, other])
    assert (found.deciding, found.listing) == ([], [])


def test_without_one_juror_the_shortlist_is_another() -> None:
    one = juror(11, winners_without=[1], listed_without=[2], changes_shortlist=True)
    held = contest(1, 2)
    found = without_one(report(held, jurors=[one]), held)
    assert (found.holding, found.listing) == (Holding.WINNER_ONLY, [one])


def test_without_one_juror_another_wins() -> None:
    one = juror(11, winners_without=[2], changes_winner=True, changes_shortlist=True)
    held = contest(1, 2)
    found = without_one(report(held, jurors=[one, juror(12, winners_without=[1])]), held)
    assert (found.holding, found.deciding) == (Holding.NOT, [one])
    assert len(found.tried) == 2


def test_a_juror_of_another_contest_is_not_tried_in_this_one() -> None:
    elsewhere = juror(11, winners_without=[3], changes_winner=True)
    held = contest(1, 2)
    found = without_one(report(held, contest(3, 4), jurors=[elsewhere, juror(12)]), held)
    assert (found.holding, found.tried) == (Holding.NOT_TRIED, [])


@pytest.mark.parametrize(
    ("won", "holding"),
    [
        (1.0, Holding.HOLDS),
        (0.95, Holding.HOLDS),
        (0.949, Holding.USUALLY),
        (0.5, Holding.USUALLY),
        (0.499, Holding.NOT),
        (None, Holding.NOT),
    ],
)
def test_other_weights(won: float | None, holding: Holding) -> None:
    nearest = Tipping("y", 0.5, 2)
    held = contest(1, 2, tippings=[Tipping("x", 0.4, 2), nearest])
    found = other_weights(report(held, lines=[line(1, won=won), line(2)]), held, WEIGHTS)
    assert (found.holding, found.leader, found.share) == (holding, 1, won or 0.0)
    assert found.nearest == nearest


def test_where_no_change_of_one_weight_tips_it_the_first_place_holds() -> None:
    held = contest(1, 2, tippings=[Tipping("x", None, None), Tipping("y", None, None)])
    found = other_weights(report(held, lines=[line(1, won=0.3), line(2)]), held, WEIGHTS)
    assert (found.holding, found.nearest) == (Holding.HOLDS, None)


@pytest.mark.parametrize(
    ("points", "holding"),
    [
        (0.5, Holding.STEP_DECIDES),
        (-1.0, Holding.STEP_DECIDES),
        (1.01, Holding.ONE_STEP),
        (-4.9, Holding.ONE_STEP),
    ],
)
def test_other_points(points: float, holding: Holding) -> None:
    nearest = Nudge("x", points, 11, 1)
    held = contest(1, 2, nudges=[Nudge("y", 5.0, 12, 2), nearest])
    found = other_points(held, span=5.0, step=1.0)
    assert (found.holding, found.nearest) == (holding, nearest)


def test_a_change_that_the_scale_has_no_room_for_is_none() -> None:
    held = contest(1, 2, nudges=[Nudge("x", 5.1, 11, 1), Nudge("y", None, None, None)])
    found = other_points(held, span=5.0, step=1.0)
    assert (found.holding, found.nearest) == (Holding.HOLDS, None)


@pytest.mark.parametrize(
    ("winners", "holding"),
    [
        ([[1], [1], [1]], Holding.HOLDS),
        ([[1], [1], [2]], Holding.USUALLY),
        ([[1], [1, 2], [1]], Holding.USUALLY),
        ([[1], [2], [1], [2]], Holding.NOT),
        ([[2], [2], [1]], Holding.NOT),
    ],
)
def test_other_methods(winners: list[list[int]], holding: Holding) -> None:
    methods = [ByMethod(which, won, []) for which, won in zip(Method, winners, strict=False)]
    found = other_methods(contest(1, 2, methods=methods))
    assert found.holding == holding
    assert [one.winners for one in found.same] == [won for won in winners if won == [1]]
    assert [one.winners for one in found.others] == [won for won in winners if won != [1]]


def test_a_shared_first_place_is_the_same_in_any_order() -> None:
    held = contest(1, 2, 3, winners=[1, 2])
    assert has_same_first(held, [2, 1])
    assert not has_same_first(held, [1])


def test_what_there_is_nothing_to_try_of_is_left_out() -> None:
    held = contest(1, 2, methods=[ByMethod(Method.MEAN, [1], [1])])
    found = try_first_place(report(held), held, WEIGHTS, span=5.0, step=1.0)
    assert (found.weights, found.points) == (None, None)
    assert found.without_one.holding == Holding.NOT_TRIED
    assert found.methods.holding == Holding.HOLDS
    whole = contest(1, 2, tippings=[Tipping("x", 0.5, 2)], nudges=[Nudge("x", 1.0, 11, 1)])
    both = try_first_place(report(whole), whole, WEIGHTS, span=5.0, step=1.0)
    assert both.weights is not None
    assert both.points is not None
