"""The secretariat's page of a round: how it stands, what to do, and moving it on."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.services import phases, rounds
from app.services.moves import ConditionsUnmetError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.phases import page
from app.web.transaction import work
from app.words.rounds.phases import moved
from app.words.text import _

blueprint = Blueprint("phases", __name__)


@blueprint.get("/runder/<slug>/styring")
@needs(Permission.RUN_ROUND)
def control(slug: str) -> str:
    """Show a round at a glance to those who run it."""
    award_round = rounds.by_slug(work().session, slug)
    return _page(award_round)


@blueprint.post("/runder/<slug>/flytt/<name>")
@needs(Permission.RUN_ROUND)
def move(slug: str, name: str) -> Response | tuple[str, int]:
    """Make a declared move."""
    award_round = rounds.by_slug(work().session, slug)
    try:
        phases.move(work(), award_round, name)
    except ConditionsUnmetError as error:
        stand_in(
            award_round,
            next_step=_("Se hva som mangler"),
            on_behalf_of=award_round.prize.secretariat.name,
        )
        shown = render_template(
            "phases/unmet.html", award_round=award_round, name=name, unmet=error.unmet
        )
        return shown, 409
    flash(moved(name))
    return redirect(url_for("phases.control", slug=slug), 303)


def _page(award_round: Round) -> str:
    view = page.lay_out(work(), award_round)
    stand_in(
        award_round,
        next_step=view.next_step,
        on_behalf_of=award_round.prize.secretariat.name,
    )
    return render_template("phases/control.html", award_round=award_round, view=view)
