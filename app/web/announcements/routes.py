"""The announcement: the chair sets when the sealed decision becomes public."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.services import announcements, decisions, rounds
from app.services.announcements import AnnouncementSetError, TimeInThePastError
from app.web import errors
from app.web.announcements.forms import AnnounceForm
from app.web.context import stand_in
from app.web.guards import needs
from app.web.moments import read_moment, write_moment
from app.web.seats import own_body
from app.web.transaction import work
from app.words import formats
from app.words.rounds import glance
from app.words.text import _

blueprint = Blueprint("announcements", __name__)

AT_ONCE = "now"
"""What the button sends that does not wait."""


@blueprint.get("/runder/<slug>/kunngjoring")
@needs(Permission.ANNOUNCE)
def plan(slug: str) -> str:
    """Show when the decision becomes public, or let the chair set it."""
    award_round = rounds.by_slug(work().session, slug)
    decisions.require_impartial_chair(work(), award_round, Permission.ANNOUNCE)
    planned = award_round.announcement_planned_at
    ahead = planned if planned and planned > work().now else None
    return _page(award_round, AnnounceForm(at=write_moment(ahead)))


@blueprint.post("/runder/<slug>/kunngjoring")
@needs(Permission.ANNOUNCE)
def announce(slug: str) -> Response | tuple[str, int]:
    """Set when the decision becomes public; at once, if so asked."""
    award_round = rounds.by_slug(work().session, slug)
    decisions.require_impartial_chair(work(), award_round, Permission.ANNOUNCE)
    form = AnnounceForm()
    at: datetime | None = None
    if request.form.get("act") != AT_ONCE:
        if not form.validate_on_submit():
            return _page(award_round, form), 422
        at = read_moment(form.at.data)
    try:
        announcements.announce(work(), award_round, at)
    except TimeInThePastError:
        form.at.errors = [_("Tidspunktet har passert. Velg et tidspunkt som kommer.")]
        return _page(award_round, form), 422
    except AnnouncementSetError:
        return _set_already(award_round)
    if at is None:
        flash(_("Avgjørelsen er kunngjort. Forslagsstillerne får melding."))
        return redirect(url_for("rounds.show", slug=slug), 303)
    flash(_("Avgjørelsen blir kunngjort %(moment)s.", moment=formats.moment(at)))
    return redirect(url_for("announcements.plan", slug=slug), 303)


def _page(award_round: Round, form: AnnounceForm) -> str:
    settled = award_round.embargo_until
    stand_in(
        award_round,
        next_step="" if settled else _("Sett tidspunktet for kunngjøringen"),
        on_behalf_of=own_body(work(), award_round),
    )
    return render_template(
        "announcements/plan.html",
        award_round=award_round,
        form=form,
        left=glance.days_left(settled, work().now),
    )


def _set_already(award_round: Round) -> Response:
    return errors.page(
        409,
        _("Tidspunktet er alt satt"),
        _(
            "Kunngjøringen er satt, og det du sendte nå, har ikke endret den. Å flytte den krever to personer sammen."
        ),
        [(_("Se kunngjøringen"), url_for("announcements.plan", slug=award_round.slug))],
    )
