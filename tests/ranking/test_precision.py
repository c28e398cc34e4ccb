"""What is known of σ²: a scaled inverse χ², cut off where rounding alone gives more."""

import numpy as np
import pytest
from scipy import stats

from app.ranking.analysis import Question, analyse
from app.ranking.cells import step_of
from app.ranking.model import precision as module
from app.ranking.model.fair import fit
from app.ranking.model.precision import precision
from app.ranking.model.spread import standard_errors
from app.ranking.verdict import Verdict
from tests.ranking.builders import panel, sheets


@pytest.mark.parametrize("df", [1, 2, 3, 7, 40, 1000, 50_000])
@pytest.mark.parametrize("rss", [1e-6, 0.3, 20.0])
def test_without_steps_it_is_the_scaled_inverse_chi_squared(df, rss) -> None:
    found = precision(np.array([rss]), df, 0.0)
    wanted = stats.chi2.cdf(np.exp(found.log[0]) * rss, df)
    np.testing.assert_allclose(found.upto[0], wanted, atol=2e-3)


def test_what_a_pair_counts_is_the_likelihood_of_its_squares() -> None:
    rss = np.array([[0.5, 2.0], [8.0, 1e-3]])
    likely = precision(rss, 9, 0.0).likely
    np.testing.assert_allclose(likely - likely[0, 0], -4.5 * np.log(rss / 0.5), atol=1e-6)


@pytest.mark.parametrize(("rss", "df"), [(0.0, 3), (0.01, 3), (0.2, 11), (3.0, 6), (30.0, 400)])
def test_below_what_rounding_gives_there_is_nothing(rss, df) -> None:
    lowest = 0.5**2 / 12
    found = precision(np.array([rss]), df, lowest)
    drawn = found.draw(np.zeros(20_000, dtype=np.int64), np.random.default_rng(1)) ** 2
    assert drawn.min() >= lowest * (1 - 1e-12)

    def density(v):  # of ln 1/σ², to be compared by its mean
        x = np.exp(v)
        logs = df / 2 * v - x * rss / 2
        return np.exp(logs - logs.max()) * (1 - lowest * x) ** module.DOUBT

    grid = np.linspace(-np.log(lowest) - 25, -np.log(lowest), 400_000)
    mean = np.average(grid, weights=density(grid))
    assert -np.log(drawn).mean() == pytest.approx(mean, abs=0.03)


def test_where_chance_is_a_step_or_more_the_end_makes_no_difference() -> None:
    rss, df = np.array([40.0]), 40
    free, ended = (precision(rss, df, lowest) for lowest in (0.0, 0.25**2 / 12))
    np.testing.assert_allclose(
        np.interp([0.1, 0.5, 0.9], ended.upto[0], ended.log[0]),
        np.interp([0.1, 0.5, 0.9], free.upto[0], free.log[0]),
        atol=0.01,
    )


def asked(rows, **options):
    return analyse(sheets(rows), np.ones(1), Question(**options), np.random.default_rng(0))


@pytest.mark.parametrize(
    ("rows", "best"),
    [
        ([[5, 5], [4, 4]], 0.84),
        ([[4.5, 4.5], [4, 4]], 0.84),
        ([[5, 5], [4, 4], [4, 4]], 0.82),
        ([[5, 5, 5], [4, 4, 4]], 0.94),
    ],
    ids=["four numbers", "half a step", "six numbers", "three jurors"],
)
def test_agreement_to_the_digit_between_few_is_not_clear(rows, best) -> None:
    found = asked(rows)
    assert found.chances.best[0] == pytest.approx(best, abs=0.03)
    assert found.fields[0].verdict is Verdict.LIKELY


def test_agreement_of_many_is_clear_and_a_tie_stays_one() -> None:
    found = asked([[6] * 9, [4] * 9, [3] * 9, [2] * 9, [4] * 9])
    assert found.chances.best[0] > 0.99
    assert found.fields[0].verdict is Verdict.CLEAR
    tied = asked([[5, 5, 5], [4, 4, 4], [5, 5, 5], [1, 1, 1]])
    assert tied.chances.best[[0, 2]] == pytest.approx([0.5, 0.5], abs=0.03)
    assert tied.fields[0].verdict is Verdict.CLOSE


def test_standard_errors_rest_on_no_less_than_the_step() -> None:
    read = panel([[5, 5], [4, 4]])
    bare, stepped = fit(read), fit(read, step=1.0)
    assert (bare.sigma2, stepped.sigma2, stepped.noise) == (0.0, 0.0, 1 / 12)
    assert bare.se(0, 1) == 0.0
    assert stepped.se(0, 1) == pytest.approx((1 / 12) ** 0.5)
    assert standard_errors(stepped) == pytest.approx([(1 / 24) ** 0.5] * 2)
    wide = fit(panel([[5, 3], [1, 4]]), step=1.0)
    assert wide.noise == wide.sigma2 == 3.25


@pytest.mark.parametrize(
    ("rows", "step"),
    [
        ([[1, 2], [5, 6]], 1.0),
        ([[5, 5], [3, 3]], 1.0),
        ([[60, 80], [40, 40]], 1.0),
        ([[4.5, 4], [3, None]], 0.5),
        ([[4.25, 4], [3, 3]], 0.25),
        ([[4.1, 4.3], [3, 3]], 0.1),
        ([[4.33, 4.33], [4.67, 4.67]], 0.34),
        ([[4.1 + 0.2, 4.3], [3.7, 3.7]], 0.1),
        ([[None, None]], 1.0),
    ],
)
def test_the_step_is_read_off_the_scores(rows, step) -> None:
    assert step_of(sheets(rows)) == pytest.approx(step)


def test_a_step_that_is_given_is_not_read_off() -> None:
    rows = [[5, 5], [4, 4]]
    assert asked(rows).fit.step == 1.0
    assert asked(rows, step=0.25).fit.step == 0.25
    assert asked(rows, step=0.25).chances.best[0] > asked(rows).chances.best[0] + 0.02
