"""Other weights: the rulebook's give the ranking itself, and at an edge the two draw level."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ranking.analysis import Question, analyse
from app.ranking.cells import from_array
from app.ranking.methods import Method
from app.ranking.robustness.reweigh import Edge, edges, under
from tests.ranking.builders import score_arrays

W3 = np.array([0.5, 0.3, 0.2])
WHOLE = score_arrays(gaps=False, criteria=3, most=5)
GAPS = score_arrays(gaps=True, criteria=3, most=5)
METHODS = st.sampled_from([Method.FAIR, Method.MEAN])
HAIR = 1e-6


def analysed(scores, method):
    """Analyse in halves of points; whole cells are missing, never one criterion of a sheet."""
    missing = np.isnan(scores).any(axis=2)
    scores = np.where(missing[:, :, None], np.nan, scores)
    found = analyse(from_array(scores), W3, Question(method=method), np.random.default_rng(1))
    assert found.by_criterion is not None or missing.all()
    return found


def contests(found):
    return np.where(found.place > 0, found.competing.nomination, -1)


def moved(criterion, at):
    weights = W3 * (1 - at) / (1 - W3[criterion])
    weights[criterion] = at
    return weights


@given(WHOLE | GAPS, METHODS)
def test_the_rulebooks_weights_give_the_rankings_own_places_and_scores(scores, method) -> None:
    found = analysed(scores, method)
    if found.by_criterion is None:
        return
    again = under(found.by_criterion, contests(found), W3)
    assert again.place.tolist() == found.place.tolist()
    np.testing.assert_allclose(again.score, found.score, atol=1e-9)


@given(WHOLE | GAPS, METHODS)
def test_at_an_edge_two_draw_level_and_a_hair_beyond_the_other_leads(scores, method) -> None:
    found = analysed(scores, method)
    if found.by_criterion is None:
        return
    for field in found.fields:
        leader, rivals = int(field.order[0]), field.order[1:]
        inside = field.order
        for criterion in range(3):
            sides = edges(found.by_criterion, W3, criterion, leader, rivals)
            for edge in sides:
                level = under(found.by_criterion, contests(found), moved(criterion, edge.at))
                assert level.place[leader] == 1
                assert level.score[edge.to] == pytest.approx(level.score[leader], abs=1e-9)
                beyond = edge.at + (HAIR if edge.rising else -HAIR)
                if not 0 <= beyond <= 1:
                    continue
                past = found.by_criterion @ moved(criterion, beyond)
                assert past[edge.to] > past[leader]
                assert past[edge.to] >= past[inside].max() - 1e-9
            low = min((e.at for e in sides if not e.rising), default=0.0)
            high = max((e.at for e in sides if e.rising), default=1.0)
            for at in np.linspace(low, high, 7):
                kept = found.by_criterion[inside] @ moved(criterion, at)
                assert found.by_criterion[leader] @ moved(criterion, at) >= kept.max() - 1e-9


@given(WHOLE, METHODS)
def test_the_nearest_edge_is_the_tipping_point_of_the_analysis(scores, method) -> None:
    found = analysed(scores, method)
    for field in found.fields if found.by_criterion is not None else ():
        if not field.flips:
            continue
        for flip in field.flips:
            near = edges(
                found.by_criterion, W3, flip.criterion, int(field.order[0]), field.order[1:]
            )
            distances = [abs(edge.at - W3[flip.criterion]) for edge in near]
            if flip.at is None:
                assert near == []
            else:
                assert min(distances) == pytest.approx(abs(flip.at - W3[flip.criterion]), abs=1e-7)


def test_an_edge_by_hand() -> None:
    # A leads by 4·w − 2·(1 − w): nothing at one third. B leads C on both.
    scores = np.array([[5.0, 2.0], [1.0, 4.0], [0.5, 0.5]])
    rivals = np.array([1, 2])
    assert edges(scores, np.array([0.5, 0.5]), 0, 0, rivals) == [
        Edge(rising=False, at=pytest.approx(1 / 3), to=1)
    ]
    assert edges(scores, np.array([0.5, 0.5]), 1, 0, rivals) == [
        Edge(rising=True, at=pytest.approx(2 / 3), to=1)
    ]


def test_a_weight_can_tip_it_both_ways() -> None:
    # The middle one leads where neither criterion decides alone.
    scores = np.array([[4.0, 4.0], [6.0, 1.0], [1.0, 6.0]])
    assert edges(scores, np.array([0.5, 0.5]), 0, 0, np.array([1, 2])) == [
        Edge(rising=False, at=pytest.approx(0.4), to=2),
        Edge(rising=True, at=pytest.approx(0.6), to=1),
    ]


@pytest.mark.parametrize(
    ("scores", "weights"),
    [
        ([[5.0, 4.0], [1.0, 2.0]], [0.5, 0.5]),  # better on both
        ([[5.0, 2.0], [1.0, 4.0]], [1.0, 0.0]),  # nothing else weighs
        ([[5.0, 4.0], [4.0, 3.0]], [0.5, 0.5]),  # by as much on both
    ],
)
def test_where_no_weight_tips_it_there_is_no_edge(scores, weights) -> None:
    assert edges(np.array(scores), np.array(weights), 0, 0, np.array([1])) == []


def test_of_two_that_pass_at_once_the_one_that_leads_beyond_is_named() -> None:
    scores = np.array([[4.0, 4.0], [5.0, 3.0], [6.0, 2.0]])
    assert edges(scores, np.array([0.4, 0.6]), 0, 0, np.array([1, 2])) == [
        Edge(rising=True, at=pytest.approx(0.5), to=2)
    ]


def test_whoever_ties_shares_a_place_and_contests_are_ranked_apart() -> None:
    scores = np.array([[4.0, 2.0], [2.0, 4.0], [1.0, 1.0], [np.nan, np.nan], [6.0, 6.0]])
    found = under(scores, np.array([0, 0, 0, -1, 1]), np.array([30.0, 30.0]))
    assert found.place.tolist() == [1, 1, 3, 0, 1]
    assert found.score.tolist()[:3] == [3.0, 3.0, 1.0]
