"""The declaration of writing aids: a page of its own, since it is asked in every form."""

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Nomination
from app.rules import writing_aids as rules
from app.rules.access import Permission, WrongPhaseError
from app.rules.lifecycle import NominationState
from app.rules.writing_aids import WRITING_AIDS, Used
from app.services import nominations
from app.services.nominations import writing_aids
from app.services.work import NotFoundError, StaleEditError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.nominations.routes import blueprint
from app.web.transaction import work
from app.words.nominations import status as nomination_words
from app.words.nominations import writing_aids as words

AIDS = "/forslag/<int:nomination_id>/skriveverktoy"


@blueprint.get(AIDS)
@needs(Permission.EDIT_NOMINATION)
def aids(nomination_id: int) -> str | Response:
    """Ask what was used."""
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = nominations.require(work(), Permission.READ_OWN_NOMINATION, nomination)
    window = nominations.window_of(award_round, nomination, work().now)
    if window is None and nomination.state is NominationState.DRAFT:
        raise WrongPhaseError(Permission.EDIT_NOMINATION, award_round.phase(work().now))
    if window is None or window.is_partial:
        return redirect(url_for("nominations.review", nomination_id=nomination_id))
    nominations.require(work(), Permission.EDIT_NOMINATION, nomination)
    asked = "check" in request.args
    return _page(nomination, writing_aids.as_data(nomination), asked=asked)


@blueprint.post(AIDS)
@needs(Permission.EDIT_NOMINATION)
def declare_aids(nomination_id: int) -> Response:
    """Store what was declared, and go on to the review."""
    nomination = nominations.by_id(work().session, nomination_id)
    nominations.require(work(), Permission.READ_OWN_NOMINATION, nomination)
    used = request.form.get("used", "")
    sent = {
        "used": used if used in set(Used) else "",
        "what": request.form.get("what", "").strip() if used == Used.SOME else "",
    }
    try:
        nominations.save(
            work(), nomination, {WRITING_AIDS: sent}, base=request.form.get("version", "")
        )
    except StaleEditError as stale:
        theirs = rules.fitting(stale.theirs[WRITING_AIDS])
        return make_response(_page(nomination, sent, theirs=words.in_short(theirs)), 409)
    if rules.find_fault(sent) is not None:
        # Stored as it is, as in every part of a draft; and what lacks is said.
        return redirect(url_for("nominations.aids", nomination_id=nomination_id, check=1), 303)
    return redirect(url_for("nominations.review", nomination_id=nomination_id), 303)


def _page(
    nomination: Nomination,
    declared: dict[str, str],
    *,
    asked: bool = False,
    theirs: str = "",
) -> str:
    award_round = nominations.require(work(), Permission.EDIT_NOMINATION, nomination)
    if not writing_aids.is_asked(award_round):
        raise NotFoundError(WRITING_AIDS)
    stand_in(
        award_round,
        next_step=nomination_words.next_step(nomination, award_round, work().now),
        on_behalf_of=nomination_words.on_behalf_of(nomination, work().actor),
    )
    fault = rules.find_fault(declared) if asked else None
    return render_template(
        "nominations/aids.html",
        nomination=nomination,
        award_round=award_round,
        title=nomination_words.title_of(nomination),
        declared=declared,
        choices=words.choices(),
        base=nominations.base_of(nomination, [WRITING_AIDS]),
        faults={fault.part: words.message(fault)} if fault else {},
        theirs=theirs,
        most=rules.MOST_CHARACTERS,
    )
