import numpy as np
import pytest
from hypothesis import given

from app.ranking.cells import from_array, weigh
from app.ranking.jurors import details, leverage
from app.ranking.model.fair import fit
from tests.ranking.builders import panel, score_arrays
from tests.ranking.worlds import World


def made(design="gappy", seed=1, **options):
    return World((30, 8), design, **options).draw(np.random.default_rng(seed))[1]


def test_severity_and_its_standard_error_are_those_of_the_mixed_model() -> None:
    found = fit(weigh(from_array(made(lam=2.0)), np.ones(1)))
    read = found.panel
    z = (read.nomination[:, None] == np.arange(30)).astype(float)
    s = (read.juror[:, None] == np.arange(8)).astype(float)
    hat = z @ np.linalg.inv(z.T @ z) @ z.T
    a = s.T @ (np.eye(read.y.size) - hat) @ s + found.lam * np.eye(8)
    jurors = details(found).jurors
    severity = np.linalg.solve(a, s.T @ (read.y - hat @ read.y))
    np.testing.assert_allclose(jurors.severity, severity, atol=1e-10)
    se = np.sqrt(found.sigma2 * np.diag(np.linalg.inv(a)))
    np.testing.assert_allclose(jurors.se, se, atol=1e-10)


@given(score_arrays(gaps=True))
def test_leverage_is_the_diagonal_of_the_smoother(scores) -> None:
    found = fit(weigh(from_array(scores), np.ones(1)))
    read = found.panel
    if not read.y.size:
        return
    z = (read.nomination[:, None] == np.arange(read.nominations)).astype(float)
    hat = z @ np.diag(1 / np.maximum(read.per_nomination, 1)) @ z.T
    if np.isfinite(found.lam):
        s = (read.juror[:, None] == np.arange(read.jurors)).astype(float)
        u = s - hat @ s
        hat += u @ np.linalg.inv(u.T @ u + found.lam * np.eye(read.jurors)) @ u.T
    np.testing.assert_allclose(leverage(found), np.diag(hat), atol=1e-9)


@given(score_arrays(gaps=True))
def test_influence_sums_to_one(scores) -> None:
    found = details(fit(weigh(from_array(scores), np.ones(1)))).jurors.influence
    if not np.isnan(found).all():
        assert np.nansum(found) == pytest.approx(1)


def test_whoever_spreads_her_scores_most_has_most_influence() -> None:
    found = details(fit(panel([[6, 4, 4], [4, 3.5, 3], [1, 3, 3.5]]))).jurors
    assert np.argmax(found.influence) == 0
    assert found.influence[0] > 0.6


def test_a_juror_without_variation_is_marked_and_one_score_is_not() -> None:
    found = details(fit(panel([[3, 4, 2], [3, 5, None], [3, 1, None]]))).jurors
    assert found.same.tolist() == [True, False, False]
    assert found.number.tolist() == [3, 3, 1]


def test_correlation_with_the_rest_by_hand() -> None:
    found = details(fit(panel([[1, 2, 2], [2, 3, 3], [3, 1, 1]]))).jurors.correlation
    # Severities are taken out of the others' mean, which moves it by a constant only.
    assert found[0] == pytest.approx(np.corrcoef([1, 2, 3], [2, 3, 1])[0, 1])
    assert found[1] == pytest.approx(np.corrcoef([2, 3, 1], [1.5, 2.5, 2])[0, 1])


def test_one_score_far_from_the_rest_is_to_be_looked_at_again() -> None:
    scores = made("complete", lam=4.0, spread=0.5)
    scores[7, 3] += 5.0
    found = details(fit(weigh(from_array(scores), np.ones(1))))
    assert (found.look_again[0].nomination, found.look_again[0].juror) == (7, 3)
    assert found.look_again[0].residual > 3
    assert found.look_again[0].z > 3
    assert found.expected == pytest.approx(240 * 0.0026998, rel=1e-3)
    assert np.argmax(found.jurors.misfit) == 3


def test_residuals_beyond_three_standard_errors_are_as_rare_as_chance_has_it() -> None:
    listed = expected = 0.0
    for seed in range(40):
        found = details(fit(weigh(from_array(made("gappy", seed)), np.ones(1))))
        listed += len(found.look_again)
        expected += found.expected
    assert 10 < expected < 30
    assert listed == pytest.approx(expected, abs=12)
