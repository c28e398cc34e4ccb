"""The ranking, everyone's sheets side by side, and the decision."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Decision, Round
from app.rules.access import Permission, Verdict
from app.rules.decisions import MINIMUM_STATEMENT_WORDS
from app.rules.lifecycle import Phase
from app.services import accounts, decisions, nominations, ranking, rounds, scores
from app.services.decisions import DecisionIncompleteError, DecisionInput
from app.services.ranking import Ranking, Row
from app.services.work import StaleEditError
from app.web import formats
from app.web.context import stand_in
from app.web.forms.decisions import read_decision
from app.web.guards import needs, signed_in
from app.web.text import _
from app.web.transaction import work
from app.web.views import decision_words, heat, verdict
from app.web.views.decision_words import own_body

blueprint = Blueprint("decisions", __name__)


@blueprint.get("/runder/<slug>/rangering", endpoint="ranking")
@signed_in
def ranking_page(slug: str) -> str:
    """Show the ranking that the reader may see."""
    award_round = rounds.by_slug(work().session, slug)
    table = ranking.for_actor(work(), award_round)
    may_decide = _may_decide(award_round, table)
    stand_in(
        award_round,
        next_step=_("Ta avgjørelsen når drøftingen er ferdig") if may_decide else "",
        on_behalf_of=own_body(work(), award_round),
    )
    return render_template(
        "decisions/ranking.html",
        award_round=award_round,
        table=table,
        says=verdict.says(table),
        reasons=verdict.reasons(table),
        hidden_differences=verdict.hidden_differences(table),
        may_decide=may_decide,
        **_drawing(award_round),
    )


@blueprint.get("/runder/<slug>/rangering/<int:nomination_id>")
@signed_in
def sheets(slug: str, nomination_id: int) -> str:
    """Show everyone's scores and grounds for one nomination, the most disputed first."""
    award_round = rounds.by_slug(work().session, slug)
    table = ranking.for_actor(work(), award_round)
    row = table.row(nomination_id)
    stand_in(award_round, on_behalf_of=own_body(work(), award_round))
    place = table.rows.index(row)
    return render_template(
        "decisions/sheets.html",
        award_round=award_round,
        table=table,
        row=row,
        criteria=_most_disputed_first(award_round, row),
        before=table.rows[place - 1] if place else None,
        after=table.rows[place + 1] if place + 1 < len(table.rows) else None,
        **_drawing(award_round),
    )


@blueprint.get("/runder/<slug>/avgjorelse")
@needs(Permission.DECIDE)
def decide(slug: str) -> str:
    """Let the chair write the decision; afterwards, show what was sealed."""
    award_round = rounds.by_slug(work().session, slug)
    decision = decisions.for_chair(work(), award_round)
    if decision is not None and decision.sealed_at is not None:
        return _sealed(award_round, decision)
    return _form(award_round, decisions.as_input(award_round, decision), decision=decision)


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
        return _form(award_round, kept, errors=decision_words.lacks(error.lacks)), 422
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
    decision: Decision | None = None,
    errors: list[tuple[str, str]] | None = None,
    theirs: dict[str, Any] | None = None,
) -> str:
    table = ranking.for_actor(work(), award_round)
    stand_in(
        award_round,
        next_step=_("Skriv avgjørelsen og forsegl den"),
        on_behalf_of=own_body(work(), award_round),
    )
    names = {row.nomination.id: row.nomination.candidate_names for row in table.rows}
    differences = decision_words.differences(award_round, theirs, given, names) if theirs else []
    return render_template(
        "decisions/decide.html",
        award_round=award_round,
        table=table,
        given=given,
        decision=decision,
        errors=errors or [],
        messages=dict(errors or []),
        differences=differences,
        says=verdict.says(table),
        first=[row for row in table.rows if row.ranked.place == 1],
        least_words=MINIMUM_STATEMENT_WORDS,
    )


def _sealed(award_round: Round, decision: Decision) -> str:
    phase = rounds.phase(award_round, work().now)
    settled = award_round.embargo_until is not None
    stand_in(
        award_round,
        next_step=_("Sett tidspunktet for kunngjøringen")
        if phase is Phase.DECIDED and not settled
        else "",
        on_behalf_of=own_body(work(), award_round),
    )
    judged = nominations.admitted(work().session, award_round)
    return render_template(
        "decisions/sealed.html",
        award_round=award_round,
        decision=decision,
        sealed_by=accounts.names_of(work().session, [decision.sealed_by_id]).get(
            decision.sealed_by_id or 0, ""
        ),
        named=decision_words.named(decision),
        places=decision_words.places(decision, judged),
        is_announced=phase not in {Phase.JUDGING, Phase.DECIDED},
    )


def _drawing(award_round: Round) -> dict[str, Any]:
    """Give what the tables of scores need to be drawn."""
    scale = scores.scale(award_round)
    return {
        "scale": scale,
        "shade": lambda value: heat.shade(value, scale),
        "heat_key": heat.key(scale),
        "score": heat.short,
        "signed": heat.signed,
        "across": lambda value: heat.across(value, scale, 320, 10),
        "steps": range(int(scale.low), int(scale.high) + 1),
    }


def _most_disputed_first(award_round: Round, row: Row) -> list[Any]:
    return sorted(
        award_round.criteria, key=lambda criterion: -(row.criterion_spread(criterion.key) or 0)
    )


def _may_decide(award_round: Round, table: Ranking) -> bool:
    verdict_ = rounds.decide(work(), Permission.DECIDE, award_round, impartial=table.is_whole)
    return verdict_ is Verdict.ALLOWED
