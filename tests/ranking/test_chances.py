import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ranking.cells import from_array, weigh
from app.ranking.model import chances as module
from app.ranking.model import posterior, variance
from app.ranking.model.chances import chances
from app.ranking.model.fair import fit
from app.ranking.model.graph import as_one, components
from app.ranking.model.posterior import draw
from tests.ranking.builders import panel, score_arrays
from tests.ranking.worlds import World


def judged(read, seed=1, draws=1000, sizes=None):
    found = fit(read)
    parts = components(read)
    return parts, chances(found, parts, np.random.default_rng(seed), draws, sizes)


@settings(max_examples=30)
@given(score_arrays(gaps=True))
def test_chances_sum_to_one_in_each_component_and_intervals_are_places(scores) -> None:
    parts, sure = judged(weigh(from_array(scores), np.ones(1)))
    for part in range(parts.number):
        inside = parts.nomination == part
        size = np.count_nonzero(inside)
        if size < 2 or not sure.given:
            assert np.isnan(sure.best[inside]).all()
            assert not sure.low[inside].any()
            continue
        assert sure.best[inside].sum() == pytest.approx(1)
        assert (sure.low[inside] >= 1).all()
        assert (sure.low[inside] <= sure.high[inside]).all()
        assert (sure.high[inside] <= size).all()


@settings(max_examples=30)
@given(score_arrays(gaps=True), st.integers(1, 5))
def test_the_chances_to_be_listed_add_up_to_the_length_of_the_list(scores, size) -> None:
    read = weigh(from_array(scores), np.ones(1))
    parts, sure = judged(read, sizes=[size] * components(read).number)
    np.testing.assert_array_equal(np.isnan(sure.listed), np.isnan(sure.best))
    for part in range(parts.number):
        inside = parts.nomination == part
        if not np.isnan(sure.listed[inside]).any():
            assert sure.listed[inside].sum() == pytest.approx(min(size, np.count_nonzero(inside)))
            assert (sure.listed[inside] >= sure.best[inside] - 1e-12).all()
            if size == 1:
                np.testing.assert_allclose(sure.listed[inside], sure.best[inside])


def test_each_component_has_a_list_of_its_own_length() -> None:
    scores = World((24, 14), "disconnected").draw(np.random.default_rng(2))[1]
    parts, sure = judged(weigh(from_array(scores), np.ones(1)), sizes=[2, 5])
    assert parts.number == 2
    assert sure.listed[parts.nomination == 0].sum() == pytest.approx(2)
    assert sure.listed[parts.nomination == 1].sum() == pytest.approx(5)


@pytest.mark.parametrize("seed", range(3))
def test_strict_and_generous_jurors_cost_no_certainty_where_all_scored_all(seed) -> None:
    # Were severity taken to be at most as strong as chance, the leader would lose .03 to .05.
    world = World((10, 6), "complete", spread=1.0, lam=np.inf)
    scores = world.draw(np.random.default_rng(seed))[1]
    severity = np.array([-1.4, -1.0, -0.2, 0.3, 1.0, 1.3])[None, :, None]
    even, uneven = (
        judged(weigh(from_array(each), np.ones(1)), draws=8000)[1].best.max()
        for each in (scores, scores + severity)
    )
    assert uneven == pytest.approx(even, abs=0.02)


def test_who_is_out_of_reach_would_not_have_won(monkeypatch) -> None:
    # The same chances where everybody takes part in every draw.
    scores = World((150, 12), "gappy").draw(np.random.default_rng(4))[1]
    read = weigh(from_array(scores), np.ones(1))
    short = judged(read, draws=20_000, sizes=[3])[1]
    monkeypatch.setattr(module, "MOST_PLACED", 10**9)
    whole = judged(read, seed=2, draws=20_000, sizes=[3])[1]
    np.testing.assert_allclose(short.best, whole.best, atol=0.015)
    np.testing.assert_allclose(short.listed, whole.listed, atol=0.015)
    assert np.abs(short.low - whole.low).max() <= 4
    assert np.abs(short.high - whole.high).max() <= 4


@pytest.mark.parametrize("size", [1, 2, 5, 12, 13, 40])
def test_places_are_counted_as_sorting_would(size) -> None:
    quality = np.random.default_rng(size).normal(0, 1, (50, 3, size)).astype(np.float32)
    place = np.argsort(np.argsort(-quality, axis=2), axis=2)
    counted = posterior.tally(quality)
    for at in range(size):
        np.testing.assert_array_equal(counted[:, :, at], (place == at).sum(axis=0))


def test_severities_add_up_alike_where_the_panel_is_thin() -> None:
    rng = np.random.default_rng(1)
    read = weigh(from_array(World((30, 40), "sparse").draw(rng)[1]), np.ones(1))
    among, severity = rng.permutation(30)[:20], rng.normal(0, 1, (6, 40)).astype(np.float32)
    thin = posterior.Strictness(fit(read).blocks, among)
    assert thin.dense is None
    seen = np.zeros((30, 40))
    seen[read.nomination, read.juror] = 1
    weight = rng.random(20).astype(np.float32)
    wanted = (severity @ seen[among].T) * weight
    np.testing.assert_allclose(thin.of(severity, weight), wanted, atol=1e-5)


def test_the_same_seed_gives_the_same_chances() -> None:
    read = weigh(from_array(World((12, 6), "gappy").draw(np.random.default_rng(2))[1]), np.ones(1))
    one, same, other = judged(read, 5)[1], judged(read, 5)[1], judged(read, 6)[1]
    np.testing.assert_array_equal(one.best, same.best)
    np.testing.assert_array_equal(one.low, same.low)
    assert (one.best != other.best).any()


@pytest.mark.parametrize(
    "rows",
    [
        [[None, None]],
        [[4], [3], [5]],
        [[4, 4], [4, 4]],
        [[4, None], [3, None], [None, 5]],
        [[4, 5, 4]],
        [[4, 3], [5, None]],
    ],
    ids=["no score", "one juror", "all equal", "no overlap", "one nomination", "too few"],
)
def test_where_there_is_no_probability(rows) -> None:
    assert not judged(panel(rows))[1].given


def test_across_components_the_better_jury_list_leads() -> None:
    rng = np.random.default_rng(3)
    rows = np.full((12, 8), np.nan)
    rows[:6, :4] = rng.normal(3, 0.3, (6, 4))
    rows[6:, 4:] = rng.normal(3, 0.3, (6, 4)) + 1.5
    read = weigh(from_array(rows[:, :, None]), np.ones(1))
    found = fit(read)
    sure = chances(found, as_one(read), np.random.default_rng(1), 2000)
    assert sure.best.sum() == pytest.approx(1)
    assert sure.best[:6].sum() < 0.05


def test_large_and_small_data_are_computed_alike() -> None:
    # The one estimate for large data, against the average over variances for small data.
    read = weigh(
        from_array(World((150, 12), "gappy").draw(np.random.default_rng(4))[1]), np.ones(1)
    )
    averaged = judged(read, draws=8000)[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(variance, "MOST_AVERAGED", 10)
        plugged = judged(read, draws=8000)[1]
    np.testing.assert_allclose(averaged.best, plugged.best, atol=0.03)


def test_the_draws_have_the_mean_and_variance_of_the_mixed_model() -> None:
    # Variances given, the posterior is normal: computed here from the full matrices.
    scores = World((8, 5), "gappy", lam=2.0).draw(np.random.default_rng(6))[1]
    read = weigh(from_array(scores), np.ones(1))
    found, parts = fit(read), components(read)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(variance, "MOST_AVERAGED", 10)
        one = variance.model(found, parts)
    drawn = draw(one, np.arange(8), np.random.default_rng(1), 40_000) + one.centre
    tau2 = variance.between(found, parts)
    lam, kappa = one.jurors.lam[0], found.sigma2 / tau2
    z = (read.nomination[:, None] == np.arange(8)).astype(float)
    s = (read.juror[:, None] == np.arange(5)).astype(float)
    v = np.linalg.inv(np.eye(read.y.size) + s @ s.T / lam + z @ z.T / kappa)
    y = read.y - one.mean[0]
    mean = one.mean[0] + z.T @ v @ y / kappa
    scale = y @ v @ y / (read.y.size - parts.number - 2)
    covariance = scale * (np.eye(8) / kappa - z.T @ v @ z / kappa**2)
    np.testing.assert_allclose(drawn.mean(axis=0), mean, atol=0.01)
    np.testing.assert_allclose(np.cov(drawn.T), covariance, atol=0.02)


SIMULATED = [
    World((8, 5), "complete", spread=0.8, lam=4.0),
    World((30, 8), "complete", spread=0.8, lam=4.0, step=0.5),
    World((15, 10), "gappy", spread=0.8, lam=2.0),
    World((20, 8), "sparse", spread=0.8, lam=2.0, readers=3),
    World((16, 10), "disconnected", spread=0.8, lam=4.0),
]


@pytest.fixture(scope="module")
def leaders():
    """What was stated of made-up leaders, and whether it was true, (cases, 2)."""
    cases = []
    for number, world in enumerate(SIMULATED):
        rng = np.random.default_rng([11, number])
        for _ in range(200):
            quality, scores = world.draw(rng)
            read = weigh(from_array(scores), np.ones(1))
            found, parts = fit(read), components(read)
            sure = module.chances(found, parts, rng, 250)
            for part in range(parts.number):
                inside = np.flatnonzero(parts.nomination == part)
                leader = inside[np.argmax(found.score[inside])]
                cases.append((sure.best[leader], quality[leader] == quality[inside].max()))
    return np.array(cases)


def test_stated_probabilities_are_true_on_the_whole(leaders) -> None:
    # In short; at length: tests/benchmarks/calibrate_ranking.py.
    stated, true = leaders.mean(axis=0)
    assert stated == pytest.approx(true, abs=0.03)


@pytest.mark.parametrize(("low", "high"), [(0, 0.5), (0.5, 1.01)])
def test_stated_probabilities_are_true_in_bands(leaders, low, high) -> None:
    mine = leaders[(leaders[:, 0] >= low) & (leaders[:, 0] < high)]
    assert len(mine) > 200
    stated, true = mine.mean(axis=0)
    assert stated == pytest.approx(true, abs=0.05)


def test_a_jury_of_one_competes_on_the_users_word() -> None:
    rows = [[4, 5, 4, None], [3, 3, 4, None], [2, 3, 2, None], [None, None, None, 6]]
    read = panel(rows)
    sure = chances(fit(read), as_one(read), np.random.default_rng(1), 2000)
    assert sure.best.sum() == pytest.approx(1)
    assert sure.best[3] == sure.best.max() > 0.5
