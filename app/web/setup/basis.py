"""What the final is decided by: a choice beside the stages, stored by itself."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from app.rules.access import Permission
from app.rules.ballots import StageBasis
from app.services import rounds
from app.services.work import LockedError, StaleEditError
from app.web.guards import needs
from app.web.setup import stages
from app.web.setup.routes import enter
from app.web.transaction import work
from app.words.rounds import basis as words
from app.words.rounds import stages as stage_words
from app.words.text import _

blueprint = Blueprint("setup_basis", __name__)


@blueprint.post("/priser/<round:slug>/oppsett/finalen")
@needs(Permission.SET_UP_ROUND)
def store(slug: str) -> Response | tuple[str, int]:
    """Choose what the final of a round is decided by."""
    award_round = enter(slug)
    sent = request.form.get("basis", "")
    if sent not in set(StageBasis):
        return stages.again(award_round, {"basis": _("Velg ett av svarene.")}), 422
    try:
        rounds.set_basis(work(), award_round, StageBasis(sent), base=request.form.get("base", ""))
    except LockedError:
        return stages.again(award_round, {"": stage_words.locked()}), 409
    except StaleEditError:
        return stages.again(award_round, {"basis": words.changed()}), 409
    flash(_("Lagret."), "success")
    return redirect(url_for("setup.index", slug=slug), 303)
