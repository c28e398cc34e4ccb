"""What the secretariat does at its desk beside screening: notes, checks, comparing, many at once."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.rules.access import Permission
from app.rules.numbers import row_number
from app.services import admissions, may, notes, residents, rounds
from app.services.notes import NoteFaultError
from app.services.residents import FindingMissingError, OtherVersionError
from app.services.work import NotFoundError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.screening import compare_page
from app.web.screening.forms import CheckForm, NoteForm
from app.web.screening.routes import blueprint, find, other_version, show_again
from app.web.seats import body_of
from app.web.transaction import work
from app.words import formats
from app.words.nominations import screening as words
from app.words.text import _

CLEAR, FOUND = "clear", "found"


@blueprint.post("/forslag/<int:nomination_id>/notat")
@needs(Permission.ANNOTATE)
def write_note(nomination_id: int) -> Response | tuple[str, int]:
    """Write a note on a nomination."""
    nomination, form = find(nomination_id), NoteForm()
    try:
        notes.write(work(), nomination, form.note.data or "")
    except NoteFaultError as fault:
        form.note.errors = [
            _("Notatet kan ha høyst %(limit)s tegn.", limit=formats.whole(notes.LONGEST))
            if fault.too_long
            else _("Skriv hva du vil notere.")
        ]
        return show_again(nomination, note=form), 422
    flash(_("Notatet er lagret."))
    return redirect(url_for("screening.show", nomination_id=nomination_id, _anchor="beskjed"), 303)


@blueprint.post("/forslag/<int:nomination_id>/beboere")
@needs(Permission.ANNOTATE)
def check_residents(nomination_id: int) -> Response | tuple[str, int]:
    """Put on record that a version was looked through for residents, and what was found."""
    nomination, form = find(nomination_id), CheckForm()
    if form.outcome.data not in (CLEAR, FOUND):
        form.outcome.errors = [_("Velg hva du fant.")]
        return show_again(nomination, check=form), 422
    try:
        residents.check(
            work(),
            nomination,
            is_clear=form.outcome.data == CLEAR,
            finding=form.finding.data or "" if form.outcome.data == FOUND else "",
            version=row_number(request.form.get("version", "")) or 0,
        )
    except FindingMissingError:
        form.finding.errors = [_("Skriv hva du fant, og hvor i teksten det står.")]
        return show_again(nomination, check=form), 422
    except OtherVersionError:
        return other_version(nomination)
    flash(_("Det er ført at du har sett gjennom forslaget."))
    return redirect(url_for("screening.show", nomination_id=nomination_id, _anchor="beskjed"), 303)


@blueprint.get("/forslag/<int:nomination_id>/sammenlign/<int:other_id>")
@needs(Permission.READ_SUBMITTED)
def compare(nomination_id: int, other_id: int) -> str:
    """Show two nominations of a round side by side."""
    one, other = find(nomination_id), find(other_id)
    if one.round_id != other.round_id or one.id == other.id:
        raise NotFoundError(f"nomination {other_id} beside {nomination_id}")
    award_round = rounds.by_id(work().session, one.round_id)
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    return render_template(
        "screening/compare.html",
        award_round=award_round,
        both=(one, other),
        view=compare_page.compare(work(), award_round, one, other),
    )


@blueprint.get("/priser/<round:slug>/forslag/ta-opp")
@needs(Permission.SCREEN)
def before_admitting(slug: str) -> str:
    """Show which nominations would be admitted together, and which not."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.SCREEN, award_round)
    numbers = [row_number(value) for value in request.args.getlist("forslag")]
    chosen = {number for number in numbers if number}
    everything = request.args.get("alle") == "1"
    waiting = admissions.foresee(work(), award_round, None if everything else chosen)
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    return render_template(
        "screening/admit.html",
        award_round=award_round,
        ready=[one for one in waiting if one.why is None],
        left_out=[(one, words.left_out(one.number, one.why)) for one in waiting if one.why],
    )


@blueprint.post("/priser/<round:slug>/forslag/ta-opp")
@needs(Permission.SCREEN)
def admit_many(slug: str) -> Response:
    """Admit the nominations that were shown, as they were shown."""
    award_round = rounds.by_slug(work().session, slug)
    shown = {}
    for sent in request.form.getlist("forslag"):
        number, _colon, version = sent.partition(":")
        nomination_id = row_number(number)
        if nomination_id:
            shown[nomination_id] = row_number(version) or 0
    done = admissions.admit_all(work(), award_round, shown)
    if done.admitted:
        flash(words.admitted_many(len(done.admitted)))
    for left, why in done.left_out:
        flash(words.left_out(left, why), "warning")
    if not done.admitted and not done.left_out:
        flash(_("Ingen forslag var valgt."), "warning")
    return redirect(url_for("screening.inbox", slug=award_round.slug), 303)
