"""The analysis as plain data, under the caller's own names: what is kept, and what pages show.

Everything here survives a trip through JSON: numbers, texts, lists, None where nothing is said.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.ranking.analysis import VERSION, Agreement, Analysis
from app.ranking.arrays import Floats, Ints, divide
from app.ranking.cells import Sheets
from app.ranking.field import Field
from app.ranking.methods import Method
from app.ranking.model.fair import Correction
from app.ranking.model.spread import standard_errors
from app.ranking.places import Parted, TieBreak
from app.ranking.verdict import Verdict


@dataclass(frozen=True)
class Line:
    """One nomination. Scores in points of the scale, chances and shares from 0 to 1.

    place: None where nobody has scored it. contest: its component, None likewise.
    score: by the method. fair, mean: the fair and the plain average. se: standard error of the
        fair one, None where nothing is known of chance.
    best: the chance of being the best; low, high: the 90 % interval of its place; listed: the
        chance of being among those on the shortlist.
    won, won_freely: shares of weightings won, around the rulebook's and of any kind;
        listed_by_weights: share of those around it that put it on the shortlist.
    cells: each juror's score, in the order of the report's jurors.
    by_criterion: scores on each criterion by itself, λ held. criterion_means: the plain ones.
    """

    nomination: int
    place: int | None
    shared: bool
    contest: int | None
    score: float | None
    fair: float | None
    mean: float | None
    se: float | None
    jurors: int
    below_quorum: bool
    best: float | None
    low: int | None
    high: int | None
    listed: float | None
    won: float | None
    won_freely: float | None
    listed_by_weights: float | None
    cells: list[float | None]
    by_criterion: list[float] | None
    criterion_means: list[float | None]


@dataclass(frozen=True)
class Juror:
    """One juror; see ``jurors.Jurors`` and ``leave_out.LeftOut`` for what the figures are.

    winners_without, listed_without: without her; None where that could not be computed.
    """

    juror: int
    number: int
    same: bool
    severity: float | None
    se: float | None
    influence: float | None
    correlation: float | None
    misfit: float | None
    winners_without: list[int] | None
    listed_without: list[int] | None
    changes_winner: bool
    changes_shortlist: bool


@dataclass(frozen=True)
class Tie:
    """A tie in places: the groups best first, and what parted each from the next."""

    groups: list[list[int]]
    by: list[TieBreak]


@dataclass(frozen=True)
class Tipping:
    """The weight ``at`` which another nomination draws level; None if no weight does it."""

    criterion: str
    at: float | None
    to: int | None


@dataclass(frozen=True)
class Nudge:
    """By how many ``points`` one score would have to differ for the first two to draw level."""

    criterion: str
    points: float | None
    juror: int | None
    nomination: int | None


@dataclass(frozen=True)
class ByMethod:
    """What one of the methods would say."""

    method: Method
    winners: list[int]
    listed: list[int]


@dataclass(frozen=True)
class Contest:
    """Nominations that compete with each other: one component of who scored what.

    order: best first. first: who has the first place after the tie-breaks.
    listed: the shortlist. natural: its length by the widest gap, if there is one.
    margin, margin_se: points from the first to the second.
    """

    order: list[int]
    winners: list[int]
    first: list[int]
    verdict: Verdict
    mean_winners: list[int]
    averages_differ: bool
    listed: list[int]
    natural: int | None
    margin: float | None
    margin_se: float | None
    ties: list[Tie]
    tippings: list[Tipping]
    nudges: list[Nudge]
    methods: list[ByMethod]


@dataclass(frozen=True)
class Cell:
    """One score far from what the rest leads to expect; see ``jurors.LookAgain``."""

    nomination: int
    juror: int
    residual: float
    z: float


@dataclass(frozen=True)
class Report:
    """Everything there is to say of one set of scores.

    lines: best first, contest by contest, the unscored last.
    lam: λ, None where no severity is found. sigma2: points squared.
    expected: how many cells chance alone would put on ``look_again``; None where there are too few
        scores for any to be that far.
    """

    method: Method
    version: str
    seed: int
    quorum: int
    correction: Correction
    lam: float | None
    sigma2: float | None
    criteria: list[str]
    weights: list[float]
    lines: list[Line]
    jurors: list[Juror]
    contests: list[Contest]
    look_again: list[Cell]
    expected: float | None
    agreement: Agreement

    @property
    def applied(self) -> bool:
        """Whether severity was corrected for."""
        return self.correction is Correction.APPLIED


@dataclass(frozen=True)
class Names:
    """What the numbers 0, 1, 2 … of the analysis stand for."""

    nominations: Sequence[int]
    jurors: Sequence[int]
    criteria: Sequence[str]

    def of(self, which: Sequence[int]) -> list[int]:
        """Name nominations."""
        return [self.nominations[one] for one in which]


def write(found: Analysis, sheets: Sheets, weights: Floats, names: Names, seed: int) -> Report:
    """Put an analysis into plain data.

    Args:
        found: what ``analysis.analyse`` gave.
        sheets: what it was given.
        weights: (criteria,) likewise.
        names: the caller's names.
        seed: of the generator it was given.

    """
    return Report(
        method=found.question.method,
        version=VERSION,
        seed=seed,
        quorum=found.question.quorum,
        correction=found.fit.correction,
        lam=finite(found.fit.lam),
        sigma2=finite(found.fit.sigma2) if found.panel.df > 0 else None,
        criteria=list(names.criteria),
        weights=[float(weight) for weight in weights / weights.sum()],
        lines=_lines(found, sheets, names),
        jurors=_jurors(found, names),
        contests=[_contest(field, names) for field in found.fields],
        look_again=[
            Cell(names.nominations[c.nomination], names.jurors[c.juror], c.residual, c.z)
            for c in found.details.look_again
        ],
        expected=found.details.expected,
        agreement=found.agreement,
    )


def finite(value: float) -> float | None:
    """Give a number, or None where there is none."""
    return float(value) if math.isfinite(value) else None


def _row(values: Floats) -> list[float | None]:
    return [None if value != value else value for value in values.tolist()]  # noqa: PLR0124 - NaN


def _lines(found: Analysis, sheets: Sheets, names: Names) -> list[Line]:
    panel, sure = found.panel, found.chances
    cells = np.full((panel.nominations, panel.jurors), np.nan)
    cells[panel.nomination, panel.juror] = panel.y
    known = ~np.isnan(sheets.scores)
    sums, counts = np.zeros((2, panel.nominations, sheets.criteria))
    np.add.at(sums, sheets.nomination, np.where(known, sheets.scores, 0.0))
    np.add.at(counts, sheets.nomination, known)
    means = divide(sums, counts)
    shares = {
        name: _shares(found, [getattr(field, name) for field in found.fields])
        for name in ("won", "won_freely", "listed_share")
    }
    below, errors = set(found.below_quorum), standard_errors(found.fit)
    ranked = [int(one) for field in found.fields for one in field.order]
    unranked = sorted(set(range(panel.nominations)) - set(ranked))
    shared = {
        int(one)
        for field in found.fields
        for one in field.order[np.isin(field.place, _repeated(field))]
    }
    lines = []
    for one in ranked + unranked:
        is_sure = bool(sure.low[one])
        lines.append(
            Line(
                nomination=names.nominations[one],
                place=int(found.place[one]) or None,
                shared=one in shared,
                contest=int(found.competing.nomination[one]) if found.place[one] else None,
                score=finite(found.score[one]),
                fair=finite(found.fair[one]),
                mean=finite(panel.means[one]),
                se=finite(errors[one]) if panel.df > 0 else None,
                jurors=int(panel.per_nomination[one]),
                below_quorum=one in below,
                best=finite(sure.best[one]),
                low=int(sure.low[one]) if is_sure else None,
                high=int(sure.high[one]) if is_sure else None,
                listed=finite(sure.listed[one]),
                won=finite(shares["won"][one]),
                won_freely=finite(shares["won_freely"][one]),
                listed_by_weights=finite(shares["listed_share"][one]),
                cells=_row(cells[one]),
                by_criterion=_by_criterion(found, one),
                criterion_means=_row(means[one]),
            )
        )
    return lines


def _repeated(field: Field) -> Ints:
    place, times = np.unique(field.place, return_counts=True)
    return place[times > 1]


def _shares(found: Analysis, of_fields: list[Floats | None]) -> Floats:
    out = np.full(found.panel.nominations, np.nan)
    for field, share in zip(found.fields, of_fields, strict=True):
        if share is not None:
            out[field.order] = share
    return out


def _by_criterion(found: Analysis, one: int) -> list[float] | None:
    if found.by_criterion is None or not found.place[one]:
        return None
    return [float(value) for value in found.by_criterion[one]]


def _jurors(found: Analysis, names: Names) -> list[Juror]:
    figures = found.details.jurors
    without = {one.juror: one for one in found.left_out}
    jurors = []
    for at, name in enumerate(names.jurors):
        left_out = without.get(at)
        jurors.append(
            Juror(
                juror=name,
                number=int(figures.number[at]),
                same=bool(figures.same[at]),
                severity=finite(figures.severity[at]),
                se=finite(figures.se[at]),
                influence=finite(figures.influence[at]),
                correlation=finite(figures.correlation[at]),
                misfit=finite(figures.misfit[at]),
                winners_without=None if left_out is None else names.of(left_out.winners),
                listed_without=None if left_out is None else names.of(left_out.shortlist),
                changes_winner=left_out is not None and left_out.changes_winner,
                changes_shortlist=left_out is not None and left_out.changes_shortlist,
            )
        )
    return jurors


def _contest(field: Field, names: Names) -> Contest:
    return Contest(
        order=names.of([int(one) for one in field.order]),
        winners=names.of(field.winners),
        first=names.of(field.first),
        verdict=field.verdict,
        mean_winners=names.of(field.mean_winners),
        averages_differ=field.averages_differ,
        listed=names.of(field.listed),
        natural=field.natural,
        margin=None if field.margin is None else finite(field.margin),
        margin_se=None if field.margin_se is None else finite(field.margin_se),
        ties=[_tie(parted, names) for parted in field.partings],
        tippings=[
            Tipping(
                names.criteria[flip.criterion],
                flip.at,
                None if flip.to is None else names.nominations[flip.to],
            )
            for flip in field.flips
        ],
        nudges=[
            Nudge(
                names.criteria[nudge.criterion],
                nudge.points,
                None if nudge.juror is None else names.jurors[nudge.juror],
                None if nudge.nomination is None else names.nominations[nudge.nomination],
            )
            for nudge in field.nudges
        ],
        methods=[
            ByMethod(method, names.of(won), names.of(field.listed_by_method[method]))
            for method, won in field.by_method.items()
        ],
    )


def _tie(parted: Parted, names: Names) -> Tie:
    return Tie([names.of(group) for group in parted.groups], list(parted.by))
