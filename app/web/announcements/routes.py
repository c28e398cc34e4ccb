"""The announcement: the chair sets when the sealed decision becomes public, and may move it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission, Verdict
from app.rules.dates import DateFault, Fault
from app.rules.lifecycle import RESULT_PUBLIC
from app.services import announcements, decisions, foresight, may, rounds, withdrawals
from app.services.announcements import (
    AnnouncementSetError,
    NothingToMoveError,
    TimeInThePastError,
    TimeQuestionedError,
    TimeTooFarError,
)
from app.services.foresight import ForeseenOtherwiseError
from app.services.nominations import ReasonMissingError
from app.web import acts, errors
from app.web.acts import ActPage
from app.web.announcements.forms import AnnounceForm, MoveForm
from app.web.context import stand_in
from app.web.guards import needs
from app.web.moments import write_moment
from app.web.seats import own_body
from app.web.transaction import work
from app.words import formats
from app.words.acts.jury import before_announcing
from app.words.rounds import attention, dates, glance
from app.words.text import _

blueprint = Blueprint("announcements", __name__)

NO_TIME = (TimeInThePastError, TimeTooFarError, TimeQuestionedError)


@blueprint.get("/priser/<round:slug>/kunngjoring")
@needs(Permission.ANNOUNCE, Permission.VIEW_ANNOUNCEMENT)
def plan(slug: str) -> str:
    """Show when the decision becomes public, or let the chair set it."""
    award_round = rounds.by_slug(work().session, slug)
    if may.decide(work(), Permission.ANNOUNCE, award_round) is Verdict.NOT_HERS:
        may.require(work(), Permission.VIEW_ANNOUNCEMENT, award_round)
        return _page(award_round, AnnounceForm())
    decisions.require_impartial_chair(work(), award_round, Permission.ANNOUNCE)
    if award_round.embargo_until:
        return _page(award_round, MoveForm(at=write_moment(award_round.embargo_until)))
    planned = award_round.announcement_planned_at
    ahead = planned if planned and planned > work().now else None
    return _page(award_round, AnnounceForm(at=write_moment(ahead)))


@blueprint.post("/priser/<round:slug>/kunngjoring")
@needs(Permission.ANNOUNCE)
def announce(slug: str) -> Response | tuple[str, int]:
    """Set when the decision becomes public."""
    award_round = rounds.by_slug(work().session, slug)
    decisions.require_impartial_chair(work(), award_round, Permission.ANNOUNCE)
    form = AnnounceForm()
    at = form.at.moment if form.validate_on_submit() else None
    if at is None:
        return _page(award_round, form), 422
    try:
        announcements.announce(work(), award_round, at, is_confirmed=form.confirm.data)
    except NO_TIME as error:
        return _no_time(award_round, form, error), 422
    except AnnouncementSetError:
        return _set_already(award_round)
    flash(_("Avgjørelsen blir kunngjort %(moment)s.", moment=formats.moment(at)))
    return redirect(url_for("announcements.plan", slug=slug), 303)


@blueprint.get("/priser/<round:slug>/kunngjoring/na")
@needs(Permission.ANNOUNCE)
def before(slug: str) -> Response | tuple[str, int]:
    """Show what announcing at once leads to, before it is done."""
    return _before(rounds.by_slug(work().session, slug))


@blueprint.post("/priser/<round:slug>/kunngjoring/na")
@needs(Permission.ANNOUNCE)
def announce_now(slug: str) -> Response | tuple[str, int]:
    """Make the decision public at once, as it was shown."""
    award_round = rounds.by_slug(work().session, slug)
    try:
        announcements.announce(work(), award_round, None, seen=acts.seen())
    except ForeseenOtherwiseError:
        return _before(award_round, is_stale=True)
    except AnnouncementSetError:
        return _set_already(award_round)
    flash(_("Avgjørelsen er kunngjort. Forslagsstillerne får melding."))
    return redirect(url_for("rounds.show", slug=slug), 303)


def _before(award_round: Round, *, is_stale: bool = False) -> Response | tuple[str, int]:
    try:
        foreseen = announcements.foresee(work(), award_round)
    except AnnouncementSetError:
        return _set_already(award_round)
    words = before_announcing(foreseen)
    stand_in(award_round, next_step=words.title, on_behalf_of=own_body(work(), award_round))
    act = ActPage(
        words,
        foresight.stamp(foreseen),
        action=url_for("announcements.announce_now", slug=award_round.slug),
        back=url_for("announcements.plan", slug=award_round.slug),
        over=glance.title(award_round),
        is_stale=is_stale,
    )
    return acts.render(award_round, act), acts.status(act)


@blueprint.post("/priser/<round:slug>/kunngjoring/flytt")
@needs(Permission.ANNOUNCE)
def move(slug: str) -> Response | tuple[str, int]:
    """Move the announcement, with a reason, while its time has not come."""
    award_round = rounds.by_slug(work().session, slug)
    decisions.require_impartial_chair(work(), award_round, Permission.ANNOUNCE)
    form = MoveForm()
    if not form.validate_on_submit() or form.at.moment is None:
        return _page(award_round, form), 422
    at, reason = form.at.moment, form.reason.data or ""
    try:
        announcements.move(work(), award_round, at, reason, is_confirmed=form.confirm.data)
    except ReasonMissingError:
        form.reason.errors = [_("Skriv hvorfor kunngjøringen flyttes.")]
        return _page(award_round, form), 422
    except NO_TIME as error:
        return _no_time(award_round, form, error), 422
    except NothingToMoveError:
        return _not_set(award_round)
    flash(_("Avgjørelsen blir kunngjort %(moment)s.", moment=formats.moment(at)))
    return redirect(url_for("announcements.plan", slug=slug), 303)


def _no_time(award_round: Round, form: AnnounceForm, error: Exception) -> str:
    """Show the form again, with what is wrong with the time."""
    match error:
        case TimeInThePastError():
            form.at.errors = [dates.said(Fault(DateFault.PASSED))]
        case TimeTooFarError():
            form.at.errors = [dates.said(Fault(DateFault.TOO_FAR))]
        case _unsure:
            form.confirm.errors = [
                _("Det er mer enn ett år til. Se over årstallet, og kryss av hvis det er riktig.")
            ]
    return _page(award_round, form)


def _page(award_round: Round, form: AnnounceForm) -> str:
    settled = award_round.embargo_until
    announces = may.decide(work(), Permission.ANNOUNCE, award_round) is Verdict.ALLOWED
    late = withdrawals.withdrawn_late(work().session, award_round)
    stand_in(
        award_round,
        next_step=_("Sett tidspunktet for kunngjøringen") if announces and not settled else "",
        on_behalf_of=own_body(work(), award_round),
    )
    return render_template(
        "announcements/plan.html",
        award_round=award_round,
        form=form,
        announces=announces,
        is_public=award_round.phase(work().now) in RESULT_PUBLIC,
        left=glance.days_left(settled, work().now),
        withdrawn=attention.withdrawn_late(late) if late else "",
    )


def _set_already(award_round: Round) -> Response:
    return errors.page(
        409,
        _("Tidspunktet er alt satt"),
        _(
            "Det du sendte nå, har ikke endret noe. Skal kunngjøringen flyttes, gjør du det med en begrunnelse på siden for kunngjøringen."
        ),
        [(_("Se kunngjøringen"), url_for("announcements.plan", slug=award_round.slug))],
    )


def _not_set(award_round: Round) -> Response:
    return errors.page(
        409,
        _("Det er ikke satt noe tidspunkt"),
        _("Sett tidspunktet for kunngjøringen først."),
        [(_("Sett tidspunktet"), url_for("announcements.plan", slug=award_round.slug))],
    )
