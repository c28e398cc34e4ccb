"""What the page of the ranking shows: the verdict, the order, the figures, the trials."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Round
from app.ranking.methods import Method
from app.rules.scoring import Scale
from app.services import scores
from app.services.ranking import Ranking, Row
from app.services.work import Work
from app.web import paging
from app.web.ranking import amendment, chooser, heat, plot
from app.web.ranking.amendment import Amended
from app.web.ranking.chooser import Chooser
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
from app.words.ranking.notes import ToldTie
from app.words.ranking.pairs import Pair
from app.words.ranking.reasons import Reason
from app.words.ranking.shortlist import Shortlist
from app.words.ranking.trials import Tested
from app.words.ranking.tried import AgainLine
from app.words.text import _n

SHOWN = 50
"""So many nominations are listed at first; the rest can be asked for."""
NEAR_THE_TOP, MOST_TIES = 5, 5
"""The page opens with ties that touch these places, and with no more than so many."""
BY_AVERAGE = frozenset({Method.FAIR, Method.MEAN})
"""The methods whose figure stands in a column of its own."""


@dataclass(frozen=True)
class VerdictOpening:
    """What the page opens with: the verdict in words, and why it is what it is."""

    says: str
    certainty: Sequence[tuple[str, str, bool]]
    ties: Sequence[str]
    more_ties: str
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
    ties: those further down, a page of them. pair: two against each other, None where there are
    no two. look_again: the farthest off of the ``far_off`` scores that are.
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
    ties: paging.Page[str]
    pair: Pair | None
    chooser: Chooser | None
    scale_points: Points
    tested: Sequence[Tested]
    look_again: Sequence[AgainLine]
    far_off: int
    shortlist: Shortlist | None
    agreement: Sequence[agreement.Figure]


def make(
    work: Work,
    award_round: Round,
    table: Ranking,
    asked: Mapping[str, str],
    *,
    shows_all: bool,
) -> RankingPage:
    """Make the page of a ranking.

    Args:
        work: the reader's.
        award_round: the round.
        table: its ranking, as she may see it.
        asked: which two she asked to compare (see ``chooser.choose``).
        shows_all: whether she asked for the whole list.

    """
    report, scale = table.report, scores.scale(award_round)
    rows = table.rows if shows_all else table.rows[:SHOWN]
    pair = chooser.choose(work, award_round, table, asked)
    told = notes.ties(table)
    near = [one for one in told if one.place <= NEAR_THE_TOP][:MOST_TIES]
    again = tried.again_lines(table)
    return RankingPage(
        table=table,
        rows=rows,
        opening=_opening(table, near, len(told) - len(near)),
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
        ties=paging.cut(
            [one.says for one in told[len(near) :]],
            paging.asked(),
            "ranking.show",
            slug=award_round.slug,
        ),
        pair=pairs.compare(table, award_round, pair.one, pair.other) if pair else None,
        chooser=pair,
        scale_points=plot.whole(scale),
        tested=trials.tested(table, award_round),
        look_again=again[:SHOWN],
        far_off=len(again),
        shortlist=shortlist.suggest(table),
        agreement=agreement.figures(report),
    )


def _opening(table: Ranking, near: Sequence[ToldTie], more: int) -> VerdictOpening:
    contests = table.report.contests
    is_one = len(contests) == 1 and len(contests[0].order) > 1
    return VerdictOpening(
        says=says.says(table),
        certainty=says.certainty(contests[0]) if is_one else [],
        ties=[one.says for one in near],
        more_ties=_n(
            "Ett sted til har forslag likt snitt.",
            "Forslag har likt snitt %(num)s steder til.",
            more,
        )
        if more
        else "",
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
