"""What the scores say of each juror: all of them for the chair, her own sheet for each."""

from flask import Blueprint, render_template

from app.services import figures, rounds
from app.web.context import stand_in
from app.web.guards import signed_in
from app.web.ranking import jurors_page
from app.web.seats import own_body
from app.web.transaction import work

blueprint = Blueprint("ranking_jurors", __name__)


@blueprint.get("/priser/<round:slug>/rangering/medlemmer")
@signed_in
def show(slug: str) -> str:
    """Show every juror's severity and influence."""
    award_round = rounds.by_slug(work().session, slug)
    panel = figures.of_all(work(), award_round)
    stand_in(award_round, on_behalf_of=own_body(work(), award_round))
    return render_template(
        "ranking/jurors.html",
        award_round=award_round,
        page=jurors_page.of_all(award_round, panel),
    )


@blueprint.get("/priser/<round:slug>/rangering/medlemmer/<int:appointment_id>")
@signed_in
def sheet(slug: str, appointment_id: int) -> str:
    """Show one juror's figures: her own to herself, anybody's to the chair."""
    award_round = rounds.by_slug(work().session, slug)
    found = figures.of_one(work(), award_round, appointment_id)
    stand_in(award_round, on_behalf_of=own_body(work(), award_round))
    is_own = figures.is_own(work(), award_round, appointment_id)
    return render_template(
        "ranking/juror.html",
        award_round=award_round,
        page=jurors_page.of_one(award_round, found, is_own=is_own),
    )
