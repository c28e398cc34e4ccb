from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from scipy import stats

from app.ranking import jurors
from app.ranking.cells import from_array, weigh
from app.ranking.jurors import CHANCE, FEWEST_DF, details, leverage, studentised
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


@pytest.mark.parametrize(
    ("shape", "design", "lam"),
    [
        ((30, 8), "gappy", 3.0),
        ((3, 3), "complete", 3.0),
        ((4, 3), "complete", 1.0),
        ((6, 4), "recused", 1.5),
        ((20, 2), "complete", np.inf),
    ],
)
def test_residuals_that_far_are_as_rare_as_chance_has_it_however_small_the_jury(
    shape, design, lam
) -> None:
    # Beyond 2, of which there are more to count than beyond 3.
    beyond = cells = 0.0
    seed = 0
    while cells < 12_000:
        scores = World(shape, design, lam=lam).draw(np.random.default_rng(seed))[1]
        found = fit(weigh(from_array(scores), np.ones(1)))
        severity = found.solve(found.panel.surplus)
        fair = found.panel.means - found.blocks.mean_of(severity)
        read = found.panel
        residual = read.y - fair[read.nomination] - severity[read.juror]
        z = studentised(found, residual, 1 - leverage(found))
        beyond += np.count_nonzero(np.abs(z) > 2)
        cells += z.size
        seed += 1
    assert beyond / cells == pytest.approx(0.0455, abs=0.012)


@pytest.mark.parametrize("lam", [None, 2.5])
def test_a_residual_is_studentised_by_what_is_left_without_its_cell(lam) -> None:
    # Each cell is left out in turn, λ held, and everything computed from full matrices.
    scores = World((5, 4), "gappy", spread=0.5).draw(np.random.default_rng(4))[1]
    found = fit(weigh(from_array(scores), np.ones(1)))
    found = replace(found, lam=np.inf if lam is None else lam)
    read, df = found.panel, found.panel.df

    def fitted(keep):
        """The residual sum of squares of some cells, and what they lead to expect of all."""
        z = (read.nomination[:, None] == np.arange(5)).astype(float)
        s = (read.juror[:, None] == np.arange(4)).astype(float) * (lam is not None)
        x = np.hstack([z, s])
        ridge = np.diag([0.0] * 5 + [lam or 1.0] * 4)
        beta = np.linalg.pinv(x[keep].T @ x[keep] + ridge) @ x[keep].T @ read.y[keep]
        rest = read.y[keep] - x[keep] @ beta
        return rest @ rest + beta @ ridge @ beta, x @ beta, x, ridge

    rss, expected, x, ridge = fitted(np.ones(read.y.size, dtype=bool))
    found = replace(found, sigma2=rss / df)
    free = 1 - leverage(found)
    z = studentised(found, read.y - expected, free)
    alone = read.per_nomination[read.nomination] == 1
    for cell in np.flatnonzero(~alone):
        keep = np.arange(read.y.size) != cell
        less, there, x, ridge = fitted(keep)
        distance = read.y[cell] - there[cell]
        variance = (
            less / (df - 1) * (1 + x[cell] @ np.linalg.pinv(x[keep].T @ x[keep] + ridge) @ x[cell])
        )
        t = distance / variance**0.5
        assert stats.norm.sf(abs(z[cell])) == pytest.approx(stats.t.sf(abs(t), df - 1), rel=0.03)
        assert np.sign(z[cell]) == np.sign(t)
        assert (read.y - expected)[cell] / free[cell] == pytest.approx(distance)


SLIP = [[5, 5, 5], [4, 4, 4], [1, 4, 4]]


def test_a_slip_in_a_small_jury_is_seen() -> None:
    found = details(fit(panel(SLIP), step=1.0))
    (one,) = found.look_again
    assert (one.nomination, one.juror) == (2, 0)
    assert one.residual == pytest.approx(-3, abs=0.5)
    assert one.z < -3
    assert found.expected == pytest.approx(9 * CHANCE)


def test_disagreement_all_over_is_no_slip() -> None:
    assert details(fit(panel([[5, 3, 4], [2, 4, 5], [1, 4, 3]]), step=1.0)).look_again == []


def slips(rows):
    """Every set of scores that one wild score, 1 or 6, makes of a jury of one mind."""
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            for wild in (1, 6):
                if cell is not None and cell != wild:
                    changed = [list(one) for one in rows]
                    changed[row][column] = wild
                    yield changed


@pytest.mark.parametrize(
    ("rows", "df"),
    [
        ([[6, 6], [3, 3]], 2),
        ([[6, 6], [6, 6], [6, 6]], 3),
        ([[6, 6, 6], [6, 6, None]], 3),
        ([[6, 6, 6], [6, 6, 6]], 4),
        ([[6, 6, 6], [6, 6, None], [6, 6, None]], 4),
    ],
)
def test_nothing_is_said_just_where_no_score_could_be_that_far(rows, df, monkeypatch) -> None:
    monkeypatch.setattr(jurors, "FEWEST_DF", 2)
    could = any(details(fit(panel(one), step=1.0)).look_again for one in slips(rows))
    assert (panel(rows).df, could) == (df, df >= FEWEST_DF)


def test_where_nothing_can_be_said_nothing_is_expected() -> None:
    found = details(fit(panel([[6, 5], [3, 3], [1, 6]]), step=1.0))
    assert (found.look_again, found.expected) == ([], None)
    assert details(fit(panel([[6, 5, 4], [3, 3, 3]]), step=1.0)).expected == 6 * CHANCE


def test_of_two_jurors_neither_strays_more_than_the_other() -> None:
    two = details(fit(panel([[5, 3], [1, 4], [3, 3], [6, 2]])))
    assert np.isnan(two.jurors.misfit).all()
    assert not np.isnan(details(fit(panel(SLIP))).jurors.misfit).any()
    # Two juries of their own, one of them of two.
    rows = [[5, 3, None, None, None], [1, 4, None, None, None]]
    rows += [[None, None, 4, 3, 5], [None, None, 2, 3, 1], [None, None, 5, 5, 2]]
    misfit = details(fit(panel(rows))).jurors.misfit
    assert np.isnan(misfit).tolist() == [True, True, False, False, False]
