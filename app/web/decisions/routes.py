"""The decision: the chair writes it and seals it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import (
    Blueprint,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

from app.models import Decision, Round
from app.rules.access import Permission, Verdict
from app.rules.decisions import DecisionLack
from app.rules.lifecycle import Phase
from app.rules.numbers import row_number
from app.services import accounts, decisions, foresight, may, nominations, rounds
from app.services.decisions import DecisionIncompleteError, DecisionInput
from app.services.foresight import ForeseenOtherwiseError
from app.services.work import StaleEditError
from app.web import acts
from app.web.acts import ActPage
from app.web.context import stand_in
from app.web.decisions import page
from app.web.decisions.forms import read_decision
from app.web.decisions.names import ADD, LEAST
from app.web.guards import needs
from app.web.seats import own_body
from app.web.transaction import work
from app.words import drafts, formats
from app.words.acts.jury import before_sealing
from app.words.rounds.glance import title
from app.words.text import _

blueprint = Blueprint("decisions", __name__)


@blueprint.get("/priser/<round:slug>/avgjorelse")
@needs(Permission.DECIDE, Permission.VIEW_DECISION)
def decide(slug: str) -> str:
    """Let the chair write the decision; afterwards, show what was sealed."""
    award_round = rounds.by_slug(work().session, slug)
    decision = decisions.for_reader(work(), award_round)
    if decision is not None and decision.sealed_at is not None:
        return _sealed(award_round, decision)
    return _form(award_round, decisions.as_input(award_round, decision), saved=_saved(decision))


@blueprint.post("/priser/<round:slug>/avgjorelse")
@needs(Permission.DECIDE)
def save(slug: str) -> Response | tuple[str, int]:
    """Save the draft, and go on to the page before sealing it if it is whole."""
    award_round = rounds.by_slug(work().session, slug)
    given = _sent(award_round)
    seals = request.form.get("act") == "finalise"
    try:
        if seals:
            decisions.prepare(work(), award_round, given)
        else:
            decisions.save(work(), award_round, given)
    except DecisionIncompleteError as error:
        kept = replace(given, version=error.version)
        return _form(award_round, kept, lacks=error.lacks), 422
    except StaleEditError as error:
        mine = replace(given, version=error.version)
        return _form(award_round, mine, theirs=error.theirs), 409
    name = request.form.get("act", "").removeprefix(ADD)
    if name in LEAST:
        lines: dict[str, Any] = {name: len(request.form.getlist(name)) + 1}
        anchor = f"{name}-{lines[name]}"
        return redirect(url_for("decisions.decide", slug=slug, **lines, _anchor=anchor), 303)
    if seals:
        return redirect(url_for("decisions.before", slug=slug, regler=given.rulebook), 303)
    saved = formats.time_of_day(work().now)
    flash(_("Utkastet er lagret på serveren %(time)s.", time=saved))
    return redirect(url_for("decisions.decide", slug=slug), 303)


@blueprint.post("/priser/<round:slug>/avgjorelse/lagre")
@needs(Permission.DECIDE)
def autosave(slug: str) -> Response:
    """Save the draft while it is being written."""
    award_round = rounds.by_slug(work().session, slug)
    try:
        decision = decisions.save(work(), award_round, _sent(award_round))
    except StaleEditError:
        words = _(
            "Ikke lagret. Utkastet er lagret et annet sted siden du åpnet det her. Trykk «Lagre utkast» for å se begge og velge."
        )
        return make_response(jsonify(error=words, reload=True), 409)
    return make_response(jsonify(saved=_saved(decision), version=decision.version))


def _saved(decision: Decision | None) -> str:
    """Say when the draft was last stored."""
    return drafts.saved(decision.saved_at, work().now) if decision else ""


def _sent(award_round: Round) -> DecisionInput:
    return read_decision(request.form, [criterion.key for criterion in award_round.criteria])


@blueprint.get("/priser/<round:slug>/avgjorelse/forsegl")
@needs(Permission.DECIDE)
def before(slug: str) -> Response | tuple[str, int]:
    """Show what sealing the draft leads to, before it is sealed."""
    return _before(rounds.by_slug(work().session, slug))


@blueprint.post("/priser/<round:slug>/avgjorelse/forsegl")
@needs(Permission.DECIDE)
def finalise(slug: str) -> Response | tuple[str, int]:
    """Seal the draft, as it was shown."""
    award_round = rounds.by_slug(work().session, slug)
    decision = decisions.for_reader(work(), award_round)
    given = replace(decisions.as_input(award_round, decision), rulebook=_rulebook())
    try:
        decisions.finalise(work(), award_round, given, seen=acts.seen())
    except ForeseenOtherwiseError:
        return _before(award_round, is_stale=True)
    except DecisionIncompleteError as error:
        return _form(award_round, given, saved=_saved(decision), lacks=error.lacks), 422
    flash(_("Avgjørelsen er forseglet. Nå skal tidspunktet for kunngjøringen settes."))
    return redirect(url_for("decisions.decide", slug=slug), 303)


def _rulebook() -> int | None:
    """Give the version of the rules that she wrote with in sight."""
    return row_number(request.values.get("regler"))


def _before(award_round: Round, *, is_stale: bool = False) -> Response | tuple[str, int]:
    try:
        foreseen = decisions.foresee(work(), award_round, _rulebook())
    except DecisionIncompleteError as error:
        decision = decisions.for_reader(work(), award_round)
        given = decisions.as_input(award_round, decision)
        return _form(award_round, given, saved=_saved(decision), lacks=error.lacks), 422
    words = before_sealing(foreseen)
    stand_in(award_round, next_step=words.title, on_behalf_of=own_body(work(), award_round))
    act = ActPage(
        words,
        foresight.stamp(foreseen),
        action=url_for("decisions.finalise", slug=award_round.slug),
        back=url_for("decisions.decide", slug=award_round.slug),
        over=title(award_round),
        is_stale=is_stale,
        fields={"regler": str(foreseen.rulebook)},
    )
    return acts.render(award_round, act), acts.status(act)


def _form(
    award_round: Round,
    given: DecisionInput,
    *,
    saved: str = "",
    lacks: Sequence[DecisionLack] = (),
    theirs: Mapping[str, Any] | None = None,
) -> str:
    held = page.order(work(), award_round)
    stand_in(
        award_round,
        next_step=_("Skriv avgjørelsen og forsegl den"),
        on_behalf_of=own_body(work(), award_round),
    )
    return render_template(
        "decisions/decide.html",
        award_round=award_round,
        page=page.to_write(
            award_round,
            held,
            given,
            saved,
            lacks,
            theirs,
            _asked(),
            page.finalists(work(), award_round),
        ),
    )


def _asked() -> dict[str, int]:
    """Say how many lines of names the chair has asked for, by list."""
    return {name: row_number(request.args.get(name)) or 0 for name in LEAST}


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
        page=page.sealed(
            decision,
            judged,
            names.get(decision.sealed_by_id or 0, ""),
            phase,
            page.named_in(work(), award_round),
        ),
    )
