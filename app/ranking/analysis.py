"""The whole ranking of one set of sheets, as the product and the command line ask for it."""

from dataclasses import dataclass

import numpy as np

from app.ranking.agreement import Level, alpha, icc_one_way, kendall_w, table
from app.ranking.arrays import Floats, Ints
from app.ranking.cells import Panel, Sheets, step_of, weigh
from app.ranking.field import LINEAR, Drawn, Field, Material, build
from app.ranking.jurors import Details, details
from app.ranking.methods import Method, all_scores, score
from app.ranking.model.chances import Chances, chances
from app.ranking.model.fair import Fit, fit
from app.ranking.model.graph import Components, as_one, components
from app.ranking.places import TieBreak, natural_size
from app.ranking.robustness.leave_out import LeftOut, leave_one_out, leave_out_by
from app.ranking.robustness.weights import around, by_criterion, freely
from app.ranking.standing import standing

VERSION = "3"
"""Goes up when the same scores would be ranked otherwise than before."""
USUAL_SHORTLIST = 3
MOST_RECOMPUTED = 5_000_000
"""Beyond this many lines × jurors, methods that have no short cut are not tried without each."""


@dataclass(frozen=True)
class Question:
    """What is asked of the scores.

    method: makes the order; the chances are those of the model, whatever the method.
    equally_strict: places across components too, on the user's word that their juries are alike.
    shortlist: its length; None looks for a natural gap after three to five.
    quorum: how many jurors have to have scored a nomination.
    step: of the scale, in points; None reads it off the scores.
    tie_breaks: what parts nominations whose scores tie, in order; none leaves them tied.
    """

    method: Method = Method.FAIR
    equally_strict: bool = False
    shortlist: int | None = None
    quorum: int = 0
    step: float | None = None
    tie_breaks: tuple[TieBreak, ...] = ()


@dataclass(frozen=True)
class Agreement:
    """How much the jurors agree over all nominations; None where it cannot be said."""

    icc1: float | None
    icck: float | None
    alpha_ordinal: float | None
    kendall_w: float | None


@dataclass(frozen=True)
class Analysis:
    """Everything there is to say. ``score`` and ``place`` (nominations,) are by the method.

    by_criterion: (nominations, criteria) scores on each criterion by itself, λ held: weighed by
    any weights they give the score under those; None where the method does not allow it.
    """

    question: Question
    panel: Panel
    fit: Fit
    parts: Components
    competing: Components
    score: Floats
    fair: Floats
    place: Ints
    chances: Chances
    left_out: list[LeftOut]
    fields: list[Field]
    details: Details
    agreement: Agreement
    by_criterion: Floats | None

    @property
    def below_quorum(self) -> tuple[int, ...]:
        """The nominations that fewer jurors scored than the quorum, unscored ones included.

        They are ranked all the same, and are to be named as such.
        """
        few = self.panel.per_nomination < self.question.quorum
        return tuple(int(one) for one in np.flatnonzero(few))


def analyse(
    sheets: Sheets, weights: Floats, question: Question, rng: np.random.Generator
) -> Analysis:
    """Rank, and say how sure it is.

    Args:
        sheets: all scores that count.
        weights: (criteria,) none negative, not all zero; divided by their sum.
        question: what is asked.
        rng: where chance comes from; the same state gives the same answer.

    """
    weights = weights / weights.sum()
    panel = weigh(sheets, weights)
    parts = components(panel)
    competing = as_one(panel) if question.equally_strict else parts
    step = step_of(sheets) if question.step is None else question.step
    fitted = fit(panel, parts, correct=question.method is not Method.MEAN, step=step)
    fair = fitted if question.method is not Method.MEAN else fit(panel, parts)
    scores = all_scores(sheets, weights, fair)
    chosen = scores[question.method]
    standings = {method: standing(score, competing) for method, score in scores.items()}
    ranked = standings[question.method]
    naturals = [natural_size(chosen[ranked.of(part)[0]]) for part in range(competing.number)]
    sizes = [question.shortlist or natural or USUAL_SHORTLIST for natural in naturals]
    for_chances, for_weightings = rng.spawn(2)
    sure = chances(fitted, competing, for_chances, sizes=sizes)
    left_out = _left_out(question.method, sheets, weights, fitted, competing, sizes)
    drawn = _drawn(question.method, fitted, sheets, weights, for_weightings)
    given = Material(
        sheets,
        weights,
        fitted,
        question.method,
        chosen,
        standings,
        sure,
        drawn,
        question.tie_breaks,
    )
    tipping = {one.component for one in left_out if one.changes_winner}
    fields = [
        build(given, part, size, naturals[part], juror_decides=part in tipping)
        for part, size in enumerate(sizes)
    ]
    place = np.zeros(panel.nominations, dtype=np.int64)
    for field in fields:
        place[field.order] = field.place
    return Analysis(
        question=question,
        panel=panel,
        fit=fitted,
        parts=parts,
        competing=competing,
        score=chosen,
        fair=fair.score,
        place=place,
        chances=sure,
        left_out=left_out,
        fields=fields,
        details=details(fitted),
        agreement=_agreement(panel),
        by_criterion=None if drawn is None else drawn.by_criterion,
    )


def _left_out(
    method: Method,
    sheets: Sheets,
    weights: Floats,
    fitted: Fit,
    competing: Components,
    sizes: list[int],
) -> list[LeftOut]:
    if method in LINEAR:
        return leave_one_out(fitted, competing, sizes)
    if sheets.juror.size * sheets.jurors > MOST_RECOMPUTED:
        return []
    parts = fitted.blocks.components
    return leave_out_by(lambda kept: score(method, kept, weights, parts), sheets, competing, sizes)


def _drawn(
    method: Method, fitted: Fit, sheets: Sheets, weights: Floats, rng: np.random.Generator
) -> Drawn | None:
    if method not in LINEAR or not fitted.panel.y.size:
        return None
    return Drawn(
        by_criterion(fitted, sheets, weights), around(weights, rng), freely(weights.size, rng)
    )


def _agreement(panel: Panel) -> Agreement:
    one_way = icc_one_way(panel)
    rows, columns = np.flatnonzero(panel.per_nomination), np.flatnonzero(panel.per_juror)
    whole = rows.size * columns.size == panel.y.size
    return Agreement(
        icc1=one_way and one_way[0],
        icck=one_way and one_way[1],
        alpha_ordinal=alpha(panel.nomination, panel.y, Level.ORDINAL, panel.by_value),
        kendall_w=kendall_w(table(panel, rows, columns), ties=True) if whole else None,
    )
