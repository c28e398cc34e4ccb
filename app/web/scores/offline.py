"""What a juror takes along and brings back: the reading book, the workbook, her own scores."""

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.documents import books as documents
from app.models import Round
from app.rules.access import Permission, WrongPhaseError
from app.rules.workbooks import Fault, Reading
from app.rules.workbooks import read as read_workbook
from app.services import books, impartiality, may, own_scores, rounds, scores, workbooks
from app.services.foresight import ForeseenOtherwiseError
from app.services.work import StaleEditError
from app.services.workbooks import Choice, MissingChoiceError
from app.spreadsheets import UnreadableError, filling_of
from app.web import downloads, uploads
from app.web.context import stand_in
from app.web.guards import needs
from app.web.scores import book as book_page
from app.web.scores import carried
from app.web.scores import preview as preview_page
from app.web.scores.carried import ExpiredError, TooMuchError
from app.web.scores.grids import grids_of
from app.web.scores.routes import blueprint
from app.web.transaction import work
from app.web.uploads import FileError
from app.words.jury import own as own_words
from app.words.jury import previews
from app.words.jury import workbooks as words
from app.words.text import _

Answer = str | tuple[str, int] | BaseResponse


@blueprint.get("/priser/<round:slug>/vurdering/leseheftet.pdf")
@needs(Permission.READ_AS_JURY)
def book(slug: str) -> Response:
    """Give all that she may read as one document."""
    award_round = rounds.by_slug(work().session, slug)
    found = books.gather(work(), award_round)
    data = book_page.lay_out(work(), award_round, found)
    made_at = max(one.versions[-1].submitted_at for one in found.nominations)
    return downloads.file(documents.book(data, made_at), "pdf", f"{slug}-leseheftet")


@blueprint.get("/priser/<round:slug>/vurdering/poeng.xlsx")
@needs(Permission.SCORE)
def workbook(slug: str) -> Response | tuple[str, int]:
    """Give the workbook to fill in."""
    award_round = rounds.by_slug(work().session, slug)
    try:
        offered = workbooks.offer(work(), award_round)
    except WrongPhaseError:
        return _closed(award_round)
    filling = words.filling(award_round, scores.scale(award_round), offered, work().now)
    return downloads.file(filling_of(filling), "xlsx", f"{slug}-poeng")


@blueprint.get("/priser/<round:slug>/vurdering/mine-poeng.<" + downloads.KINDS + ":kind>")
@needs(Permission.VIEW_DESK)
def own(slug: str, kind: str) -> Response:
    """Give what she has scored herself."""
    award_round = rounds.by_slug(work().session, slug)
    table = own_words.table(award_round, own_scores.own_sheets(work(), award_round))
    return downloads.table(table, kind, f"{slug}-mine-poeng")


@blueprint.get("/priser/<round:slug>/vurdering/regneark")
@needs(Permission.SCORE)
def choose_workbook(slug: str) -> Answer:
    """Show where the workbook is had, and where it is sent back."""
    award_round = rounds.by_slug(work().session, slug)
    try:
        return _choose(award_round)
    except WrongPhaseError:
        return _closed(award_round)


@blueprint.post("/priser/<round:slug>/vurdering/regneark")
@needs(Permission.SCORE)
@uploads.takes_file
def send_workbook(slug: str) -> Answer:
    """Show what a workbook would change. Nothing is stored."""
    award_round = rounds.by_slug(work().session, slug)
    try:
        _require(award_round)
        reading = _read(award_round, uploads.sent("file"))
        if whole := next((fault for fault in reading.faults if not fault.sheet), None):
            return _choose(award_round, _said(award_round, whole)), 422
        shown = preview_page.lay_out(work(), award_round, reading)
    except WrongPhaseError:
        return _closed(award_round)
    except FileError as error:
        return _choose(award_round, str(error)), 422
    except UnreadableError as error:
        return _choose(award_round, previews.unreadable(error.fault)), 422
    except TooMuchError:
        return _choose(award_round, _too_much()), 422
    page = _preview(award_round, shown)
    return (page, 422) if shown.faults else page


@blueprint.post("/priser/<round:slug>/vurdering/regneark/lagre")
@needs(Permission.SCORE)
def store_workbook(slug: str) -> Answer:
    """Store what a workbook brought: all that was shown, or nothing."""
    award_round = rounds.by_slug(work().session, slug)
    try:
        sheets = carried.unpack(work(), award_round, request.form.get(carried.FIELD, ""))
    except ExpiredError:
        return _expired(award_round)
    choices = {one.mark.nomination_id: _chosen(one.mark.nomination_id) for one in sheets}
    hands_in = "hand_in" in request.form
    seen = request.form.get("seen", "")
    try:
        stored = workbooks.store(work(), award_round, sheets, choices, seen, hand_in=hands_in)
    except MissingChoiceError as missing:
        shown = preview_page.lay_out(
            work(), award_round, Reading(sheets), choices, hands_in=hands_in
        )
        return _preview(award_round, shown, missing=missing), 422
    except (ForeseenOtherwiseError, StaleEditError):
        shown = preview_page.lay_out(
            work(), award_round, Reading(sheets), choices, hands_in=hands_in
        )
        return _preview(award_round, shown, is_other=True), 409
    flash(previews.stored(stored.drafts, stored.sealed, stored.revised), "success")
    return redirect(url_for("scores.desk", slug=slug), 303)


def _require(award_round: Round) -> None:
    """Insist that she gives scores in the round, now."""
    may.require(work(), Permission.SCORE, award_round)
    impartiality.appointment_of(work(), award_round)


def _read(award_round: Round, content: bytes) -> Reading:
    stage = award_round.stage
    mine = impartiality.appointment_of(work(), award_round)
    holder = (award_round.id, stage.id if stage else 0, mine)
    return read_workbook(
        grids_of(content), words.headings(award_round.criteria), scores.scale(award_round), holder
    )


def _chosen(nomination_id: int) -> Choice:
    takes = {"workbook": True, "stored": False}.get(request.form.get(f"takes-{nomination_id}", ""))
    return Choice(takes, request.form.get(f"reason-{nomination_id}", ""))


def _choose(award_round: Round, fault: str = "") -> str:
    offered = workbooks.offer(work(), award_round)
    stand_in(award_round, next_step=_("Regnearket"))
    return render_template(
        "scores/choose_workbook.html", award_round=award_round, count=len(offered), fault=fault
    )


def _preview(
    award_round: Round,
    shown: preview_page.PreviewPage,
    missing: MissingChoiceError | None = None,
    *,
    is_other: bool = False,
) -> str:
    errors = {}
    if missing is not None:
        errors = {f"takes-{one}": _("Velg hva som skal gjelde.") for one in missing.conflicts}
        errors |= {
            f"reason-{one}": _("Skriv hvorfor du endrer vurderingen.") for one in missing.reasons
        }
    stand_in(award_round, next_step=_("Regnearket"))
    return render_template(
        "scores/workbook_preview.html",
        award_round=award_round,
        view=shown,
        errors=errors,
        is_other=is_other,
        carried=carried.FIELD,
    )


def _closed(award_round: Round) -> tuple[str, int]:
    """Say that no scores are given now, of whoever would give them otherwise."""
    stand_in(award_round, next_step=_("Ingenting nå"))
    return render_template("scores/workbook_closed.html", award_round=award_round), 409


def _expired(award_round: Round) -> Answer:
    try:
        return _choose(
            award_round, _("Det er for lenge siden filen ble lest. Velg den på nytt.")
        ), 422
    except WrongPhaseError:
        return _closed(award_round)


def _said(award_round: Round, fault: Fault) -> str:
    return previews.said(fault, award_round.criteria, scores.scale(award_round))


def _too_much() -> str:
    return _("Regnearket har mer ny tekst enn vi kan ta imot på én gang. Del det i to.")
