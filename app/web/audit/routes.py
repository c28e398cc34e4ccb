"""The audit trail: everything that happened, in order, for those who check it afterwards."""

from flask import Blueprint, render_template, request

from app.models import Round
from app.rules.access import Permission, Verdict
from app.rules.numbers import page_number
from app.services import audit, may, rounds
from app.web.audit import check, page
from app.web.audit.check import CheckPage
from app.web.context import stand_in
from app.web.guards import needs
from app.web.transaction import work
from app.words.text import _

blueprint = Blueprint("audit", __name__)


@blueprint.get("/priser/<round:slug>/hendelseslogg")
@needs(Permission.VIEW_ROUND_AUDIT)
def trail(slug: str) -> str:
    """Show what happened in a round, newest first."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.VIEW_ROUND_AUDIT, award_round)
    return _page(award_round)


@blueprint.get("/hendelseslogg")
@needs(Permission.VIEW_INSTALLATION_AUDIT)
def installation() -> str:
    """Show what happened in the installation itself, newest first."""
    may.require_installation(work(), Permission.VIEW_INSTALLATION_AUDIT)
    return _page(None)


@blueprint.post("/priser/<round:slug>/hendelseslogg")
@needs(Permission.CHECK_RECORD)
def check_round(slug: str) -> str:
    """Check the chain of a round, and all that its events vouch for."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.CHECK_RECORD, award_round)
    return _page(award_round, _checked(award_round))


@blueprint.post("/hendelseslogg")
@needs(Permission.CHECK_RECORD)
def check_installation() -> str:
    """Check the installation's chain, and all that its events vouch for."""
    may.require_installation(work(), Permission.CHECK_RECORD)
    return _page(None, _checked(None))


def _checked(award_round: Round | None) -> CheckPage | None:
    """Check, unless the page had no button for it: then there is nothing to say."""
    return check.run(work(), award_round) if _can_check(award_round) else None


def _can_check(award_round: Round | None) -> bool:
    return check.is_possible(audit.length(work().session, award_round.id if award_round else None))


def _page(award_round: Round | None, checked: CheckPage | None = None) -> str:
    if award_round:
        stand_in(award_round)
        verdict = may.decide(work(), Permission.CHECK_RECORD, award_round)
    else:
        verdict = may.decide_installation(work(), Permission.CHECK_RECORD)
    return render_template(
        "audit/trail.html",
        award_round=award_round,
        heading=_("Hendelseslogg") if award_round else _("Hendelseslogg for systemet"),
        page=page.lay_out(work(), award_round, page_number(request.args.get("side"))),
        checks=verdict is Verdict.ALLOWED,
        can_check=_can_check(award_round),
        checked=checked,
    )
