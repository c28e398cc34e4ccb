"""How far nominations differ, and which variances the data allow: the ground under the chances.

The mixed model of section 4: ``y = μ + q + s + e``, ``q ~ N(0, σ²/κ)``, ``s ~ N(0, σ²/λ)``,
``e ~ N(0, σ²)``. With the nominations integrated out, the jurors' precision is
``P = diag(m) − Bᵀ diag(1/(n + κ)) B + λI`` (times 1/σ²), and the likelihood of (κ, λ) follows
from its eigenvalues, for a whole row of λ at once. κ enters through ``1/(n + κ)`` alone: the data
are added up once over the nominations with equally many scores, and any κ is a weighted sum.
"""

from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import Floats, Ints, total
from app.ranking.model.blocks import Blocks, Stacks
from app.ranking.model.fair import Fit
from app.ranking.model.graph import Components
from app.ranking.model.precision import Precision, precision

MOST_AVERAGED = 50_000
"""With more cells than this the variances are as good as known, and one value stands for all."""
MOST_JURORS = 300
"""Likewise with more jurors than this in one component, where each κ takes long."""
COARSE = np.geomspace(0.03, 30, 16)
"""Standard deviation of the nominations, in σ: where to begin to look."""
FINE = 12
WIDEST = 2
"""Standard deviation of severity, in σ, that is still thought of: where severity is that strong,
keeping to λ ≥ 1 as the correction does would take it for chance, and state too little."""
SEVERITY = np.linspace(0, WIDEST, 33)[1::2]
SHAPE, RATE = 3, 3
"""Of the gamma distribution that the standard deviation of the nominations, in σ, comes from."""


@dataclass(frozen=True)
class Jurors:
    """What is known of severity, given each of k values of κ and of l values of λ.

    vectors, values, right: the precision without λ, in its eigenvectors, and its right-hand side;
        for each size of block (k, blocks, size, free), and twice (k, blocks, free); ``free`` is
        the size, or one less where the severities of a block sum to zero.
    lam: (l,). rss: (k, l) RSS(κ, λ), points squared. spread: (k, l) ``ln det (P/λ)``.
    """

    vectors: Stacks
    values: Stacks
    right: Stacks
    lam: Floats
    rss: Floats
    spread: Floats


@dataclass(frozen=True)
class Model:
    """What is known of everything, for k values of κ and l of λ.

    centre: the mean of all scores, points.
    mean: (nominations,) the mean that each nomination is shrunk towards, points.
    toward: (nominations,) summed ``y − mean``, points. pull: (k, nominations) ``1/(n + κ)``.
    weight: (k, l) how much each pair counts, summing to one. precision: σ² given each pair.
    """

    blocks: Blocks
    centre: float
    mean: Floats
    toward: Floats
    pull: Floats
    jurors: Jurors
    weight: Floats
    precision: Precision


@dataclass(frozen=True)
class Sums:
    """The data less ``mean``, added up; where nominations are concerned, over g groups of them.

    own: (jurors,) each juror's scores. squares: of all scores. gram: ``Bᵀ B`` in stacks
    (g, blocks, size, size). toward: (g, jurors) each juror's nominations' summed scores.
    toward2: (g,) the squares of those sums. level: whether each block's severities sum to zero.
    """

    blocks: Blocks
    own: Floats
    squares: float
    gram: Stacks
    toward: Floats
    toward2: Floats
    level: bool

    def at(self, weight: Floats, lam: Floats) -> Jurors:
        """Put the groups together, ``weight`` (k, g) of each, for each of ``lam`` (l,)."""
        r = self.own - weight @ self.toward
        squares = self.squares - weight @ self.toward2
        vectors, values, right = [], [], []
        fitted, spread = np.zeros((2, len(weight), lam.size))
        for members, gram in zip(self.blocks.groups, self.gram, strict=True):
            precision = -np.tensordot(weight, gram, 1)
            at = np.arange(members.shape[1])
            precision[..., at, at] += self.blocks.panel.per_juror[members]
            if self.level:
                base = zero_sum(members.shape[1])
                d, v = np.linalg.eigh(base.T @ precision @ base)
                v = base @ v
            else:
                d, v = np.linalg.eigh(precision)
            d = np.maximum(d, 0.0)
            rotated = (r[:, members][..., None, :] @ v)[..., 0, :]
            flat, rotated2 = (a.reshape(len(weight), 1, -1) for a in (d, rotated**2))
            fitted += (rotated2 / (flat + lam[:, None])).sum(axis=2)
            spread += np.log1p(flat / lam[:, None]).sum(axis=2)
            values.append(d)
            vectors.append(v)
            right.append(rotated)
        rss = np.maximum(squares[:, None] - fitted, 1e-300)
        return Jurors(vectors, values, right, lam, rss, spread)


def model(fit: Fit, parts: Components) -> Model:
    """Find the values of κ and λ that the data allow, and how much each counts.

    In small data all of them, in proportion to their likelihood and to what is likely beforehand:
    the standard deviation of severity flat up to 2 σ, that of the nominations (in σ) as in a gamma
    distribution of shape and rate 3, which keeps away from zero (Chung et al. 2013,
    doi 10.1007/s11336-013-9328-2). In large data the one estimate.

    Where juries without a juror in common compete, they are taken at the user's word: each is
    as strict as the other, so that the severities within each sum to zero.
    """
    panel = fit.panel
    mean = centres(fit, parts)
    away = panel.y - mean[panel.nomination]
    toward = total(panel.nomination, away, panel.nominations)
    centre = float(panel.y.mean())
    df = max(int(panel.y.size) - parts.number, 1)
    n = panel.per_nomination
    level = parts.number < fit.blocks.components.number
    largest = max((group.shape[1] for group in fit.blocks.groups), default=0)
    if panel.y.size > MOST_AVERAGED or largest > MOST_JURORS:
        ratio = np.sqrt(max(between(fit, parts), 1e-6) / max(fit.noise, 1e-12))
        pull = 1 / (n + ratio**-2.0)
        one = np.zeros(n.size, dtype=np.int64)
        sums = add_up(fit.blocks, away, toward, one, pull, level=level)
        jurors = sums.at(np.ones((1, 1)), np.array([min(fit.lam, 1e9)]))
        known = precision(jurors.rss, df, fit.rounding)
        return Model(fit.blocks, centre, mean, toward, pull[None], jurors, np.ones((1, 1)), known)
    counts, group = np.unique(n, return_inverse=True)
    sums = add_up(fit.blocks, away, toward, group, np.ones(n.size), level=level)
    often = np.bincount(group)

    def weigh(ratio: Floats) -> tuple[Floats, Jurors, Precision, Floats]:
        weight = 1 / (counts + ratio[:, None] ** -2.0)
        jurors = sums.at(weight, SEVERITY**-2.0)
        known = precision(jurors.rss, df, fit.rounding)
        shrinking = np.log1p(counts * ratio[:, None] ** 2) @ often
        logs = known.likely - 0.5 * (jurors.spread + shrinking[:, None])
        logs += beforehand(ratio)[:, None]
        likely = np.exp(logs - logs.max())
        return weight, jurors, known, likely / likely.sum()

    by_ratio = weigh(COARSE)[3].sum(axis=1)
    inside = np.flatnonzero(by_ratio > 1e-3 * by_ratio.max())
    low, high = max(inside[0] - 1, 0), min(inside[-1] + 1, COARSE.size - 1)
    weight, jurors, known, likely = weigh(np.geomspace(COARSE[low], COARSE[high], FINE))
    return Model(fit.blocks, centre, mean, toward, weight[:, group], jurors, likely, known)


def zero_sum(size: int) -> Floats:
    """Give directions at right angles to each other in which the sum is zero, (size, size − 1)."""
    base: Floats = np.linalg.svd(np.ones((1, size)))[2][1:].T
    return base


def add_up(
    blocks: Blocks,
    away: Floats,
    toward: Floats,
    group: Ints,
    weight: Floats,
    *,
    level: bool = False,
) -> Sums:
    """Add the data up over groups of nominations.

    Args:
        blocks: who scored what.
        away: (cells,) scores less the mean that their nomination is shrunk towards, points.
        toward: (nominations,) their sums.
        group: (nominations,) which group each is in.
        weight: (nominations,) how much each counts in its group.
        level: whether each block's severities sum to zero.

    """
    panel = blocks.panel
    groups = int(group.max(initial=0)) + 1
    each = [blocks.gram(np.where(group == one, weight, 0.0)) for one in range(groups)]
    where = group[panel.nomination] * panel.jurors + panel.juror
    sums = total(where, (toward * weight)[panel.nomination], groups * panel.jurors)
    return Sums(
        blocks,
        own=total(panel.juror, away, panel.jurors),
        squares=float(away @ away),
        gram=[np.stack(stacks) for stacks in zip(*each, strict=True)],
        toward=sums.reshape(groups, panel.jurors),
        toward2=total(group, toward**2 * weight, groups),
        level=level,
    )


def beforehand(ratio: Floats) -> Floats:
    """Give the logarithm of the gamma density of ``ratio``, per step of its logarithm.

    Chosen among nine by calibration, see docs/ranking.md.
    """
    density: Floats = SHAPE * np.log(ratio) - RATE * ratio
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
    chance = fit.noise * float((1 / fit.panel.per_nomination[known]).mean())
    return max(float(away @ away) / free - chance, 0.0)
