"""The outbox of a round: who is told what, and whether it has left. Never what it says."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.rules.access import Permission
from app.services import may, notices, rounds
from app.web.context import stand_in
from app.web.guards import needs
from app.web.notices import page
from app.web.seats import body_of
from app.web.transaction import work
from app.words import outbox as words

blueprint = Blueprint("notices", __name__)


@blueprint.get("/priser/<round:slug>/meldinger")
@needs(Permission.VIEW_NOTICES)
def outbox(slug: str) -> str:
    """List the messages of a round, newest first."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.VIEW_NOTICES, award_round)
    laid_out = page.lay_out(work(), award_round)
    stand_in(
        award_round,
        next_step=laid_out.next_step,
        on_behalf_of=body_of(work(), award_round),
    )
    return render_template("notices/outbox.html", award_round=award_round, page=laid_out)


@blueprint.post("/priser/<round:slug>/meldinger/send-igjen")
@needs(Permission.SEND_AGAIN)
def send_again(slug: str) -> Response:
    """Have messages tried anew: the one that is named, or all that are held up."""
    award_round = rounds.by_slug(work().session, slug)
    count = notices.send_again(work(), award_round, request.form.get("notice"))
    flash(words.queued_anew(count))
    return redirect(url_for("notices.outbox", slug=award_round.slug), 303)
