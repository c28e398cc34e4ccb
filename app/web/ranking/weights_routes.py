"""Other weights: the ranking as it would be with them. Nothing is changed, and nothing is kept."""

from flask import Blueprint, render_template, request

from app.services import ranking, rounds
from app.web.context import stand_in
from app.web.guards import signed_in
from app.web.ranking import weights as ranking_weights
from app.web.ranking.routes import SHOWN
from app.web.ranking.weights_form import field_of, read_weights
from app.web.transaction import work
from app.words.decisions import own_body
from app.words.ranking import names as ranking_names
from app.words.ranking import says as ranking_words

blueprint = Blueprint("ranking_weights", __name__)


@blueprint.get("/runder/<slug>/rangering/vekter")
@signed_in
def show(slug: str) -> str:
    """Show the ranking under the weights that were asked for, or under the rulebook's."""
    award_round = rounds.by_slug(work().session, slug)
    table = ranking.for_actor(work(), award_round)
    stand_in(award_round, on_behalf_of=own_body(work(), award_round))
    rulebook = ranking_weights.shares(award_round.weights(table.rulebook))
    form = read_weights(request.args, ranking_weights.as_written(rulebook))
    is_possible = ranking_weights.possible(table.report)
    tried = ranking_weights.try_out(table, rulebook, form.shares or rulebook)
    shows_all = "alle" in request.args
    return render_template(
        "ranking/weights.html",
        award_round=award_round,
        table=table,
        report=table.report,
        rulebook=rulebook,
        form=form,
        field_of=field_of,
        faults={field_of(key): ranking_weights.fault(one) for key, one in form.faults.items()},
        summary=ranking_weights.summary(award_round, form.faults),
        is_possible=is_possible,
        tried=tried,
        rows=tried.rows if shows_all else tried.rows[:SHOWN],
        shows_all=shows_all,
        asked=ranking_weights.as_asked(form.written),
        contests=[
            (contest, ranking_weights.reaches(table, award_round, contest, rulebook))
            for contest in table.report.contests
            if is_possible and len(contest.order) > 1
        ],
        views=ranking_weights,
        words=ranking_words,
        names=ranking_names,
    )
