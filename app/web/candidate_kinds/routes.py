"""What can be nominated in a round: which kinds, what each is asked, how many at most."""

from dataclasses import replace

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.services import rounds
from app.services.work import LockedError, StaleEditError
from app.web import errors
from app.web.candidate_kinds import page
from app.web.candidate_kinds.forms import CandidatesForm, read_candidates
from app.web.guards import needs
from app.web.setup.routes import enter
from app.web.transaction import work
from app.words.text import _

blueprint = Blueprint("candidate_kinds", __name__)

CANDIDATES = "/priser/<round:slug>/oppsett/kandidater"


@blueprint.get(CANDIDATES)
@needs(Permission.SET_UP_ROUND)
def show(slug: str) -> str:
    """Show what can be nominated in a round."""
    return _page(enter(slug))


@blueprint.post(CANDIDATES)
@needs(Permission.SET_UP_ROUND)
def save(slug: str) -> Response:
    """Set what can be nominated in a round."""
    award_round = enter(slug)
    sent = read_candidates(request.form)
    rules, wrong = sent.read()
    if rules is None:
        return make_response(_page(award_round, sent, wrong), 422)
    try:
        rounds.set_candidates(work(), award_round, rules, base=sent.base)
    except StaleEditError:
        again = replace(sent, base=rounds.candidate_stamp(award_round))
        return make_response(_page(award_round, again, is_stale=True), 409)
    except LockedError:
        return errors.page(
            409,
            _("Kandidatene er låst"),
            _("Utlysningen er publisert, og folk kan ha begynt på forslag."),
            [(_("Se kandidatene"), url_for("candidate_kinds.show", slug=slug))],
        )
    flash(_("Kandidatene er lagret."))
    return redirect(url_for("setup.index", slug=slug), 303)


def _page(
    award_round: Round,
    sent: CandidatesForm | None = None,
    wrong: dict[str, str] | None = None,
    *,
    is_stale: bool = False,
) -> str:
    return render_template(
        "candidate_kinds/show.html",
        award_round=award_round,
        page=page.candidates_page(award_round, sent, wrong, is_stale=is_stale),
    )
