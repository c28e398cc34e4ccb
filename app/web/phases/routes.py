"""The secretariat's page of a round: how it stands, what to do, and moving it on."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.services import may, phases, rounds
from app.services.moves import ConditionsUnmetError
from app.services.phases import EarlierDeadlineError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.moments import read_moment, write_moment
from app.web.phases import page
from app.web.phases.forms import ExtendForm
from app.web.transaction import work
from app.words import formats
from app.words.rounds.phases import moved
from app.words.text import _

blueprint = Blueprint("phases", __name__)


@blueprint.get("/runder/<slug>/styring")
@needs(Permission.RUN_ROUND)
def control(slug: str) -> str:
    """Show a round at a glance to those who run it."""
    award_round = rounds.by_slug(work().session, slug)
    return _page(award_round, ExtendForm(until=write_moment(award_round.deadline_at)))


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


@blueprint.post("/runder/<slug>/frist")
@needs(Permission.EXTEND_DEADLINE)
def extend(slug: str) -> Response | tuple[str, int]:
    """Extend the deadline of an open call."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.EXTEND_DEADLINE, award_round)
    form = ExtendForm()
    if not form.validate_on_submit():
        return _page(award_round, form), 422
    until = read_moment(form.until.data)
    try:
        phases.extend_deadline(work(), award_round, until or work().now)
    except EarlierDeadlineError:
        form.until.errors = [_("Fristen kan bare flyttes til et senere tidspunkt.")]
        return _page(award_round, form), 422
    flash(_("Fristen er nå %(moment)s.", moment=formats.moment(until or work().now)))
    return redirect(url_for("phases.control", slug=slug), 303)


def _page(award_round: Round, form: ExtendForm) -> str:
    view = page.lay_out(work(), award_round)
    stand_in(
        award_round,
        next_step=view.next_step,
        on_behalf_of=award_round.prize.secretariat.name,
    )
    return render_template("phases/control.html", award_round=award_round, view=view, form=form)
