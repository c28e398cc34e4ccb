"""The fair average: what a nomination would have got, had all jurors been equally strict.

``y_ij = q_i + s_j + e_ij`` with nominations fixed and severity shrunk (MacKay et al. 2017,
doi 10.1098/rsos.160760; at a conference: Lawrence, NeurIPS 2014). In complete data it is the
plain mean; where jurors scored different nominations, a strict juror's nominations get back what
her strictness cost them, as far as the data show it.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.ranking.arrays import TIE, Floats, Ints
from app.ranking.cells import Panel
from app.ranking.model import reml
from app.ranking.model.blocks import Blocks, Stacks, cut
from app.ranking.model.graph import Components, components


class Correction(StrEnum):
    """Whether severity was corrected for, and if not, why not."""

    APPLIED = "applied"
    NO_SCORES = "no scores"
    ONE_JUROR = "one juror only"
    ALL_EQUAL = "all scores are equal"
    COMPLETE = "everybody scored everything"
    TOO_FEW = "too few scores"
    NO_SEVERITY = "no severity found"
    SWITCHED_OFF = "not asked for"


@dataclass(frozen=True)
class Fit:
    """The fair averages and what they rest on.

    score: (nominations,) fair average in points; NaN without a score.
    severity: (jurors,) in points, positive is generous; zero where none is corrected for.
    lam, sigma2: λ and σ² (points squared) by REML; λ is infinite where no severity is found,
        and both are what they are even where the correction is not applied.
    step: of the scale, in points; 0 where scores have no steps.
    vectors, values: eigenvectors and eigenvalues of ``A``, in the stacks of ``blocks``.
    """

    panel: Panel
    blocks: Blocks
    correction: Correction
    score: Floats
    severity: Floats
    lam: float
    sigma2: float
    vectors: Stacks
    values: list[Floats]
    step: float = 0.0

    @property
    def rounding(self) -> float:
        """The variance that rounding to the scale's step adds to a score, points squared."""
        return self.step**2 / 12

    @property
    def noise(self) -> float:
        """σ² as certainty is stated from it: never below what rounding alone adds."""
        return max(self.sigma2, self.rounding)

    @property
    def applied(self) -> bool:
        """Whether the scores differ from plain means on account of severity."""
        return self.correction is Correction.APPLIED

    def solve(self, per_juror: Floats, lam: float | None = None) -> Floats:
        """Compute ``(A + λI)⁻¹ v``, block by block; 0 where λ is infinite.

        ``per_juror`` (jurors,) or (jurors, m), and so is what is returned.
        """
        if per_juror.ndim == 1:
            return self.solve(per_juror[:, None], lam)[:, 0]
        lam = self.lam if lam is None else lam
        out = np.zeros(per_juror.shape)
        for group, vectors, values in zip(
            self.blocks.groups, self.vectors, self.values, strict=True
        ):
            rotated = vectors.swapaxes(1, 2) @ per_juror[group]
            rotated /= (values + lam)[..., None]
            out[group] = vectors @ rotated
        return out

    def contrast(self, first: int, second: int) -> tuple[Ints, Floats, Floats]:
        """Follow the difference of two fair averages back to their jurors.

        Returns:
            The jurors (k,) of the blocks that the two are in; ``c = B_first/n_first −
            B_second/n_second`` of each; and ``(A + λI)⁻¹ c`` of each, zero where nothing is
            corrected.

        """
        group_of, block_of, place_of = self.blocks.place
        known: dict[tuple[int, int], Floats] = {}
        for nomination, sign in ((first, 1.0), (second, -1.0)):
            of = slice(*self.panel.start[nomination : nomination + 2])
            jurors = self.panel.juror[of]
            where = int(group_of[jurors[0]]), int(block_of[jurors[0]])
            share = known.setdefault(where, np.zeros(self.blocks.groups[where[0]].shape[1]))
            share[place_of[jurors]] += sign / jurors.size
        solved = []
        for (group, block), share in known.items():
            vectors, values = self.vectors[group][block], self.values[group][block]
            over = values + (self.lam if self.applied else np.inf)
            solved.append(vectors @ ((vectors.T @ share) / over))
        members = [self.blocks.groups[group][block] for group, block in known]
        return np.concatenate(members), np.concatenate([*known.values()]), np.concatenate(solved)

    def se(self, first: int, second: int) -> float:
        """Give the standard error, in points, of the difference of two fair averages."""
        _, share, solved = self.contrast(first, second)
        each = 1 / self.panel.per_nomination[[first, second]]
        return math.sqrt(self.noise * float(each.sum() + share @ solved))


def fit(
    panel: Panel, parts: Components | None = None, *, correct: bool = True, step: float = 0.0
) -> Fit:
    """Compute the fair averages.

    Args:
        panel: the cell scores.
        parts: the components, where the caller has them already.
        correct: False leaves the plain means, and still estimates λ and σ².
        step: of the scale, in points.

    """
    blocks = cut(panel, parts or components(panel))
    with np.errstate(divide="ignore"):
        weight = np.where(panel.per_nomination > 0, 1 / panel.per_nomination, 0.0)
    values, vectors = [], []
    for stack in blocks.laplacian(weight):
        eigenvalues, eigenvectors = np.linalg.eigh(stack)
        eigenvalues[eigenvalues < 1e-9 * max(float(eigenvalues.max(initial=0)), 1.0)] = 0.0
        values.append(eigenvalues)
        vectors.append(eigenvectors)
    lam = reml.estimate(spectrum(panel, blocks, values, vectors))
    empty = np.zeros(panel.jurors)
    plain = Fit(
        panel, blocks, Correction.SWITCHED_OFF, panel.means, empty, lam, 0.0, vectors, values
    )
    sigma2 = residual_variance(plain)
    reason = why(panel, blocks.components, lam) if correct else Correction.SWITCHED_OFF
    severity = empty
    score = panel.means
    if reason is Correction.APPLIED:
        severity = plain.solve(panel.surplus)
        score = panel.means - blocks.mean_of(severity)
    return Fit(panel, blocks, reason, score, severity, lam, sigma2, vectors, values, step)


def spectrum(panel: Panel, blocks: Blocks, values: list[Floats], vectors: Stacks) -> reml.Spectrum:
    """Turn the data into what REML needs."""
    rotated = [
        (panel.surplus[group][:, None, :] @ v)[:, 0]
        for group, v in zip(blocks.groups, vectors, strict=True)
    ]
    d = np.concatenate([v.ravel() for v in values]) if values else np.zeros(0)
    b2 = np.concatenate([r.ravel() for r in rotated]) ** 2 if values else np.zeros(0)
    return reml.Spectrum(d[d > 0], b2[d > 0], panel.within, panel.df)


def residual_variance(plain: Fit) -> float:
    """Compute σ² = RSS(λ)/df, points squared; zero where there are no degrees of freedom."""
    panel = plain.panel
    if panel.df < 1:
        return 0.0
    if np.isinf(plain.lam):
        return panel.within / panel.df
    b = panel.surplus
    return max(panel.within - float(b @ plain.solve(b)), 0.0) / panel.df


def why(panel: Panel, parts: Components, lam: float) -> Correction:
    """Say whether to correct for severity, and if not, why not."""
    jurors = int(np.count_nonzero(panel.per_juror))
    checks = (
        (panel.y.size == 0, Correction.NO_SCORES),
        (jurors == 1, Correction.ONE_JUROR),
        (panel.y.size > 0 and np.ptp(panel.y) <= TIE, Correction.ALL_EQUAL),
        (complete(panel, parts), Correction.COMPLETE),
        (panel.df < reml.FEWEST_DF, Correction.TOO_FEW),
        (np.isinf(lam), Correction.NO_SEVERITY),
    )
    return next((reason for found, reason in checks if found), Correction.APPLIED)


def complete(panel: Panel, parts: Components) -> bool:
    """Whether within each component every juror scored every nomination."""
    number = parts.number
    sizes: list[Ints] = [
        np.bincount(s[s >= 0], minlength=number) for s in (parts.nomination, parts.juror)
    ]
    return int((sizes[0] * sizes[1]).sum()) == panel.y.size
