"""How far nominations differ, and which variances the data allow: the ground under the chances.

The mixed model of section 4: ``y = μ + q + s + e``, ``q ~ N(0, σ²/κ)``, ``s ~ N(0, σ²/λ)``,
``e ~ N(0, σ²)``. With the nominations integrated out, the jurors' precision is
``P = diag(m) − Bᵀ diag(1/(n + κ)) B + λI`` (times 1/σ²), and the likelihood of (κ, λ) follows
from its eigenvalues, for a whole row of λ at once.
"""

from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import Floats, total
from app.ranking.fair import Fit
from app.ranking.graph import Components

MOST_AVERAGED = 50_000
"""With more cells than this the variances are as good as known, and one value stands for all."""
COARSE = np.geomspace(0.03, 30, 16)
"""Standard deviation of the nominations, in σ: where to begin to look."""
FINE = 12
SEVERITY = (np.arange(10) + 0.5) / 10
"""Standard deviation of severity, in σ: never above 1, as λ is never below it."""


@dataclass(frozen=True)
class Slice:
    """Everything that belongs to one κ.

    mean: (nominations,) the mean that each nomination is shrunk towards, points.
    pull: (nominations,) ``1/(n + κ)``. toward: (nominations,) summed ``y − mean``, points.
    vectors, values, right: the jurors' precision without λ, and its right-hand side, in stacks.
    lam, weight, rss: (k,) the λ considered, how much each counts, RSS(κ, λ) in points squared.
    df: degrees of freedom of σ².
    """

    mean: Floats
    pull: Floats
    toward: Floats
    vectors: list[Floats]
    values: list[Floats]
    right: list[Floats]
    lam: Floats
    weight: Floats
    rss: Floats
    df: int


def slices(fit: Fit, parts: Components) -> list[Slice]:
    """Give the values of κ and λ that the data allow, with weights that sum to one.

    In small data all of them, in proportion to their likelihood and to what is likely beforehand:
    the standard deviation of severity flat up to σ, that of the nominations (in σ) as in a gamma
    distribution of shape and rate 3, which keeps away from zero (Chung et al. 2013,
    doi 10.1007/s11336-013-9328-2). In large data the one estimate.
    """
    mean = centres(fit, parts)
    largest = max((group.shape[1] for group in fit.blocks.groups), default=0)
    if fit.panel.y.size > MOST_AVERAGED or largest > 300:
        ratio = np.sqrt(max(between(fit, parts), 1e-6) / max(fit.sigma2, 1e-12))
        one = _slice(fit, mean, float(ratio), np.array([min(fit.lam, 1e9)]), parts.number)
        return [_scaled(one, np.ones(1))]
    lam = SEVERITY**-2.0
    ratios = COARSE
    for _ in range(2):
        found = [_slice(fit, mean, float(ratio), lam, parts.number) for ratio in ratios]
        logs = np.stack([one.weight for one in found]) + beforehand(ratios)[:, None]
        share = np.exp(logs - logs.max())
        by_ratio = share.sum(axis=1)
        inside = np.flatnonzero(by_ratio > 1e-3 * by_ratio.max())
        low, high = max(inside[0] - 1, 0), min(inside[-1] + 1, len(ratios) - 1)
        if ratios is not COARSE:
            break
        ratios = np.geomspace(ratios[low], ratios[high], FINE)
    share /= share.sum()
    return [_scaled(one, part) for one, part in zip(found, share, strict=True)]


def beforehand(ratio: Floats) -> Floats:
    """Give the logarithm of the gamma density of ``ratio``, per step of its logarithm.

    Chosen among nine by calibration, see docs/ranking.md.
    """
    density: Floats = 3 * np.log(ratio) - 3 * ratio
    return density


def centres(fit: Fit, parts: Components) -> Floats:
    """Average the scores within each component: what its nominations are shrunk towards."""
    known = parts.nomination >= 0
    which = parts.nomination[known]
    sums = total(which, fit.score[known], parts.number)
    out = np.zeros(parts.nomination.size)
    out[known] = (sums / np.maximum(np.bincount(which, minlength=parts.number), 1))[which]
    return out


def between(fit: Fit, parts: Components) -> float:
    """Estimate the variance of true quality between nominations by moments, points squared.

    The spread of the scores about their component's mean, less what chance adds to it.
    """
    known = parts.nomination >= 0
    free = int(np.count_nonzero(known)) - parts.number
    if free < 1:
        return 0.0
    away = fit.score[known] - centres(fit, parts)[known]
    chance = fit.sigma2 * float((1 / fit.panel.per_nomination[known]).mean())
    return max(float(away @ away) / free - chance, 0.0)


def _slice(fit: Fit, mean: Floats, ratio: float, lam: Floats, centred: int) -> Slice:
    """Compute one κ = 1/ratio²; ``weight`` is still the logarithm of the likelihood."""
    panel = fit.panel
    kappa = ratio**-2.0
    n = panel.per_nomination
    pull = np.where(n > 0, 1 / (n + kappa), 0.0)
    y = panel.y - mean[panel.nomination]
    toward = total(panel.nomination, y, panel.nominations)
    r = total(panel.juror, y - (toward * pull)[panel.nomination], panel.jurors)
    values, vectors, right = [], [], []
    fitted, spread = np.zeros(lam.size), np.zeros(lam.size)
    for group, stack in zip(fit.blocks.groups, fit.blocks.laplacian(pull), strict=True):
        d, v = np.linalg.eigh(stack)
        d = np.maximum(d, 0.0)
        rotated = np.einsum("kij,ki->kj", v, r[group])
        flat, squares = d.reshape(1, -1), (rotated**2).reshape(1, -1)
        fitted += (squares / (flat + lam[:, None])).sum(axis=1)
        spread += np.log1p(flat / lam[:, None]).sum(axis=1)
        values.append(d)
        vectors.append(v)
        right.append(rotated)
    rss = np.maximum(float(y @ y) - float((toward**2) @ pull) - fitted, 1e-300)
    df = max(int(panel.y.size) - centred, 1)
    log = -0.5 * (df * np.log(rss) + spread + float(np.log1p(n / kappa).sum()))
    return Slice(mean, pull, toward, vectors, values, right, lam, log, rss, df)


def _scaled(one: Slice, weight: Floats) -> Slice:
    return Slice(**{**one.__dict__, "weight": weight})
