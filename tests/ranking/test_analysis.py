"""The whole, and each edge of section 5 of the method."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ranking.analysis import Question, analyse
from app.ranking.cells import from_array
from app.ranking.methods import Method
from app.ranking.model.fair import Correction
from app.ranking.verdict import Verdict
from tests.ranking.builders import array, score_arrays, sheets
from tests.ranking.worlds import World


def asked(read, weights=None, seed=0, **options):
    weights = np.ones(read.criteria) if weights is None else weights
    return analyse(read, weights, Question(**options), np.random.default_rng(seed))


@settings(max_examples=40)
@given(score_arrays(gaps=True, criteria=2, most=5), st.sampled_from(list(Method)), st.booleans())
def test_anything_can_be_ranked_by_any_method(scores, method, strict) -> None:
    found = asked(from_array(scores), method=method, equally_strict=strict)
    scored = found.panel.per_nomination > 0
    ranked = {int(one) for field in found.fields for one in field.order}
    if method is not Method.COPELAND:  # which has nothing to say of a nomination met by none
        assert ranked == set(np.flatnonzero(scored).tolist())
    assert set(np.flatnonzero(found.place).tolist()) == ranked
    for field in found.fields:
        assert (np.diff(found.score[field.order]) <= 1e-9).all()


@settings(max_examples=25)
@given(score_arrays(gaps=True, criteria=2))
def test_the_same_question_has_the_same_answer(scores) -> None:
    one, other = (asked(from_array(scores), seed=3) for _ in range(2))
    np.testing.assert_array_equal(one.chances.best, other.chances.best)
    for a, b in zip(one.fields, other.fields, strict=True):
        assert a.flips == b.flips
        np.testing.assert_array_equal(a.won, b.won)


def test_ties_share_their_place() -> None:
    found = asked(sheets([[4, 4], [5, 3], [3, 3]]))
    assert found.place.tolist() == [1, 1, 3]
    assert found.fields[0].winners == (0, 1)


def test_one_score_of_a_juror_is_shrunk() -> None:
    rng = np.random.default_rng(8)
    scores = (
        rng.normal(3.5, 0.5, (12, 1)) + np.array([0, 0.8, -0.8, 0]) + rng.normal(0, 0.5, (12, 4))
    )
    scores[1:, 3] = np.nan
    scores[0, 3] = 6.0
    found = asked(from_array(scores[:, :, None]))
    assert found.fit.applied
    rest = np.nanmean(scores[0, :3] - found.fit.severity[:3])
    assert 0 < found.fit.severity[3] < (6.0 - rest) / 2
    assert found.details.jurors.number[3] == 1


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[4, 4], [4, 4]], Correction.ALL_EQUAL),
        ([[4], [3]], Correction.ONE_JUROR),
        ([[4, None], [3, None]], Correction.ONE_JUROR),
    ],
)
def test_without_a_basis_there_is_an_order_and_no_more(rows, reason) -> None:
    found = asked(sheets(rows))
    assert found.fit.correction is reason
    assert not found.chances.given
    assert [field.verdict for field in found.fields] == [Verdict.NO_BASIS]
    assert found.place[0] == 1


def test_no_score_is_unranked() -> None:
    found = asked(sheets([[4, 3], [None, None], [5, 4]]))
    assert found.place.tolist() == [2, 0, 1]
    assert np.isnan(found.score[1])
    assert 1 not in found.fields[0].order


def test_no_scores_at_all() -> None:
    found = asked(sheets([[None, None]]))
    assert found.fields == []
    assert found.fit.correction is Correction.NO_SCORES


def test_components_are_ranked_within_unless_juries_are_alike() -> None:
    rows = [[5, 4, None, None], [4, 4, None, None], [None, None, 6, 5], [None, None, 1, 2]]
    within, across = asked(sheets(rows)), asked(sheets(rows), equally_strict=True)
    assert within.place.tolist() == [1, 2, 1, 2]
    assert [field.winners for field in within.fields] == [(0,), (2,)]
    assert across.place.tolist() == [2, 3, 1, 4]
    assert [field.winners for field in across.fields] == [(2,)]
    assert across.parts.number == 2


def test_two_averages_that_name_different_winners_are_both_shown() -> None:
    rng = np.random.default_rng(1)
    quality = np.linspace(2.5, 4.5, 20)
    severity = np.array([-1.4, 0.5, 0.4, 0.5])
    quality[19] += 0.2
    scores = quality[:, None] + severity + rng.normal(0, 0.1, (20, 4))
    scores[19, 3] = scores[18, 0] = np.nan  # the best one met the severe juror, the next did not
    scores[:10, 1] = np.nan
    found = asked(from_array(scores[:, :, None])).fields[0]
    assert found.winners == (19,)
    assert found.mean_winners == (18,)
    assert found.averages_differ


def test_a_clear_winner_is_called_clear() -> None:
    _, scores = World((10, 9), "complete", spread=0.4, lam=4.0).draw(np.random.default_rng(3))
    scores[4] += 3.0
    found = asked(from_array(scores))
    assert found.fields[0].verdict is Verdict.CLEAR
    assert found.fields[0].winners == (4,)
    assert found.chances.low[4] == found.chances.high[4] == 1
    assert not any(one.changes_winner for one in found.left_out)


def test_one_juror_whose_absence_changes_it_makes_it_at_most_likely() -> None:
    rows = array([[5.0, 4.9, 5.1, 1.0, 5.0], [4.6, 4.5, 4.7, 4.9, 4.6], [2, 2, 2, 2, 2]])
    found = asked(from_array(rows[:, :, None]))
    assert found.fields[0].verdict is not Verdict.CLEAR
    changed = [one.juror for one in found.left_out if one.changes_winner]
    assert changed == [3]


def test_agreement_is_over_all_nominations() -> None:
    found = asked(
        sheets(
            [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
        )
    )
    assert round(found.agreement.icc1, 2) == 0.17
    assert round(found.agreement.icck, 2) == 0.44
    assert found.agreement.kendall_w == pytest.approx(0.887, abs=0.001)


def test_every_method_is_computed_to_compare() -> None:
    found = asked(sheets([[5, 4, 5], [4, 4, 3], [1, 2, 2], [3, 3, 4]])).fields[0]
    assert found.by_method == dict.fromkeys(Method, (0,))
    assert set(found.listed_by_method) == set(Method)


def test_below_the_quorum_is_ranked_and_named() -> None:
    found = asked(sheets([[4, 3, 5], [5, None, 4], [None, None, None]]), quorum=3)
    assert found.below_quorum == (1, 2)
    assert found.place.tolist() == [2, 1, 0]
    assert asked(sheets([[4, 3, 5], [5, None, 4]])).below_quorum == ()


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("shape", [(0, 0, 1), (0, 2, 2), (3, 0, 1), (3, 2, 2)])
def test_without_nominations_jurors_or_scores_there_is_nothing(method, shape) -> None:
    found = asked(from_array(np.full(shape, np.nan)), method=method)
    assert found.fields == []
    assert found.place.tolist() == [0] * shape[0]
    assert found.left_out == []
