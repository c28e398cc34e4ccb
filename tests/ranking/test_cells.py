import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.ranking.cells import from_array, from_lines, weigh
from app.ranking.model.graph import components
from tests.ranking.builders import array, panel, score_arrays

NAN = np.nan


def test_a_complete_cell_is_the_weighted_mean() -> None:
    found = weigh(from_array(np.array([[[2.0, 5.0]], [[4.0, 1.0]]])), np.array([3.0, 1.0]))
    np.testing.assert_allclose(found.y, [2.75, 3.25], rtol=0, atol=1e-12)


def test_a_criterion_left_out_counts_neither_for_nor_against() -> None:
    # The criteria's means are 4 and 2. She is one above the mean on what she scored.
    scores = np.array([[[5.0, NAN]], [[4.0, 2.0]], [[3.0, 2.0]]])
    found = weigh(from_array(scores), np.array([0.5, 0.5]))
    np.testing.assert_allclose(found.y, [4.0, 3.0, 2.5], rtol=0, atol=1e-12)


def test_a_line_with_nothing_that_weighs_is_no_cell() -> None:
    scores = np.array([[[NAN, 4.0]], [[3.0, 4.0]]])
    found = weigh(from_array(scores), np.array([1.0, 0.0]))
    assert found.nomination.tolist() == [1]
    assert found.y.tolist() == [3.0]
    assert found.per_nomination.tolist() == [0.0, 1.0]


def test_a_criterion_that_nobody_scored_does_not_exist() -> None:
    scores = np.array([[[4.0, NAN]], [[3.0, NAN]]])
    assert weigh(from_array(scores), np.array([0.2, 0.8])).y.tolist() == [4.0, 3.0]


def test_where_nothing_weighs_there_are_no_cells() -> None:
    found = weigh(from_array(np.array([[[4.0, NAN]]])), np.array([0.0, 1.0]))
    assert found.y.size == 0


@given(score_arrays(gaps=True, criteria=3), st.randoms())
def test_lines_in_any_order_make_the_same_sheets(scores, random) -> None:
    at = [tuple(place) for place in np.argwhere(~np.isnan(scores))]
    random.shuffle(at)
    index = np.array(at, dtype=np.int64).reshape(-1, 3).T
    made = from_lines(*index, scores[tuple(index)], shape=scores.shape)
    straight = from_array(scores)
    np.testing.assert_array_equal(made.nomination, straight.nomination)
    np.testing.assert_array_equal(made.juror, straight.juror)
    np.testing.assert_array_equal(made.scores, straight.scores)


@given(score_arrays(gaps=True, criteria=3))
def test_equal_weights_in_any_unit_are_one_weighting(scores) -> None:
    one, other = (weigh(from_array(scores), w * np.ones(3)) for w in (1.0, 17.0))
    np.testing.assert_allclose(one.y, other.y, rtol=0, atol=1e-12)


def test_components_are_numbered_by_their_first_nomination() -> None:
    found = components(
        panel(
            [
                [None, None, 3, None],
                [4, None, None, None],
                [None, 2, 2, None],
                [None, None, None, None],
                [5, None, None, None],
            ]
        )
    )
    assert found.nomination.tolist() == [0, 1, 0, -1, 1]
    assert found.juror.tolist() == [1, 0, 0, -1]
    assert found.number == 2


def test_a_long_chain_is_one_component() -> None:
    rows = np.full((50, 49), np.nan)
    for juror in range(49):
        rows[juror, juror] = rows[juror + 1, juror] = 3.0
    order = np.random.default_rng(1).permutation(50)
    assert components(panel(array(rows.tolist())[order])).number == 1
