"""The ranking: what the scores say, how sure that is, and everyone's sheets side by side."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from flask import Blueprint, render_template, request

from app.models import Criterion, Round
from app.rules.access import Permission, Verdict
from app.services import may, ranking, rounds, scores
from app.services.ranking import Ranking, Sheet
from app.web.context import stand_in
from app.web.guards import signed_in
from app.web.ranking import amendment as ranking_amendment
from app.web.ranking import heat
from app.web.ranking import plot as ranking_plot
from app.web.transaction import work
from app.words.decisions import own_body
from app.words.ranking import agreement as ranking_agreement
from app.words.ranking import names as ranking_names
from app.words.ranking import pairs as ranking_pairs
from app.words.ranking import says as ranking_words
from app.words.ranking import shortlist as ranking_shortlist
from app.words.ranking import trials as ranking_tests
from app.words.text import _

blueprint = Blueprint("ranking", __name__)

SHOWN = 50
"""So many nominations are listed at first; the rest can be asked for."""


@blueprint.get("/runder/<slug>/rangering")
@signed_in
def show(slug: str) -> str:
    """Show the ranking that the reader may see."""
    award_round = rounds.by_slug(work().session, slug)
    table = ranking.for_actor(work(), award_round)
    may_decide = _may_decide(award_round, table)
    stand_in(
        award_round,
        next_step=_("Ta avgjørelsen når drøftingen er ferdig") if may_decide else "",
        on_behalf_of=own_body(work(), award_round),
    )
    rows = table.rows if "alle" in request.args else table.rows[:SHOWN]
    pair = ranking_pairs.chosen(table, request.args.get("a"), request.args.get("b"))
    return render_template(
        "ranking/show.html",
        award_round=award_round,
        table=table,
        report=table.report,
        rows=rows,
        contest=table.report.contests[0] if table.report.contests else None,
        words=ranking_words,
        names=ranking_names,
        tested=ranking_tests.tested(table, award_round),
        tests=ranking_tests,
        pair=pair and ranking_pairs.compare(table, award_round, *pair),
        shortlist=ranking_shortlist.suggest(table),
        agreement=ranking_agreement.figures(table.report),
        amendment=ranking_amendment.compare(work(), award_round, table, rows),
        may_decide=may_decide,
        places=ranking_plot.places(table),
        reach=ranking_plot.reach,
        **drawing(award_round),
        points=ranking_plot.points(rows, scores.scale(award_round)),
        scale_points=ranking_plot.whole(scores.scale(award_round)),
    )


@blueprint.get("/runder/<slug>/rangering/<int:nomination_id>")
@signed_in
def sheets(slug: str, nomination_id: int) -> str:
    """Show everyone's scores and grounds for one nomination, the most disputed first."""
    award_round = rounds.by_slug(work().session, slug)
    table = ranking.for_actor(work(), award_round)
    row = table.row(nomination_id)
    stand_in(award_round, on_behalf_of=own_body(work(), award_round))
    place = table.rows.index(row)
    given = ranking.sheets(work().session, award_round, row)
    return render_template(
        "ranking/sheets.html",
        award_round=award_round,
        table=table,
        row=row,
        given=given,
        criteria=_most_disputed_first(award_round, given.values()),
        version=ranking.handed_in(work().session, row),
        before=table.rows[place - 1] if place else None,
        after=table.rows[place + 1] if place + 1 < len(table.rows) else None,
        **drawing(award_round),
    )


def drawing(award_round: Round) -> dict[str, Any]:
    """Give what the tables of scores need to be drawn."""
    scale = scores.scale(award_round)
    return {
        "scale": scale,
        "weights": award_round.weights(),
        "shade": lambda value: heat.shade(value, scale),
        "heat_key": heat.key(scale),
        "score": heat.short,
        "signed": heat.signed,
    }


def _most_disputed_first(
    award_round: Round, given: Collection[Sheet]
) -> list[tuple[Criterion, Decimal | None]]:
    """Give each criterion with the distance between its highest and its lowest score."""
    spreads = []
    for criterion in award_round.criteria:
        found = [sheet.scores[criterion.key] for sheet in given if criterion.key in sheet.scores]
        spreads.append((criterion, max(found) - min(found) if found else None))
    return sorted(spreads, key=lambda pair: -(pair[1] or 0))


def _may_decide(award_round: Round, table: Ranking) -> bool:
    answer = may.decide(work(), Permission.DECIDE, award_round, impartial=table.is_whole)
    return answer is Verdict.ALLOWED
