"""What the page of the ranking shows: the verdict, the order, the figures, the trials."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Round
from app.ranking.methods import Method
from app.rules.scoring import Scale
from app.services import scores
from app.services.ranking import Ranking, Row
from app.services.work import Work
from app.web.ranking import amendment, heat, plot
from app.web.ranking.amendment import Amended
from app.web.ranking.heat import HeatCell
from app.web.ranking.plot import Average, Places, Points
from app.words import formats
from app.words.ranking import (
    agreement,
    names,
    notes,
    pairs,
    reasons,
    says,
    shortlist,
    trials,
    tried,
)
from app.words.ranking.pairs import Pair
from app.words.ranking.reasons import Reason
from app.words.ranking.shortlist import Shortlist
from app.words.ranking.trials import Tested
from app.words.ranking.tried import AgainLine

SHOWN = 50
"""So many nominations are listed at first; the rest can be asked for."""
BY_AVERAGE = frozenset({Method.FAIR, Method.MEAN})
"""The methods whose figure stands in a column of its own."""


@dataclass(frozen=True)
class VerdictOpening:
    """What the page opens with: the verdict in words, and why it is what it is."""

    says: str
    certainty: Sequence[tuple[str, str, bool]]
    ties: Sequence[str]
    two_winners: Sequence[str]
    reasons: Sequence[Reason]
    handed_in: int
    due: int


@dataclass(frozen=True)
class HeatRow:
    """A nomination, and what each seat in the jury or each criterion made of it."""

    row: Row
    cells: Sequence[HeatCell]


@dataclass(frozen=True)
class RankingPage:
    """Everything that the page shows; ``rows`` are those of ``table`` that are listed.

    cut: the last place before the widest gap, where there is one. gone: who has left
    the jury and what she handed in. hidden: what two decimals hide.
    pair: two against each other, None where there are no two.
    """

    table: Ranking
    rows: Sequence[Row]
    opening: VerdictOpening
    cut: int | None
    places: Places
    correction: str
    columns: Sequence[tuple[str, str]]
    method: str
    is_by_average: bool
    below_quorum: str
    gone: Sequence[str]
    hidden: Sequence[str]
    amendment: Amended | None
    averages: Sequence[Average]
    points: Points
    by_seat: Sequence[HeatRow]
    by_criterion: Sequence[HeatRow]
    criteria: Sequence[str]
    heat_key: Sequence[tuple[int, str]]
    pair: Pair | None
    scale_points: Points
    tested: Sequence[Tested]
    look_again: Sequence[AgainLine]
    shortlist: Shortlist | None
    agreement: Sequence[agreement.Figure]


def make(
    work: Work,
    award_round: Round,
    table: Ranking,
    pair: tuple[str | None, str | None],
    *,
    shows_all: bool,
) -> RankingPage:
    """Make the page of a ranking.

    Args:
        work: the reader's.
        award_round: the round.
        table: its ranking, as she may see it.
        pair: the nominations that she asked to compare, by number.
        shows_all: whether she asked for the whole list.

    """
    report, scale = table.report, scores.scale(award_round)
    rows = table.rows if shows_all else table.rows[:SHOWN]
    two = chosen(table, *pair)
    return RankingPage(
        table=table,
        rows=rows,
        opening=_opening(table),
        cut=report.contests[0].natural if len(report.contests) == 1 else None,
        places=plot.places(table),
        correction=notes.correction(table),
        columns=notes.columns(),
        method=names.method(report.method),
        is_by_average=report.method in BY_AVERAGE,
        below_quorum=notes.below_quorum(table),
        gone=notes.gone(table),
        hidden=notes.hidden_differences(rows),
        amendment=amendment.compare(work, award_round, table, rows),
        averages=plot.averages(rows),
        points=plot.points(rows, scale),
        by_seat=[_by_seat(table, row, scale) for row in rows],
        by_criterion=[_by_criterion(award_round, row, scale) for row in rows],
        criteria=_criteria(award_round),
        heat_key=heat.key(scale),
        pair=pairs.compare(table, award_round, *two) if two else None,
        scale_points=plot.whole(scale),
        tested=trials.tested(table, award_round),
        look_again=tried.again_lines(table),
        shortlist=shortlist.suggest(table),
        agreement=agreement.figures(report),
    )


def chosen(table: Ranking, first: str | None, second: str | None) -> tuple[Row, Row] | None:
    """Find the two that were asked for, or else the two on top; None if there are not two."""
    scored = [row for row in table.rows if row.line.place is not None]
    if len(scored) < 2:
        return None
    by_id = {str(row.nomination.id): row for row in scored}
    one = by_id.get(first or "", scored[0])
    other = by_id.get(second or "", scored[1])
    if other is one:
        other = next(row for row in scored if row is not one)
    return one, other


def _opening(table: Ranking) -> VerdictOpening:
    contests = table.report.contests
    is_one = len(contests) == 1 and len(contests[0].order) > 1
    return VerdictOpening(
        says=says.says(table),
        certainty=says.certainty(contests[0]) if is_one else [],
        ties=notes.ties(table),
        two_winners=says.two_winners(table),
        reasons=reasons.reasons(table),
        handed_in=sum(row.line.jurors for row in table.rows),
        due=sum(row.expected for row in table.rows),
    )


def _by_seat(table: Ranking, row: Row, scale: Scale) -> HeatRow:
    cells = []
    for seat in table.seats:
        cell = row.cells.get(seat.id)
        value = cell.score if cell else None
        cells.append(heat.of_seat(seat.short, cell, value, scale))
    return HeatRow(row, cells)


def _by_criterion(award_round: Round, row: Row, scale: Scale) -> HeatRow:
    return HeatRow(
        row,
        [
            heat.of_score(formats.in_language(criterion.short), mean, scale)
            for criterion, mean in zip(award_round.criteria, row.line.criterion_means, strict=True)
        ],
    )


def _criteria(award_round: Round) -> list[str]:
    """Head the columns of the criteria: each with its weight."""
    weights = award_round.weights()
    return [
        f"{formats.in_language(one.short)} {formats.percent(weights[one.key])}"
        for one in award_round.criteria
    ]
