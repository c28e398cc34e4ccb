"""The secretariat's page of a round: how it stands, what to do, and moving it on."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.services import foresight, phases, rounds
from app.services.foresight import ForeseenOtherwiseError
from app.services.moves import ConditionsUnmetError
from app.web import acts
from app.web.acts import ActPage
from app.web.context import stand_in
from app.web.guards import needs
from app.web.phases import page
from app.web.transaction import work
from app.words.acts.moves import before_move
from app.words.rounds.glance import title
from app.words.rounds.phases import moved
from app.words.text import _

blueprint = Blueprint("phases", __name__)


@blueprint.get("/priser/<round:slug>/styring")
@needs(Permission.RUN_ROUND)
def control(slug: str) -> str:
    """Show a round at a glance to those who run it."""
    award_round = rounds.by_slug(work().session, slug)
    return _page(award_round)


@blueprint.get("/priser/<round:slug>/flytt/<name>")
@needs(Permission.RUN_ROUND)
def before(slug: str, name: str) -> tuple[str, int]:
    """Show what a step leads to, before it is taken."""
    return _before(rounds.by_slug(work().session, slug), name)


@blueprint.post("/priser/<round:slug>/flytt/<name>")
@needs(Permission.RUN_ROUND)
def move(slug: str, name: str) -> Response | tuple[str, int]:
    """Make a declared move, as it was shown."""
    award_round = rounds.by_slug(work().session, slug)
    try:
        phases.move(work(), award_round, name, seen=acts.seen())
    except ForeseenOtherwiseError:
        return _before(award_round, name, is_stale=True)
    except ConditionsUnmetError as error:
        return _unmet(award_round, name, error)
    flash(moved(name))
    return redirect(url_for("phases.control", slug=slug), 303)


def _before(award_round: Round, name: str, *, is_stale: bool = False) -> tuple[str, int]:
    try:
        foreseen = phases.foresee(work(), award_round, name)
    except ConditionsUnmetError as error:
        return _unmet(award_round, name, error)
    words = before_move(award_round, foreseen)
    stand_in(award_round, next_step=words.title, on_behalf_of=award_round.prize.secretariat.name)
    act = ActPage(
        words,
        foresight.stamp(foreseen),
        action=url_for("phases.move", slug=award_round.slug, name=name),
        back=url_for("phases.control", slug=award_round.slug),
        over=title(award_round),
        is_stale=is_stale,
    )
    return acts.render(award_round, act), acts.status(act)


def _unmet(award_round: Round, name: str, error: ConditionsUnmetError) -> tuple[str, int]:
    stand_in(
        award_round,
        next_step=_("Se hva som mangler"),
        on_behalf_of=award_round.prize.secretariat.name,
    )
    shown = render_template(
        "phases/unmet.html", award_round=award_round, name=name, unmet=error.unmet
    )
    return shown, 409


def _page(award_round: Round) -> str:
    view = page.lay_out(work(), award_round)
    stand_in(
        award_round,
        next_step=view.next_step,
        on_behalf_of=award_round.prize.secretariat.name,
    )
    return render_template("phases/control.html", award_round=award_round, view=view)
