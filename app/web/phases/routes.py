"""The secretariat's page of a round: how it stands, what to do, and moving it on."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.services import attention, lists, may, phases, rounds
from app.services.moves import ConditionsUnmetError
from app.services.phases import EarlierDeadlineError
from app.services.progress import Mark
from app.web import paging
from app.web.context import stand_in
from app.web.guards import needs
from app.web.moments import read_moment, write_moment
from app.web.phases import attention as things
from app.web.phases.forms import ExtendForm
from app.web.transaction import work
from app.words import formats, timeline
from app.words import rounds as glance
from app.words.juries import institution
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
        page = render_template(
            "phases/unmet.html", award_round=award_round, name=name, unmet=error.unmet
        )
        return page, 409
    flash(_moved(name))
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
    seen = attention.overview(work(), award_round)
    judged = seen.progress.nominations if seen.progress else []
    wanted = paging.Asked(paging.asked().number)
    page = paging.cut(judged, wanted, "phases.control", slug=award_round.slug)
    stand_in(
        award_round,
        next_step=things.next_step(award_round, seen),
        on_behalf_of=award_round.prize.secretariat.name,
    )
    return render_template(
        "phases/control.html",
        award_round=award_round,
        seen=seen,
        form=form,
        moves=phases.available(work().session, award_round, work().now),
        lede=glance.lede(award_round, seen, work().now),
        figures=glance.tally(award_round, seen),
        todos=things.todos(award_round, seen),
        steps=timeline.steps(award_round, seen, work().now),
        covered={part.nomination_id: part for part in seen.progress.coverage}
        if seen.progress
        else {},
        page=page,
        names=lists.names(work().session, [nomination.id for nomination in page.rows]),
        institution=institution,
        Mark=Mark,
    )


def _moved(name: str) -> str:
    """Say that a move has been made."""
    return {
        "publish_call": _("Utlysningen er publisert."),
        "begin_judging": _("Vurderingen har begynt. Juryen får beskjed."),
        "open_declaring": _("Det er åpent for erklæringer. Juryen får beskjed."),
        "open_scoring": _("Det er åpent for poeng. Juryen får beskjed."),
        "open_deliberation": _("Drøftingen er åpnet. Poengene er synlige for juryen."),
        "archive": _("Runden er arkivert."),
    }[name]
