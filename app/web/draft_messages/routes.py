"""Writing to everybody with a draft: the text, how it will look and how many get it, and sending."""

from secrets import token_urlsafe

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.services import accounts, draft_messages, rounds
from app.services.draft_messages import MessageFaultError, NobodyError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.seats import body_of
from app.web.transaction import work
from app.words import drafts as words
from app.words.text import _

blueprint = Blueprint("draft_messages", __name__)
PATH = "/priser/<round:slug>/meldinger/til-utkast"


@blueprint.get(PATH)
@needs(Permission.WRITE_TO_DRAFTS)
def write(slug: str) -> str:
    """Show what a message is written in, and what was sent before."""
    return _page(_enter(slug), "", "")


@blueprint.post(f"{PATH}/se-over")
@needs(Permission.WRITE_TO_DRAFTS)
def look_over(slug: str) -> str | tuple[str, int]:
    """Show the message as it will be, and how many get it. Nothing is stored."""
    award_round = _enter(slug)
    title, body = request.form.get("title", ""), request.form.get("body", "")
    if "rett" in request.form:
        return _page(award_round, title, body)
    try:
        draft_messages.insist(title, body)
    except MessageFaultError as fault:
        return _page(award_round, title, body, words.message_faults(fault.faults)), 422
    return render_template(
        "draft_messages/look_over.html",
        award_round=award_round,
        title=title.strip(),
        body=body.strip(),
        receivers=draft_messages.count(work(), award_round),
        token=token_urlsafe(16),
    )


@blueprint.post(PATH)
@needs(Permission.WRITE_TO_DRAFTS)
def send(slug: str) -> Response | tuple[str, int]:
    """Send it, once."""
    award_round = _enter(slug)
    title, body = request.form.get("title", ""), request.form.get("body", "")
    token = request.form.get("token", "")[:32] or token_urlsafe(16)
    try:
        sent = draft_messages.send(work(), award_round, title=title, body=body, token=token)
    except MessageFaultError as fault:
        return _page(award_round, title, body, words.message_faults(fault.faults)), 422
    except NobodyError:
        flash(_("Ingen har utkast nå, så meldingen er ikke sendt."), "warning")
    else:
        flash(words.sent_to(sent.receivers))
    return redirect(url_for("draft_messages.write", slug=award_round.slug), 303)


def _enter(slug: str) -> Round:
    award_round = rounds.by_slug(work().session, slug)
    draft_messages.count(work(), award_round)
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    return award_round


def _page(
    award_round: Round, title: str, body: str, errors: list[tuple[str, str]] | None = None
) -> str:
    sent = draft_messages.of_round(work().session, award_round)
    return render_template(
        "draft_messages/write.html",
        award_round=award_round,
        title=title,
        body=body,
        errors=errors or [],
        receivers=draft_messages.count(work(), award_round),
        sent=sent,
        names=accounts.names_of(work().session, [one.sent_by_id for one in sent]),
    )
