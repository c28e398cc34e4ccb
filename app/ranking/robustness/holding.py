"""Does the first place hold? Put to the test: without a juror, other weights, points and methods.

Nothing is computed anew: the report has what each trial gave. Here it is judged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.ranking.report import ByMethod, Contest, Juror, Nudge, Report, Tipping

USUALLY = 0.5
"""The share of weightings from which on the first place holds as a rule."""
NEARLY_ALWAYS = 0.95
"""The share from which on it simply holds, though some change of one weight takes it away."""


class Holding(StrEnum):
    """How a first place stands one trial."""

    HOLDS = "holds"
    WINNER_ONLY = "the winner holds, others on the shortlist change"
    ONE_STEP = "no single step on the scale takes it away, two may"
    USUALLY = "holds as a rule"
    NOT = "does not hold"
    STEP_DECIDES = "a single step on the scale takes it away"
    NOT_TRIED = "could not be tried"


@dataclass(frozen=True)
class WithoutOne:
    """Each juror left out in turn.

    tried: those whose absence could be computed. deciding: without whom another one wins.
    listing: without whom the shortlist is another.
    """

    holding: Holding
    tried: Sequence[Juror]
    deciding: Sequence[Juror]
    listing: Sequence[Juror]


@dataclass(frozen=True)
class OtherWeights:
    """The criteria weighed otherwise.

    leader: first in the order. share: of the weightings near the rulebook's that it wins, 0 to 1.
    nearest: the smallest change of one weight that makes another one win; None if none does.
    """

    holding: Holding
    leader: int
    share: float
    nearest: Tipping | None


@dataclass(frozen=True)
class OtherPoints:
    """One score otherwise. nearest: the smallest change that draws the first two level, if any."""

    holding: Holding
    nearest: Nudge | None


@dataclass(frozen=True)
class OtherMethods:
    """Reckoned otherwise. same, others: the methods that have the same first place, and not."""

    holding: Holding
    same: Sequence[ByMethod]
    others: Sequence[ByMethod]


@dataclass(frozen=True)
class Trials:
    """The first place of one contest put to the test. None where a trial has nothing to try."""

    without_one: WithoutOne
    weights: OtherWeights | None
    points: OtherPoints | None
    methods: OtherMethods


def try_first_place(
    report: Report, contest: Contest, weights: Mapping[str, float], span: float, step: float
) -> Trials:
    """Put the first place of a contest to the test.

    Args:
        report: what the contest is from.
        contest: of at least two nominations.
        weights: the rulebook's, by criterion, summing to one.
        span: from the lowest to the highest point of the scale.
        step: of the scale.

    """
    return Trials(
        without_one(report, contest),
        other_weights(report, contest, weights) if contest.tippings else None,
        other_points(contest, span, step) if contest.nudges else None,
        other_methods(contest),
    )


def without_one(report: Report, contest: Contest) -> WithoutOne:
    """Judge what was computed without each juror."""
    inside = set(contest.order)
    tried = [
        one
        for one in report.jurors
        if one.winners_without is not None and inside.issuperset(one.winners_without)
    ]
    deciding = [one for one in tried if one.changes_winner]
    listing = [one for one in tried if one.changes_shortlist]
    holding = Holding.HOLDS
    if not tried:
        holding = Holding.NOT_TRIED
    elif deciding:
        holding = Holding.NOT
    elif listing:
        holding = Holding.WINNER_ONLY
    return WithoutOne(holding, tried, deciding, listing)


def other_weights(report: Report, contest: Contest, weights: Mapping[str, float]) -> OtherWeights:
    """Judge the weightings that were drawn, and the changes of one weight."""
    leader = contest.winners[0]
    share = next(line.won for line in report.lines if line.nomination == leader) or 0.0
    tipping = [(one, one.at) for one in contest.tippings if one.at is not None]
    nearest = min(
        tipping, key=lambda found: abs(found[1] - weights[found[0].criterion]), default=None
    )
    holding = Holding.NOT
    if nearest is None or share >= NEARLY_ALWAYS:
        holding = Holding.HOLDS
    elif share >= USUALLY:
        holding = Holding.USUALLY
    return OtherWeights(holding, leader, share, nearest[0] if nearest else None)


def other_points(contest: Contest, span: float, step: float) -> OtherPoints:
    """Judge the smallest change of one score that there is room for on the scale."""
    possible = [one for one in contest.nudges if one.points and abs(one.points) <= span]
    if not possible:
        return OtherPoints(Holding.HOLDS, None)
    nearest = min(possible, key=lambda one: abs(one.points or 0))
    decides = abs(nearest.points or 0) <= step
    return OtherPoints(Holding.STEP_DECIDES if decides else Holding.ONE_STEP, nearest)


def other_methods(contest: Contest) -> OtherMethods:
    """Judge what the other methods say."""
    same = [one for one in contest.methods if has_same_first(contest, one.winners)]
    others = [one for one in contest.methods if one not in same]
    holding = Holding.NOT
    if not others:
        holding = Holding.HOLDS
    elif len(same) > len(contest.methods) / 2:
        holding = Holding.USUALLY
    return OtherMethods(holding, same, others)


def has_same_first(contest: Contest, winners: Sequence[int]) -> bool:
    """Say whether some list has the same first place as the ranking."""
    return set(winners) == set(contest.winners)
