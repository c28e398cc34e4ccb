"""The jury's desk and score sheets: reading, scoring, sealing, and changing what is sealed."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from app.models import Nomination, Round, ScoreSheet
from app.rules.access import DeniedError, Permission, Verdict, WrongPhaseError
from app.services import desks, may, nominations, rounds, scores
from app.services.nominations import ReasonMissingError
from app.services.scores import SheetIncompleteError
from app.services.work import NotFoundError, StaleEditError
from app.web import errors
from app.web.context import stand_in
from app.web.guards import needs
from app.web.scores import pager, reading
from app.web.scores.forms import SheetForm, read_sheet
from app.web.scores.sheet import Mode, lacking, mode_of, unreadable
from app.web.scores.show import show_desk, show_sheet
from app.web.transaction import work
from app.words.jury import collisions, sheets, worklist
from app.words.text import _

blueprint = Blueprint("scores", __name__)

SEAL, SEAL_AND_GO_ON = "seal", "seal-next"


@blueprint.get("/priser/<round:slug>/vurdering")
@needs(Permission.VIEW_DESK)
def desk(slug: str) -> str | tuple[str, int]:
    """Show a juror or deputy what she has to do and has done."""
    award_round = rounds.by_slug(work().session, slug)
    try:
        return show_desk(award_round)
    except WrongPhaseError:
        stand_in(award_round, next_step=_("Ingenting nå"))
        return render_template("scores/not_open.html", award_round=award_round), 409


@blueprint.get("/vurdering/<int:nomination_id>")
@needs(Permission.READ_AS_JURY)
def sheet(nomination_id: int) -> str | BaseResponse:
    """Show a nomination to read, and the juror's own sheet beside it; or why it is closed to her."""
    try:
        award_round, nomination, found = scores.open_nomination(work(), nomination_id)
    except DeniedError as refused:
        if refused.verdict is not Verdict.RECUSED:
            raise
        return _closed(nomination_id)
    mode = mode_of(work(), award_round, found)
    return show_sheet(award_round, nomination, found, mode)


def _closed(nomination_id: int) -> BaseResponse:
    """Say why a nomination is closed to the reader, and what became of the sheet she handed in."""
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = rounds.by_id(work().session, nomination.round_id)
    found = desks.closed(work(), award_round, nomination_id)
    said = worklist.closed(award_round, found) if found else []
    return errors.page(
        403,
        _("Forslaget er ikke åpent for deg"),
        Markup(" ").join(said),
        [(_("Til arbeidslisten"), url_for("scores.desk", slug=award_round.slug))],
    )


@blueprint.post("/vurdering/<int:nomination_id>")
@needs(Permission.SCORE)
def save(nomination_id: int) -> BaseResponse | tuple[str, int]:
    """Save a draft of the sheet, or seal it."""
    award_round, nomination, found = scores.open_nomination(work(), nomination_id)
    form = _form(award_round)
    act = request.form.get("act")
    sealing = act in {SEAL, SEAL_AND_GO_ON}
    if not form.is_readable:
        faults = unreadable(award_round, form)
        return _refused(award_round, nomination, found, Mode.EDIT, form, faults)
    try:
        if sealing:
            scores.seal(work(), nomination, form.given)
        else:
            found = scores.save_draft(work(), nomination, form.given)
    except SheetIncompleteError as error:
        form = replace(form, version=error.version)
        faults = lacking(award_round, error.lacks)
        return _refused(award_round, nomination, found, Mode.EDIT, form, faults)
    except StaleEditError as error:
        return _collision(award_round, nomination_id, form, error)
    if act == SEAL_AND_GO_ON:
        return _go_on(award_round, nomination)
    if sealing:
        flash(_("Vurderingen er levert og forseglet."), "success")
    else:
        flash(_("%(saved)s.", saved=sheets.saved(found, work().now)), "success")
    return _back_to_sheet(nomination_id)


@blueprint.post("/vurdering/<int:nomination_id>/lagre")
@needs(Permission.SCORE)
def autosave(nomination_id: int) -> Response | tuple[Response, int]:
    """Save a draft of the sheet while it is being written."""
    award_round, nomination, _found = scores.open_nomination(work(), nomination_id)
    form = _form(award_round)
    if not form.is_readable:
        words = " ".join(unreadable(award_round, form).values())
        return jsonify(error=_("Ikke lagret. %(why)s", why=words), reload=False), 422
    try:
        saved = scores.save_draft(work(), nomination, form.given)
    except StaleEditError:
        words = _(
            "Ikke lagret. Skjemaet er lagret et annet sted siden du åpnet det her. Trykk «Lagre utkast» for å se begge og velge."
        )
        return jsonify(error=words, reload=True), 409
    return jsonify(saved=sheets.saved(saved, work().now), version=saved.version)


@blueprint.post("/vurdering/<int:nomination_id>/papirskjema/nei")
@needs(Permission.SCORE)
def refuse_paper(nomination_id: int) -> BaseResponse | tuple[str, int]:
    """Refuse a sheet that was entered from paper, with the reason."""
    award_round, nomination, found = scores.open_nomination(work(), nomination_id)
    form = _form(award_round)
    try:
        scores.refuse(work(), nomination, request.form.get("refusal", ""), form.given)
    except ReasonMissingError:
        faults = {"refusal": _("Skriv hvorfor du ikke bekrefter skjemaet.")}
        return _refused(award_round, nomination, found, Mode.EDIT, form, faults)
    except NotFoundError:
        flash(_("Det er ikke noe papirskjema å svare på her lenger."))
        return _back_to_sheet(nomination_id)
    flash(_("Papirskjemaet er avvist. Sekretariatet har fått beskjed."), "success")
    return _back_to_sheet(nomination_id)


@blueprint.get("/vurdering/<int:nomination_id>/endre")
@needs(Permission.REVISE_SHEET)
def change(nomination_id: int) -> str | BaseResponse:
    """Show a sealed sheet to be changed, with a reason."""
    award_round, nomination, found = scores.open_nomination(work(), nomination_id)
    may.require(work(), Permission.REVISE_SHEET, award_round)
    if found is None or found.sealed_at is None:
        return redirect(url_for("scores.sheet", nomination_id=nomination_id), 303)
    return show_sheet(award_round, nomination, found, Mode.CHANGE)


@blueprint.post("/vurdering/<int:nomination_id>/endre")
@needs(Permission.REVISE_SHEET)
def revise(nomination_id: int) -> BaseResponse | tuple[str, int]:
    """Seal a changed sheet as a new revision."""
    award_round, nomination, found = scores.open_nomination(work(), nomination_id)
    may.require(work(), Permission.REVISE_SHEET, award_round)
    if found is None or found.sealed_at is None:
        flash(
            _("Vurderingen er ikke levert ennå, så det er ingenting å endre. Skriv i skjemaet her.")
        )
        return _back_to_sheet(nomination_id)
    form = _form(award_round)
    before = found.revision_count
    faults = unreadable(award_round, form)
    try:
        if not faults:
            found = scores.revise(work(), nomination, form.given, form.reason)
    except SheetIncompleteError as error:
        faults = lacking(award_round, error.lacks)
    except ReasonMissingError:
        faults = {"reason": _("Skriv hvorfor du endrer vurderingen.")}
    except StaleEditError as error:
        return _collision(award_round, nomination_id, form, error)
    if faults:
        return _refused(award_round, nomination, found, Mode.CHANGE, form, faults)
    if found.revision_count > before:
        flash(_("Endringen er lagret, og vurderingen er forseglet på nytt."), "success")
    else:
        flash(_("Poengene og begrunnelsen er som før. Det private notatet er lagret."), "success")
    return _back_to_sheet(nomination_id)


def _form(award_round: Round) -> SheetForm:
    keys = [criterion.key for criterion in award_round.criteria]
    return read_sheet(request.form, keys, scores.scale(award_round))


def _back_to_sheet(nomination_id: int) -> BaseResponse:
    """Go to what is said in the sheet itself: on a phone the text stands above it."""
    return redirect(url_for("scores.sheet", nomination_id=nomination_id, _anchor="beskjed"), 303)


def _go_on(award_round: Round, nomination: Nomination) -> BaseResponse:
    """Go to what is next to be scored, and say there what was handed in; to the desk after the last."""
    found = desks.desk(work(), award_round, reading.chosen())
    to_do = pager.around(work(), found, nomination.id).to_do
    flash(
        _("Vurderingen av %(names)s er levert og forseglet.", names=nomination.candidate_names),
        "success",
    )
    if to_do is None:
        return redirect(url_for("scores.desk", slug=award_round.slug), 303)
    return redirect(to_do.url, 303)


def _refused(
    award_round: Round,
    nomination: Nomination,
    found: ScoreSheet | None,
    mode: Mode,
    form: SheetForm,
    faults: Mapping[str, str],
) -> tuple[str, int]:
    """Show what was sent again, with what is wrong with it."""
    return show_sheet(award_round, nomination, found, mode, form, faults), 422


def _collision(
    award_round: Round, nomination_id: int, form: SheetForm, error: StaleEditError
) -> tuple[str, int]:
    """Show what was sent beside what has been stored in the meantime. She chooses."""
    award_round, nomination, found = scores.open_nomination(work(), nomination_id)
    form = replace(form, version=error.version)
    sealed = found is not None and found.sealed_at is not None
    mode = Mode.CHANGE if sealed else Mode.EDIT
    stored = collisions.stored_elsewhere(award_round, error.theirs, error.yours)
    return show_sheet(award_round, nomination, found, mode, form, stored=stored), 409
