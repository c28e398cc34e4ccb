"""The step of a round's set-up that says who may nominate, and who submits."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.rules.lifecycle import Phase
from app.services import nominators
from app.services.nominators import NobodyError
from app.services.work import LockedError
from app.web.guards import needs
from app.web.setup.routes import enter
from app.web.transaction import work
from app.words import organisations as words
from app.words.text import _

blueprint = Blueprint("nominators", __name__)


@blueprint.get("/priser/<round:slug>/oppsett/forslagsstillere")
@needs(Permission.SET_UP_ROUND)
def show(slug: str) -> str:
    """Show who may nominate in a round."""
    award_round = enter(slug)
    return _page(
        award_round,
        award_round.nominators,
        signs=award_round.signatory_required,
        asks=award_round.takes_support,
    )


@blueprint.post("/priser/<round:slug>/oppsett/forslagsstillere")
@needs(Permission.SET_UP_ROUND)
def save(slug: str) -> str | tuple[str, int] | Response:
    """Set who may nominate in a round."""
    award_round = enter(slug)
    kinds, signs = request.form.getlist("nominators"), request.form.get("signatory") == "yes"
    asks = request.form.get("support", "yes") == "yes"
    try:
        nominators.set_nominators(
            work(), award_round, kinds, signatory_required=signs, takes_support=asks
        )
    except NobodyError:
        error = _("Velg minst én.")
        return _page(award_round, kinds, signs=signs, asks=asks, error=error), 422
    except LockedError:
        error = _locked(award_round)
        return _page(award_round, kinds, signs=signs, asks=asks, error=error), 409
    flash(_("Lagret."))
    return redirect(url_for("setup.index", slug=slug), 303)


def _locked(award_round: Round) -> str:
    if award_round.phase(work().now) is Phase.OPEN:
        return _(
            "Utlysningen er åpen. Dere kan slippe til flere, men ikke stenge ute noen som har lest at de kan sende inn, eller stenge for støtteerklæringer."
        )
    return _("Fristen er ute. Hvem som kunne sende inn, kan ikke endres lenger.")


def _page(award_round: Round, kinds: list[str], *, signs: bool, asks: bool, error: str = "") -> str:
    return render_template(
        "nominators/show.html",
        award_round=award_round,
        kinds=words.kind_choices(),
        chosen=kinds,
        signs="yes" if signs else "no",
        asks="yes" if asks else "no",
        error=error,
        is_open=nominators.is_open(award_round, work().now),
        is_called=award_round.phase(work().now) is Phase.OPEN,
    )
