"""The variance components and standard errors, against statsmodels' mixed model."""

import numpy as np
import pytest
from statsmodels.regression.mixed_linear_model import MixedLM

from app.ranking.cells import from_array, weigh
from app.ranking.model.fair import fit
from tests.ranking.builders import lines
from tests.ranking.worlds import World


def skating():
    marks = [line for line in lines("skating_2017_scores.csv") if line["segment"].startswith("MEN")]
    assert marks
    names = sorted({line["nomination"] for line in marks}, key=int)
    jurors = sorted({line["juror"] for line in marks})
    criteria = sorted({line["criterion"] for line in marks})
    scores = np.full((len(names), len(jurors), len(criteria)), np.nan)
    for line in marks:
        at = (line["nomination"], line["juror"], line["criterion"])
        scores[names.index(at[0]), jurors.index(at[1]), criteria.index(at[2])] = line["score"]
    return scores


def made(world: World, seed: int):
    return world.draw(np.random.default_rng(seed))[1]


@pytest.mark.parametrize(
    "scores",
    [
        pytest.param(skating(), id="skating, complete"),
        pytest.param(made(World((30, 8), "gappy", lam=2.0), 11), id="gappy"),
        pytest.param(made(World((40, 12), "sparse", lam=3.0), 12), id="sparse"),
    ],
)
def test_reml_and_standard_errors_are_those_of_statsmodels(scores) -> None:
    found = fit(weigh(from_array(scores), np.ones(scores.shape[2])))
    panel = found.panel
    dummies = (panel.nomination[:, None] == np.arange(panel.nominations)).astype(float)
    # Ten times the points: statsmodels warns of variances below 0.01, whatever the scale.
    model = MixedLM(10 * panel.y, dummies, panel.juror).fit(reml=True, method="bfgs", gtol=1e-10)
    assert 100 * found.sigma2 == pytest.approx(model.scale, rel=1e-4)
    severity = float(np.asarray(model.cov_re).ravel()[0])
    assert 100 * found.sigma2 / found.lam == pytest.approx(severity, rel=2e-3)
    if found.applied:
        np.testing.assert_allclose(10 * found.score, model.fe_params, atol=1e-3)
        contrast = np.zeros(panel.nominations)
        contrast[[0, 7]] = 1, -1
        variance = contrast @ np.asarray(model.cov_params())[:-1, :-1] @ contrast
        assert 10 * found.se(0, 7) == pytest.approx(np.sqrt(variance), rel=1e-3)
