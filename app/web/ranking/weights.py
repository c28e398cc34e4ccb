"""Other weights: the ranking as it would be with them. Nothing is changed, and nothing is kept."""

from flask import Blueprint, render_template, request

from app.services import ranking, rounds
from app.services.ranking import reweighing
from app.web.context import stand_in
from app.web.guards import signed_in
from app.web.ranking import weights_page
from app.web.ranking.forms import read_weights
from app.web.seats import own_body
from app.web.transaction import work
from app.words.ranking.weights import as_written

blueprint = Blueprint("ranking_weights", __name__)


@blueprint.get("/priser/<round:slug>/rangering/vekter")
@signed_in
def show(slug: str) -> str:
    """Show the ranking under the weights that were asked for, or under the rulebook's."""
    award_round = rounds.by_slug(work().session, slug)
    table = ranking.for_actor(work(), award_round)
    stand_in(award_round, on_behalf_of=own_body(work(), award_round))
    rulebook = reweighing.shares(award_round.weights(table.rulebook))
    form = read_weights(request.args, as_written(rulebook))
    return render_template(
        "ranking/weights.html",
        award_round=award_round,
        page=weights_page.make(
            award_round, table, rulebook, form, shows_all="alle" in request.args
        ),
    )
