"""The jury's desk and score sheets: reading, scoring, sealing, and changing what is sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.models import Nomination, Round, ScoreSheet
from app.rules.access import Permission, WrongPhaseError
from app.rules.impartiality import Answer
from app.rules.scoring import Lacks
from app.services import desks as desks_of
from app.services import lists, may, rounds, scores
from app.services.desks import Desk
from app.services.nominations import ReasonMissingError
from app.services.scores import SheetIncompleteError
from app.services.work import StaleEditError
from app.web import paging
from app.web.context import stand_in
from app.web.guards import needs
from app.web.impartiality.forms import Given, Late
from app.web.scores import desk as desks
from app.web.scores import paper as papers
from app.web.scores import sheet as sheets
from app.web.scores.forms import SheetForm, read_sheet
from app.web.scores.sheet import Mode
from app.web.transaction import work
from app.words import desks as desk_words
from app.words import formats
from app.words import terms as words
from app.words.text import _

blueprint = Blueprint("scores", __name__)

ANSWER_ORDER = (Answer.NO_CONFLICT, Answer.POSSIBLE, Answer.AUTOMATIC)


@blueprint.get("/runder/<slug>/vurdering")
@needs(Permission.VIEW_DESK)
def desk(slug: str) -> str | tuple[str, int]:
    """Show a juror or deputy what she has to do and has done."""
    award_round = rounds.by_slug(work().session, slug)
    try:
        return show_desk(award_round)
    except WrongPhaseError:
        stand_in(award_round, next_step=_("Ingenting nå"))
        return render_template("scores/not_open.html", award_round=award_round), 409


@dataclass(frozen=True)
class Answers:
    """What was declared and refused, to be shown again with what is wrong with it."""

    given: Mapping[int, Given] = field(default_factory=dict)
    late: Late | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    """By the id of the field."""


def show_desk(award_round: Round, answers: Answers | None = None, at: int | None = None) -> str:
    """Render a page of the desk.

    Args:
        award_round: the round.
        answers: what was declared and is not stored, to be shown again.
        at: the nomination that must be on the page.

    """
    answers = answers or Answers()
    view = desks.lay_out(work(), award_round, paging.asked(), at)
    shown = {row.id for row in view.rows}
    opening = desk_words.opening(view, award_round)
    stand_in(award_round, next_step=opening.next_step, on_behalf_of=view.institution)
    return render_template(
        "scores/desk.html",
        award_round=award_round,
        view=view,
        opening=opening,
        due=desk_words.due(view, award_round, work().now),
        answers=answers,
        faults=_linked(view, answers),
        elsewhere=[one for key, one in answers.given.items() if key not in shown],
        answer_options=[(answer.value, words.term(answer)) for answer in ANSWER_ORDER],
        late_options=[(row.id, f"{row.number}. {row.name}") for row in view.amendable],
    )


def _linked(view: desks.View, answers: Answers) -> list[tuple[str, str]]:
    """List what is wrong; what is on another page has no field to lead to."""
    fields = {f"{kind}-{row.id}" for row in view.rows for kind in ("answer", "description")}
    fields |= {"late", "late-answer", "late-description"}
    return [(key if key in fields else "", words) for key, words in answers.errors.items()]


@blueprint.get("/vurdering/<int:nomination_id>")
@needs(Permission.READ_AS_JURY)
def sheet(nomination_id: int) -> str:
    """Show a nomination to read, and the juror's own sheet beside it."""
    award_round, nomination, found = scores.open_nomination(work(), nomination_id)
    mode = sheets.mode_of(work(), award_round, found)
    return _page(award_round, nomination, sheets.lay_out(work(), award_round, found, mode))


@blueprint.post("/vurdering/<int:nomination_id>")
@needs(Permission.SCORE)
def save(nomination_id: int) -> BaseResponse | tuple[str, int]:
    """Save a draft of the sheet, or seal it."""
    award_round, nomination, found = scores.open_nomination(work(), nomination_id)
    form = _form(award_round)
    sealing = request.form.get("act") == "seal"
    if form.off_scale:
        return _refused(
            award_round, nomination, found, Mode.EDIT, form, _off_scale(award_round, form)
        )
    try:
        if sealing:
            scores.seal(work(), nomination, form.given)
        else:
            found = scores.save_draft(work(), nomination, form.given)
    except SheetIncompleteError as error:
        form = replace(form, version=error.version)
        faults = _lacking(award_round, error.lacks)
        return _refused(award_round, nomination, found, Mode.EDIT, form, faults)
    except StaleEditError as error:
        return _collision(award_round, nomination_id, form, error)
    if sealing:
        flash(_("Vurderingen er levert og forseglet."), "success")
    else:
        flash(_("%(saved)s.", saved=sheets.saved_words(work(), found)), "success")
    return _back_to_sheet(nomination_id)


@blueprint.post("/vurdering/<int:nomination_id>/lagre")
@needs(Permission.SCORE)
def autosave(nomination_id: int) -> Response | tuple[Response, int]:
    """Save a draft of the sheet while it is being written."""
    award_round, nomination, _found = scores.open_nomination(work(), nomination_id)
    form = _form(award_round)
    if form.off_scale:
        words = " ".join(_off_scale(award_round, form).values())
        return jsonify(error=_("Ikke lagret. %(why)s", why=words), reload=False), 422
    try:
        saved = scores.save_draft(work(), nomination, form.given)
    except StaleEditError:
        words = _(
            "Ikke lagret. Skjemaet er lagret et annet sted siden du åpnet det her. Trykk «Lagre utkast» for å se begge og velge."
        )
        return jsonify(error=words, reload=True), 409
    return jsonify(saved=sheets.saved_words(work(), saved), version=saved.version)


@blueprint.get("/vurdering/<int:nomination_id>/endre")
@needs(Permission.REVISE_SHEET)
def change(nomination_id: int) -> str | BaseResponse:
    """Show a sealed sheet to be changed, with a reason."""
    award_round, nomination, found = scores.open_nomination(work(), nomination_id)
    may.require(work(), Permission.REVISE_SHEET, award_round)
    if found is None or found.sealed_at is None:
        return redirect(url_for("scores.sheet", nomination_id=nomination_id), 303)
    view = sheets.lay_out(work(), award_round, found, Mode.CHANGE)
    return _page(award_round, nomination, view)


@blueprint.post("/vurdering/<int:nomination_id>/endre")
@needs(Permission.REVISE_SHEET)
def revise(nomination_id: int) -> BaseResponse | tuple[str, int]:
    """Seal a changed sheet as a new revision."""
    award_round, nomination, found = scores.open_nomination(work(), nomination_id)
    may.require(work(), Permission.REVISE_SHEET, award_round)
    if found is None or found.sealed_at is None:
        return redirect(url_for("scores.sheet", nomination_id=nomination_id), 303)
    form = _form(award_round)
    before = found.revision_count
    faults = _off_scale(award_round, form)
    try:
        if not faults:
            found = scores.revise(work(), nomination, form.given, form.reason)
    except SheetIncompleteError as error:
        faults = _lacking(award_round, error.lacks)
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
    """Go to the sheet itself: on a phone the text stands above it."""
    return redirect(url_for("scores.sheet", nomination_id=nomination_id, _anchor="skjema"), 303)


def _short_names(award_round: Round) -> dict[str, str]:
    return {c.key: formats.in_language(c.short) for c in award_round.criteria}


def _off_scale(award_round: Round, form: SheetForm) -> dict[str, str]:
    scale, names = scores.scale(award_round), _short_names(award_round)
    return {
        sheets.field_of(key): _(
            "%(criterion)s: Skriv et tall fra %(low)s til %(high)s, i steg på %(step)s.",
            criterion=names[key],
            low=sheets.number(scale.low),
            high=sheets.number(scale.high),
            step=sheets.number(scale.step),
        )
        for key in form.off_scale
    }


def _lacking(award_round: Round, lacks: Lacks) -> dict[str, str]:
    names = _short_names(award_round)
    faults = {
        sheets.field_of(key): _("Sett poeng på «%(criterion)s».", criterion=names[key])
        for key in lacks.criteria
    }
    if lacks.grounds:
        faults["grounds"] = _("Skriv en begrunnelse.")
    return faults


def _refused(
    award_round: Round,
    nomination: Nomination,
    found: ScoreSheet | None,
    mode: Mode,
    form: SheetForm,
    faults: Mapping[str, str],
) -> tuple[str, int]:
    """Show what was sent again, with what is wrong with it."""
    view = sheets.lay_out(work(), award_round, found, mode, form, faults)
    return _page(award_round, nomination, view, faults=faults), 422


def _collision(
    award_round: Round, nomination_id: int, form: SheetForm, error: StaleEditError
) -> tuple[str, int]:
    """Show what was sent beside what has been stored in the meantime. She chooses."""
    award_round, nomination, found = scores.open_nomination(work(), nomination_id)
    form = replace(form, version=error.version)
    sealed = found is not None and found.sealed_at is not None
    mode = Mode.CHANGE if sealed else Mode.EDIT
    view = sheets.lay_out(work(), award_round, found, mode, form)
    stored = sheets.stored_elsewhere(award_round, error)
    return _page(award_round, nomination, view, stored=stored), 409


def _page(
    award_round: Round,
    nomination: Nomination,
    view: sheets.View,
    **more: Any,
) -> str:
    paper = papers.lay_out(work(), award_round, nomination)
    desk = desks_of.desk(work(), award_round)
    summary = desks.summarise(work(), award_round, desk)
    opening = desk_words.opening(summary, award_round)
    stand_in(award_round, next_step=opening.next_step, on_behalf_of=summary.institution)
    return render_template(
        "scores/sheet.html",
        award_round=award_round,
        nomination=nomination,
        paper=paper,
        view=view,
        pager=_pager(desk, nomination.id),
        institution=summary.institution,
        **more,
    )


@dataclass(frozen=True)
class Neighbour:
    """Another nomination on the work list: its candidates, and where it is."""

    name: str
    url: str


@dataclass(frozen=True)
class Pager:
    """What comes before and after a nomination on the work list."""

    previous: Neighbour | None
    following: Neighbour | None
    to_do: Neighbour | None
    """The next that is not handed in, from here on and then from the top."""


def _pager(desk: Desk, nomination_id: int) -> Pager:
    entries = [entry for entry in desk.entries if entry.reveals]
    at = next(place for place, entry in enumerate(entries) if entry.id == nomination_id)
    around = [*entries[at + 1 :], *entries[:at]]
    wanted = (
        entries[at - 1] if at else None,
        entries[at + 1] if at + 1 < len(entries) else None,
        next((entry for entry in around if entry.task in desks.LEFT), None),
    )
    names = lists.names(work().session, [entry.id for entry in wanted if entry])
    return Pager(
        *(
            Neighbour(names[entry.id], url_for("scores.sheet", nomination_id=entry.id))
            if entry
            else None
            for entry in wanted
        )
    )
