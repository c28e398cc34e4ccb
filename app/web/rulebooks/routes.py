"""The rules of judging: what they say, how they were amended, and amending them."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission, Role
from app.services import may, phases, rounds, rulebooks
from app.services.rulebooks import AmendmentRefusedError
from app.services.work import StaleEditError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.rulebooks import page
from app.web.rulebooks.forms import AmendmentForm, read_amendment
from app.web.seats import own_body
from app.web.transaction import work
from app.words import rulebooks as words
from app.words.rulebooks import RuleChange
from app.words.text import _

blueprint = Blueprint("rulebooks", __name__)


@blueprint.get("/priser/<round:slug>/regler")
@needs(Permission.VIEW_RULES)
def show(slug: str) -> str:
    """Show the rules of a round in words, with every version of them."""
    return _page(rounds.by_slug(work().session, slug))


@blueprint.post("/priser/<round:slug>/regler")
@needs(Permission.AMEND_RULES)
def amend(slug: str) -> Response | tuple[str, int]:
    """Amend the rules."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.AMEND_RULES, award_round)
    sent = read_amendment(request.form, [criterion.key for criterion in award_round.criteria])
    errors = _errors(award_round, sent)
    if errors:
        return _page(award_round, sent, errors), 422
    try:
        rulebooks.amend(work(), award_round, sent.rules(), sent.reason, sent.base)
    except AmendmentRefusedError as error:
        found = page.faults(error.faults, sent, _seats(award_round))
        return _page(award_round, sent, found), 422
    except StaleEditError as error:
        stored, mine = (rulebooks.from_data(one) for one in (error.theirs, error.yours))
        apart = words.differences(award_round, stored, mine)
        again = replace(sent, base=error.version, is_confirmed=False)
        return _page(award_round, again, apart=apart), 409
    flash(_("Reglene er endret. Juryen får beskjed, med grunnen."), "success")
    return redirect(url_for("rulebooks.show", slug=slug), 303)


def _errors(award_round: Round, sent: AmendmentForm) -> dict[str, str]:
    """Say everything at once that is wrong with what was sent; by field."""
    found = page.unreadable(sent)
    if not found and sent.base == award_round.rulebook.version:
        faults = rulebooks.faults(work().session, award_round, sent.rules(), sent.reason)
        found = page.faults(faults, sent, _seats(award_round))
    if not sent.is_confirmed:
        found["confirm"] = _("Kryss av for at du har lest hva endringen fører til.")
    return found


def _seats(award_round: Round) -> int:
    return rulebooks.choices(work().session, award_round).seats


def _page(
    award_round: Round,
    sent: AmendmentForm | None = None,
    errors: dict[str, str] | None = None,
    apart: Sequence[RuleChange] | None = None,
) -> str:
    versions = rulebooks.versions(work(), award_round)
    in_office = Role.SECRETARIAT in may.roles(work(), award_round)
    stand_in(
        award_round,
        on_behalf_of=award_round.prize.secretariat.name
        if in_office
        else own_body(work(), award_round),
    )
    opened_at = phases.scores_opened_at(work().session, award_round)
    return render_template(
        "rulebooks/show.html",
        award_round=award_round,
        page=page.make(award_round, versions, _seats(award_round), opened_at, sent, errors, apart),
    )
