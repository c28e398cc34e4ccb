"""Entering sheets that came in on paper, one after the other, and what became of them."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.rules.numbers import row_number
from app.services import may, rounds, scores
from app.services.scores import PaperRefusedError, SheetIncompleteError
from app.services.work import NotFoundError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.papers import page
from app.web.scores.forms import SheetForm, read_sheet
from app.web.scores.sheet import lacking, unreadable
from app.web.seats import body_of
from app.web.transaction import work
from app.words.jury import papers as words
from app.words.text import _

blueprint = Blueprint("papers", __name__)
PATH = "/priser/<round:slug>/papirskjemaer"
JUROR, NOMINATION = "jury", "forslag"
"""Whose sheet, and for which nomination: what the fields are called, in addresses too."""


@blueprint.get(PATH)
@needs(Permission.ENTER_PAPER)
def show(slug: str) -> str:
    """Show for whom a sheet can be entered, the sheet to fill in, and what was entered."""
    return _page(rounds.by_slug(work().session, slug))


@blueprint.post(PATH)
@needs(Permission.ENTER_PAPER)
def enter(slug: str) -> Response | tuple[str, int]:
    """Enter a sheet, and ask its juror to confirm it."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.ENTER_PAPER, award_round)
    keys = [criterion.key for criterion in award_round.criteria]
    form = read_sheet(request.form, keys, scores.scale(award_round))
    nomination_id = row_number(request.form.get(NOMINATION)) or 0
    juror = row_number(request.form.get(JUROR)) or 0
    faults = unreadable(award_round, form)
    if not nomination_id:
        faults = {NOMINATION: _("Velg hvilket forslag skjemaet gjelder.")} | faults
    try:
        if not faults:
            paper = scores.enter(work(), award_round, nomination_id, juror, form.given)
    except PaperRefusedError as error:
        faults = {_at(award_round, juror): str(words.FAULTS[error.fault])}
    except SheetIncompleteError as error:
        faults = lacking(award_round, error.lacks)
    if faults:
        return _page(award_round, form, faults), 422
    flash(
        _(
            "Papirskjemaet fra %(name)s er ført inn. Det teller når det er bekreftet.",
            name=paper.appointment.person_name,
        ),
        "success",
    )
    return redirect(url_for("papers.show", slug=slug, jury=juror), 303)


@blueprint.post(f"{PATH}/<int:paper_id>/ta-tilbake")
@needs(Permission.ENTER_PAPER)
def withdraw(slug: str, paper_id: int) -> Response:
    """Take back a sheet that awaits its juror's answer."""
    award_round = rounds.by_slug(work().session, slug)
    try:
        paper = scores.withdraw(work(), award_round, paper_id)
    except NotFoundError:
        flash(_("Skjemaet venter ikke lenger på svar. Listen under sier hvordan det gikk."))
    else:
        name = paper.appointment.person_name
        flash(_("Papirskjemaet fra %(name)s er tatt tilbake.", name=name), "success")
    return redirect(url_for("papers.show", slug=slug), 303)


def _at(award_round: Round, juror: int) -> str:
    """Say at which field it stands that a sheet cannot be entered: at one that the page has."""
    jurors = [one.appointment.id for one in scores.blanks(work(), award_round)]
    at_hand = JUROR if jurors else ""
    return NOMINATION if juror in jurors else at_hand


def _page(
    award_round: Round, form: SheetForm | None = None, faults: Mapping[str, str] | None = None
) -> str:
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    view = page.lay_out(
        work(),
        award_round,
        juror=row_number(request.values.get(JUROR)),
        nomination=row_number(request.form.get(NOMINATION)),
        form=replace(form, version=0) if form else None,
        faults=faults or {},
    )
    return render_template(
        "papers/show.html", award_round=award_round, view=view, faults=faults or {}
    )
