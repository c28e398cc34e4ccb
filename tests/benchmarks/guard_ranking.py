"""Correcting: from how many scores on? By hand: ``python -m tests.benchmarks.guard_ranking 800 7``.

Makes up small juries with recusals, corrects each whatever ``reml.FEWEST_DF`` says, and prints by
degrees of freedom and severity what that does to Kendall's tau with the truth, with its standard
error. The arguments are rounds for each true spread and severity, and a seed.
"""

import sys

import numpy as np
import pytest

from app.ranking.arrays import Floats
from app.ranking.cells import from_array, weigh
from app.ranking.model import reml
from app.ranking.model.fair import fit
from tests.ranking.worlds import SIGMA

DESIGNS = [(3, 2, 1), (2, 3, 1), (3, 3, 2), (3, 3, 1), (4, 3, 2), (4, 3, 1), (5, 3, 1), (6, 4, 2)]
"""Nominations, jurors, and sheets missing at random."""
SPREADS = (0.4, 0.8, 1.2)
SEVERITIES = (0, 0.5, 0.816, 1.5)
"""Standard deviations of severity, in σ: none, mild, strong, stronger than chance."""


def tau(truth: Floats, score: Floats) -> float:
    """Compute Kendall's tau-a."""
    at = np.triu_indices(truth.size, 1)
    apart = np.round(score[at[0]] - score[at[1]], 9)
    return float((np.sign(truth[at[0]] - truth[at[1]]) * np.sign(apart)).mean())


def gain(shape: tuple[int, int], missing: int, severity: float, rounds: int, seed: int) -> Floats:
    """Give what the correction adds to tau, round by round; every second one in half points."""
    rng = np.random.default_rng([seed, *shape, missing, round(1000 * severity)])
    found = []
    for spread in SPREADS:
        for number in range(rounds):
            quality = rng.normal(3.5, spread * SIGMA, shape[0])
            leaning = rng.normal(0, SIGMA * severity, shape[1])
            scores = quality[:, None] + leaning + rng.normal(0, SIGMA, shape)
            if number % 2:
                scores = np.clip(np.round(2 * scores) / 2, 1, 6)
            scores.ravel()[rng.choice(scores.size, missing, replace=False)] = np.nan
            if not np.isnan(scores).all(axis=1).any():
                made = fit(weigh(from_array(scores[:, :, None]), np.ones(1)))
                found.append(tau(quality, made.score) - tau(quality, made.panel.means))
    return np.array(found)


def main() -> None:
    """Print a line for each design."""
    rounds, seed = (int(argument) for argument in sys.argv[1:3])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reml, "FEWEST_DF", 0)
        for nominations, jurors, missing in DESIGNS:
            told = [f"{nominations} × {jurors}, {missing} missing"]
            told.append(str(nominations * jurors - missing - nominations))
            for severity in SEVERITIES:
                apart = gain((nominations, jurors), missing, severity, rounds, seed)
                error = apart.std(ddof=1) / np.sqrt(apart.size)
                told.append(f"{apart.mean():+.4f} ± {error:.4f}")
            print("| " + " | ".join(told) + " |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
