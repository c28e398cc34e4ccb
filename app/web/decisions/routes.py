"""The decision: the chair writes it and seals it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Decision, Round
from app.rules.access import Permission, Verdict
from app.rules.decisions import DecisionLack
from app.rules.lifecycle import Phase
from app.services import accounts, decisions, may, nominations, ranking, rounds
from app.services.decisions import DecisionIncompleteError, DecisionInput
from app.services.work import StaleEditError
from app.web.context import stand_in
from app.web.decisions import page
from app.web.decisions.forms import read_decision
from app.web.guards import needs
from app.web.seats import own_body
from app.web.transaction import work
from app.words import formats
from app.words.text import _

blueprint = Blueprint("decisions", __name__)


@blueprint.get("/runder/<slug>/avgjorelse")
@needs(Permission.DECIDE, Permission.VIEW_DECISION)
def decide(slug: str) -> str:
    """Let the chair write the decision; afterwards, show what was sealed."""
    award_round = rounds.by_slug(work().session, slug)
    decision = decisions.for_reader(work(), award_round)
    if decision is not None and decision.sealed_at is not None:
        return _sealed(award_round, decision)
    return _form(award_round, decisions.as_input(award_round, decision), saved=decision)


@blueprint.post("/runder/<slug>/avgjorelse")
@needs(Permission.DECIDE)
def save(slug: str) -> Response | tuple[str, int]:
    """Save the draft, or seal the decision."""
    award_round = rounds.by_slug(work().session, slug)
    given = read_decision(request.form, [criterion.key for criterion in award_round.criteria])
    finalise = request.form.get("act") == "finalise"
    try:
        if finalise:
            decisions.finalise(work(), award_round, given)
        else:
            decisions.save(work(), award_round, given)
    except DecisionIncompleteError as error:
        kept = replace(given, version=error.version)
        return _form(award_round, kept, lacks=error.lacks), 422
    except StaleEditError as error:
        mine = replace(given, version=error.version)
        return _form(award_round, mine, theirs=error.theirs), 409
    if finalise:
        flash(_("Avgjørelsen er forseglet. Nå skal tidspunktet for kunngjøringen settes."))
    else:
        saved = formats.time_of_day(work().now)
        flash(_("Utkastet er lagret på serveren %(time)s.", time=saved))
    return redirect(url_for("decisions.decide", slug=slug), 303)


def _form(
    award_round: Round,
    given: DecisionInput,
    *,
    saved: Decision | None = None,
    lacks: Sequence[DecisionLack] = (),
    theirs: Mapping[str, Any] | None = None,
) -> str:
    table = ranking.for_actor(work(), award_round)
    stand_in(
        award_round,
        next_step=_("Skriv avgjørelsen og forsegl den"),
        on_behalf_of=own_body(work(), award_round),
    )
    return render_template(
        "decisions/decide.html",
        award_round=award_round,
        page=page.to_write(award_round, table, given, saved, lacks, theirs),
    )


def _sealed(award_round: Round, decision: Decision) -> str:
    phase = award_round.phase(work().now)
    settled = award_round.embargo_until is not None
    announces = may.decide(work(), Permission.ANNOUNCE, award_round) is Verdict.ALLOWED
    stand_in(
        award_round,
        next_step=_("Sett tidspunktet for kunngjøringen")
        if phase is Phase.DECIDED and not settled and announces
        else "",
        on_behalf_of=own_body(work(), award_round),
    )
    judged = nominations.admitted(work().session, award_round)
    names = accounts.names_of(work().session, [decision.sealed_by_id])
    return render_template(
        "decisions/sealed.html",
        award_round=award_round,
        page=page.sealed(decision, judged, names.get(decision.sealed_by_id or 0, ""), phase),
    )
