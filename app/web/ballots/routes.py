"""A juror's ballot in a final that is decided by ballots: ranking, handing in, abstaining."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.models import Round
from app.rules.access import Permission
from app.services import ballots, lists, may, rounds
from app.services.ballots import BallotIncompleteError, Opened
from app.services.nominations import ReasonMissingError
from app.services.work import StaleEditError
from app.web.ballots import page
from app.web.ballots.forms import BallotForm, field_of, read_ballot
from app.web.ballots.page import Mode, mode_of
from app.web.context import stand_in
from app.web.guards import needs
from app.web.seats import own_body
from app.web.transaction import work
from app.words import drafts
from app.words.jury import ballots as words
from app.words.text import _

blueprint = Blueprint("ballots", __name__)


@blueprint.get("/priser/<round:slug>/stemmeseddel")
@needs(Permission.VIEW_DESK)
def show(slug: str) -> str:
    """Show a juror her ballot: to be filled in, as it was handed in, or why it is closed."""
    opened = _opened(slug)
    return _page(opened, mode_of(work(), opened))


@blueprint.post("/priser/<round:slug>/stemmeseddel")
@needs(Permission.SCORE)
def save(slug: str) -> BaseResponse | tuple[str, int]:
    """Save a draft of the ballot, hand it in, or abstain."""
    opened = _opened(slug)
    form = read_ballot(request.form, opened.running)
    acts = {"seal": ballots.seal, "abstain": ballots.abstain}
    try:
        saved = acts.get(form.act, ballots.save_draft)(work(), opened.award_round, form.given)
    except BallotIncompleteError as error:
        form = replace(form, given=replace(form.given, version=error.version))
        return _page(opened, Mode.EDIT, form, _faults(opened, error)), 422
    except StaleEditError as error:
        return _collision(slug, form, error)
    if form.act not in acts:
        flash(_("%(saved)s.", saved=drafts.saved(saved.saved_at, work().now)), "success")
    elif form.abstains:
        flash(_("Du har avstått. Stemmeseddelen er forseglet."), "success")
    else:
        flash(_("Stemmeseddelen er levert og forseglet."), "success")
    return redirect(url_for("ballots.show", slug=slug), 303)


@blueprint.post("/priser/<round:slug>/stemmeseddel/lagre")
@needs(Permission.SCORE)
def autosave(slug: str) -> Response | tuple[Response, int]:
    """Save a draft of the ballot while it is being written."""
    opened = _opened(slug)
    form = read_ballot(request.form, opened.running)
    try:
        saved = ballots.save_draft(work(), opened.award_round, form.given)
    except StaleEditError:
        told = _(
            "Ikke lagret. Stemmeseddelen er lagret et annet sted siden du åpnet den her. Trykk «Lagre utkast» for å se begge og velge."
        )
        return jsonify(error=told, reload=True), 409
    return jsonify(saved=drafts.saved(saved.saved_at, work().now), version=saved.version)


@blueprint.get("/priser/<round:slug>/stemmeseddel/endre")
@needs(Permission.REVISE_SHEET)
def change(slug: str) -> str | BaseResponse:
    """Show a sealed ballot to be changed, with a reason."""
    opened = _opened(slug)
    may.require(work(), Permission.REVISE_SHEET, opened.award_round)
    if mode_of(work(), opened) is not Mode.SEALED:
        return redirect(url_for("ballots.show", slug=slug), 303)
    return _page(opened, Mode.CHANGE)


@blueprint.post("/priser/<round:slug>/stemmeseddel/endre")
@needs(Permission.REVISE_SHEET)
def revise(slug: str) -> BaseResponse | tuple[str, int]:
    """Seal a changed ballot as a new revision."""
    opened = _opened(slug)
    form = read_ballot(request.form, opened.running)
    before = opened.ballot.revision_count if opened.ballot else 0
    try:
        held = ballots.revise(
            work(), opened.award_round, form.given, form.reason, abstains=form.abstains
        )
    except BallotIncompleteError as error:
        return _page(opened, Mode.CHANGE, form, _faults(opened, error)), 422
    except ReasonMissingError:
        wrong = {"reason": _("Skriv hvorfor du endrer stemmeseddelen.")}
        return _page(opened, Mode.CHANGE, form, wrong), 422
    except StaleEditError as error:
        return _collision(slug, form, error)
    if held.revision_count > before:
        flash(_("Endringen er lagret, og stemmeseddelen er forseglet på nytt."), "success")
    else:
        flash(_("Stemmeseddelen er som før. Ingenting er endret."), "success")
    return redirect(url_for("ballots.show", slug=slug), 303)


def _opened(slug: str) -> Opened:
    return ballots.open_ballot(work(), rounds.by_slug(work().session, slug))


def _faults(opened: Opened, error: BallotIncompleteError) -> dict[str, str]:
    """Say what is wrong, by the names of the fields."""
    reading, names = error.reading, lists.names(work().session, opened.running)
    faults = {
        field_of(one): words.fault(what, names[one], len(opened.running))
        for one, what in reading.faults.items()
    }
    if reading.gap is not None:
        faults[field_of(opened.running[0])] = words.gap(reading.gap)
    if reading.lacks_why:
        faults["abstention"] = _("Skriv hvorfor du avstår.")
    return faults


def _collision(slug: str, form: BallotForm, error: StaleEditError) -> tuple[str, int]:
    """Show what was sent beside what has been stored in the meantime. She chooses."""
    opened = _opened(slug)
    form = replace(form, given=replace(form.given, version=error.version))
    names = lists.names(work().session, opened.running)
    stored = words.stored_elsewhere(names, error.theirs, error.yours)
    is_sealed = mode_of(work(), opened) is Mode.SEALED
    return _page(opened, Mode.CHANGE if is_sealed else Mode.EDIT, form, stored=stored), 409


def _page(
    opened: Opened,
    mode: Mode,
    form: BallotForm | None = None,
    faults: Mapping[str, str] | None = None,
    *,
    stored: words.Stored | None = None,
) -> str:
    award_round: Round = opened.award_round
    view = page.lay_out(work(), opened, mode, form, faults)
    stand_in(
        award_round,
        next_step=view.title if mode in {Mode.EDIT, Mode.CHANGE} else _("Ingenting nå"),
        on_behalf_of=own_body(work(), award_round),
    )
    return render_template(
        "ballots/show.html",
        award_round=award_round,
        view=view,
        faults=faults or {},
        stored=stored,
    )
