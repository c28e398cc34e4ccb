"""What each trial of a first place gave, line by line: juror, weight, method, and who is first."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.models import Round
from app.ranking.report import ByMethod, Contest, Juror, Tipping
from app.ranking.robustness.holding import has_same_first
from app.services.ranking import Ranking
from app.words import scores
from app.words.ranking import names
from app.words.text import _


@dataclass(frozen=True)
class WithoutLine:
    """Who is first, and who is on top of the list, without one juror."""

    juror: str
    holds: bool
    first: str
    listed: str


@dataclass(frozen=True)
class TippingLine:
    """The weight of one criterion at which another one wins; ``at`` None where none does it."""

    criterion: str
    weight: Decimal
    at: float | None
    first: str


@dataclass(frozen=True)
class MethodLine:
    """Who is first, and who is on top of the list, by one way to reckon."""

    method: str
    means: str
    is_in_force: bool
    holds: bool
    first: str
    listed: str


@dataclass(frozen=True)
class AgainLine:
    """A score to look at again."""

    nomination_id: int
    name: str
    juror: str
    distance: str


def without_lines(table: Ranking, tried: Sequence[Juror]) -> list[WithoutLine]:
    """List the jurors whose absence was tried."""
    return [
        WithoutLine(
            names.juror_in_full(table, one.juror),
            not one.changes_winner,
            names.nominations(table, one.winners_without or []),
            names.nominations(table, one.listed_without or [])
            if one.changes_shortlist
            else _("De samme"),
        )
        for one in tried
    ]


def tipping_lines(
    table: Ranking, award_round: Round, tippings: Sequence[Tipping]
) -> list[TippingLine]:
    """List the criteria, with the weight at which another one wins."""
    weights = award_round.weights()
    return [
        TippingLine(
            names.criterion(award_round, one.criterion),
            weights[one.criterion],
            one.at,
            _("Ingen vekt snur det") if one.to is None else names.nominations(table, [one.to]),
        )
        for one in tippings
    ]


def method_lines(table: Ranking, contest: Contest) -> list[MethodLine]:
    """List the ways to reckon."""
    return [_method(table, contest, one) for one in contest.methods]


def _method(table: Ranking, contest: Contest, one: ByMethod) -> MethodLine:
    return MethodLine(
        names.method(one.method),
        names.method_means(one.method),
        one.method == table.report.method,
        has_same_first(contest, one.winners),
        names.nominations(table, one.winners),
        names.nominations(table, one.listed),
    )


def again_lines(table: Ranking) -> list[AgainLine]:
    """List the scores that are far from what the rest leads to expect."""
    return [
        AgainLine(
            cell.nomination,
            names.nominations(table, [cell.nomination]),
            names.juror_in_full(table, cell.juror),
            _("%(points)s poeng", points=scores.signed(cell.residual)),
        )
        for cell in table.report.look_again
    ]
