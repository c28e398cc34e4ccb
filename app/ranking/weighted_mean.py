"""The ranking by weighted mean, in exact arithmetic: what ties on paper ties here.

Each juror's score of a nomination is the weighted mean of her scores on the criteria; a
nomination's score is the plain mean over the jurors who count for it. Fractions are kept exact,
so that 4.1 reached by two ways is one number, and rounding happens only where it is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Ranked:
    """One nomination in its place. Unscored nominations have no place and no score."""

    nomination_id: int
    place: int | None
    score: Fraction | None
    jurors: int
    shared: bool


def cell_score(scores: Mapping[str, Decimal], weights: Mapping[str, Decimal]) -> Fraction | None:
    """Weigh one juror's scores of one nomination; None when nothing that weighs was scored.

    A criterion without a score is left out, and the others' weights are scaled to make up for
    it: a skipped criterion is never counted as zero.
    """
    present = {key: weight for key, weight in weights.items() if key in scores and weight > 0}
    total = sum((Fraction(weight) for weight in present.values()), Fraction(0))
    if not total:
        return None
    weighed = sum((Fraction(scores[key]) * Fraction(w) for key, w in present.items()), Fraction(0))
    return weighed / total


def rank(cells: Mapping[int, Sequence[Fraction]]) -> list[Ranked]:
    """Rank nominations by the mean of their jurors' scores.

    Args:
        cells: ``{nomination: [one score per juror who counts]}``.

    Returns:
        Best first, places 1, 1, 3 where two tie; nominations without a score last, unplaced.

    """
    means = {
        nomination: sum(scores, Fraction(0)) / len(scores)
        for nomination, scores in cells.items()
        if scores
    }
    ordered = sorted(means.items(), key=lambda item: -item[1])
    values = [score for _, score in ordered]
    ranked = [
        Ranked(
            nomination,
            place=values.index(score) + 1,
            score=score,
            jurors=len(cells[nomination]),
            shared=values.count(score) > 1,
        )
        for nomination, score in ordered
    ]
    unscored = [
        Ranked(nomination, place=None, score=None, jurors=0, shared=False)
        for nomination, scores in cells.items()
        if not scores
    ]
    return ranked + unscored
