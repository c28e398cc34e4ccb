"""The audit trail: everything that happened, in order, for those who check it afterwards."""

from flask import Blueprint, render_template, request, url_for

from app.models import AuditEvent, Round
from app.rules.access import Permission
from app.rules.numbers import page_number
from app.services import accounts, audit, may, rounds
from app.web.context import stand_in
from app.web.guards import needs
from app.web.transaction import work
from app.words import audit as audit_words
from app.words.text import _

blueprint = Blueprint("audit", __name__)


@blueprint.get("/runder/<slug>/hendelseslogg")
@needs(Permission.VIEW_ROUND_AUDIT)
def trail(slug: str) -> str:
    """Show what happened in a round, newest first."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.VIEW_ROUND_AUDIT, award_round)
    stand_in(award_round)
    return _page(award_round, _("Hendelseslogg"))


@blueprint.get("/hendelseslogg")
@needs(Permission.VIEW_INSTALLATION_AUDIT)
def installation() -> str:
    """Show what happened in the installation itself, newest first."""
    may.require_installation(work(), Permission.VIEW_INSTALLATION_AUDIT)
    return _page(None, _("Hendelseslogg for systemet"))


def _page(award_round: Round | None, title: str) -> str:
    number = page_number(request.args.get("side"))
    page = audit.page_of_events(work().session, award_round, number)
    names = accounts.names_of(work().session, [event.actor_id for event in page.events])
    return render_template(
        "audit/trail.html",
        award_round=award_round,
        heading=title,
        page=page,
        names=names,
        happened={event.id: audit_words.happened(event) for event in page.events},
        newer=_link(award_round, page.number - 1) if page.number > 1 else "",
        older=_link(award_round, page.number + 1) if page.number < page.pages else "",
        first=_position(page.events[0]) if page.events else 0,
        last=_position(page.events[-1]) if page.events else 0,
    )


def _position(event: AuditEvent) -> int:
    return event.position


def _link(award_round: Round | None, number: int) -> str:
    if award_round is None:
        return url_for("audit.installation", side=number)
    return url_for("audit.trail", slug=award_round.slug, side=number)
