import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.ranking.cells import from_array, weigh
from app.ranking.model.fair import Correction, fit
from app.ranking.model.graph import components
from app.ranking.places import places
from app.ranking.robustness.weights import held
from tests.ranking.builders import panel, score_arrays
from tests.ranking.worlds import World

ONE = np.ones(1)


def scored(scores, **options):
    return fit(weigh(from_array(scores), np.ones(scores.shape[2])), **options)


@given(score_arrays(gaps=False, criteria=3))
def test_complete_data_gives_the_weighted_mean_exactly(scores) -> None:
    found = scored(scores)
    np.testing.assert_array_equal(found.score, found.panel.means)
    np.testing.assert_allclose(found.score, scores.mean(axis=(1, 2)), rtol=0, atol=1e-12)


@given(score_arrays(gaps=True))
def test_without_severity_the_score_is_the_mean(scores) -> None:
    found = scored(scores)
    assume(np.isinf(found.lam))
    np.testing.assert_array_equal(found.score, found.panel.means)


@given(score_arrays(gaps=True), st.integers(0, 2**32 - 1))
def test_reordering_changes_no_score_and_no_place(scores, seed) -> None:
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(scores.shape[0]), rng.permutation(scores.shape[1])
    straight, mixed = scored(scores).score, scored(scores[rows][:, columns]).score
    np.testing.assert_allclose(mixed, straight[rows], rtol=0, atol=1e-8)
    np.testing.assert_array_equal(places(np.round(mixed, 7)), places(np.round(straight, 7))[rows])


@given(score_arrays(gaps=True), st.data(), st.floats(0.1, 3))
def test_raising_a_score_never_lowers_that_nomination(scores, data, by) -> None:
    found = scored(scores)
    assume(found.panel.y.size > 0)
    cell = data.draw(st.integers(0, found.panel.y.size - 1))
    nomination, juror = found.panel.nomination[cell], found.panel.juror[cell]
    higher = scores.copy()
    higher[nomination, juror] += by
    raised = held(found, weigh(from_array(higher), ONE).y)  # λ is not the matter here
    assert raised[nomination] >= found.score[nomination] - 1e-9


@given(score_arrays(gaps=True), st.data())
def test_leaving_a_recused_juror_out_is_her_never_having_been_there(scores, data) -> None:
    juror = data.draw(st.integers(0, scores.shape[1] - 1))
    blank = scores.copy()
    blank[:, juror] = np.nan
    never = np.delete(scores, juror, axis=1)
    assume(never.shape[1] > 0)
    np.testing.assert_allclose(scored(blank).score, scored(never).score, rtol=0, atol=1e-9)


@given(score_arrays(gaps=False), st.data(), st.floats(-3, 3))
def test_in_complete_data_a_constant_on_one_jurors_scores_changes_no_place(
    scores, data, by
) -> None:
    juror = data.draw(st.integers(0, scores.shape[1] - 1))
    moved = scores.copy()
    moved[:, juror] += by
    np.testing.assert_array_equal(places(scored(scores).score), places(scored(moved).score))


def test_a_severe_juror_costs_a_nomination_nothing() -> None:
    rng = np.random.default_rng(5)
    quality = np.linspace(2, 5, 30)
    severity = np.array([-1.5, 0.5, 0.5, 0.5])
    scores = quality[:, None] + severity + rng.normal(0, 0.3, (30, 4))
    scores[::2, 0] = np.nan  # every other nomination escapes the severe juror
    scores[1::2, 1] = np.nan
    found = scored(scores[:, :, None])
    assert found.correction is Correction.APPLIED
    assert found.lam == pytest.approx(1.0)
    fair = found.score - found.score.mean() - quality + quality.mean()
    plain = found.panel.means - found.panel.means.mean() - quality + quality.mean()
    assert np.abs(fair).mean() < 0.15
    assert np.abs(plain).mean() > 0.3


def test_severities_sum_to_zero_in_each_component() -> None:
    _, scores = World((24, 14), "disconnected", lam=1.5).draw(np.random.default_rng(3))
    found = scored(scores)
    parts = found.blocks.components
    assert found.applied
    assert parts.number == 2
    for part in range(2):
        assert found.severity[parts.juror == part].sum() == pytest.approx(0, abs=1e-10)


def test_block_by_block_is_the_same_as_all_at_once() -> None:
    # Eighty small panels of three jurors: too many blocks to write out one by one.
    rng = np.random.default_rng(4)
    rows = np.full((400, 240), np.nan)
    for block in range(80):
        part = rng.normal(3.5, 1, (5, 1)) + rng.normal(0, 0.6, 3) + rng.normal(0, 0.7, (5, 3))
        part[rng.integers(5), rng.integers(3)] = np.nan
        rows[5 * block : 5 * block + 5, 3 * block : 3 * block + 3] = part
    found = scored(rows[:, :, None])
    assert found.blocks.dense is None
    assert found.applied
    seen = ~np.isnan(rows)
    n = seen.sum(axis=1)
    b = seen / n[:, None]
    a = np.diag(seen.sum(axis=0)) - seen.T @ b
    away = np.where(seen, rows - found.panel.means[:, None], 0).sum(axis=0)
    severity = np.linalg.solve(a + found.lam * np.eye(240), away)
    np.testing.assert_allclose(found.score, found.panel.means - b @ severity, atol=1e-9)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[None, None]], Correction.NO_SCORES),
        ([[4], [3], [5]], Correction.ONE_JUROR),
        ([[4, 4], [4, None], [4, 4]], Correction.ALL_EQUAL),
        ([[4, 3], [2, 5]], Correction.COMPLETE),
        ([[4, 3], [2, None], [1, 5]], Correction.TOO_FEW),
    ],
)
def test_it_says_why_it_does_not_correct(rows, reason) -> None:
    found = fit(panel(rows))
    assert found.correction is reason
    np.testing.assert_array_equal(found.score, found.panel.means)


def test_no_severity_is_said_to_be_none() -> None:
    rng = np.random.default_rng(0)
    scores = rng.normal(3.5, 1, (30, 1)) + rng.normal(0, 1, (30, 6))
    scores -= np.nanmean(scores - scores.mean(axis=1, keepdims=True), axis=0)
    scores[0, 0] = scores[1, 1] = np.nan
    found = scored(scores[:, :, None])
    assert found.correction is Correction.NO_SEVERITY
    assert np.isinf(found.lam)


def test_complete_within_each_of_two_juries_is_complete() -> None:
    found = fit(panel([[4, 3, None, None], [2, 1, None, None], [None, None, 5, 4]]))
    assert found.correction is Correction.COMPLETE
    assert components(found.panel).number == 2


@pytest.mark.parametrize(
    ("rows", "df", "correction"),
    [
        ([[5, 3, 4], [None, 3, 5], [6, 3, 5], [4, 1, 3]], 7, Correction.APPLIED),
        ([[5, 2, 4], [4, None, 3], [None, 2, 4]], 4, Correction.APPLIED),
        ([[5, 2, 4], [None, 2, 3]], 3, Correction.TOO_FEW),
    ],
)
def test_small_juries_with_a_recusal_are_corrected(rows, df, correction) -> None:
    found = fit(panel(rows))
    assert (found.panel.df, found.correction) == (df, correction)
