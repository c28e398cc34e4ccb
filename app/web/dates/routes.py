"""The dates of a round: what they are, and changing them until they take effect."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.services import may, phases, rounds
from app.services.nominations import ReasonMissingError
from app.services.phases import DatesQuestionedError, DatesRefusedError
from app.services.work import StaleEditError
from app.web.context import stand_in
from app.web.dates import page
from app.web.dates.forms import DatesForm, read_dates
from app.web.guards import needs
from app.web.seats import body_of
from app.web.transaction import work
from app.words.rounds import dates as words
from app.words.text import _

blueprint = Blueprint("dates", __name__)


@blueprint.get("/priser/<round:slug>/datoer")
@needs(Permission.VIEW_DATES)
def show(slug: str) -> str:
    """Show the dates of a round, what was changed, and the form that changes them."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.VIEW_DATES, award_round)
    return _page(award_round)


@blueprint.post("/priser/<round:slug>/datoer")
@needs(Permission.CHANGE_DATES)
def change(slug: str) -> Response | tuple[str, int]:
    """Change the dates of a round."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.CHANGE_DATES, award_round)
    sent = read_dates(request.form, phases.free_dates(award_round, work().now))
    given, errors = sent.read(award_round)
    if errors:
        return _page(award_round, sent, errors), 422
    try:
        made = phases.change_dates(
            work(),
            award_round,
            given,
            sent.reason,
            base=sent.base,
            is_confirmed=sent.is_confirmed,
        )
    except DatesRefusedError as error:
        found = {date.value: words.said(fault) for date, fault in error.faults.items()}
        return _page(award_round, sent, found), 422
    except ReasonMissingError:
        missing = {"reason": _("Skriv hvorfor datoene endres.")}
        return _page(award_round, sent, missing), 422
    except DatesQuestionedError as error:
        asked = words.question(award_round.dates | given, error.far)
        return _page(award_round, sent, {"confirm": asked}, asked), 422
    except StaleEditError as error:
        again = replace(sent, base=error.version, is_confirmed=False)
        return _page(award_round, again, is_stale=True), 409
    flash(_("Datoene er endret.") if made else _("Ingenting er endret."))
    return redirect(url_for("dates.show", slug=slug), 303)


def _page(
    award_round: Round,
    sent: DatesForm | None = None,
    errors: Mapping[str, str] | None = None,
    question: str = "",
    *,
    is_stale: bool = False,
) -> str:
    view = page.lay_out(work(), award_round, sent, errors, question, is_stale=is_stale)
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    return render_template("dates/show.html", award_round=award_round, view=view)
