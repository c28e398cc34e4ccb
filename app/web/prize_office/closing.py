"""Closing a prize, on a page that says first who is told what; and opening it again."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Prize
from app.rules.access import Permission
from app.services import closings, foresight, may, rounds
from app.services.foresight import ForeseenOtherwiseError
from app.services.nominations import ReasonMissingError
from app.web import acts
from app.web.acts import ActPage
from app.web.guards import needs
from app.web.prize_office.routes import blueprint
from app.web.prizes import at_hand
from app.web.transaction import work
from app.words import formats
from app.words.acts import closings as words
from app.words.rounds.glance import title
from app.words.text import _


def _prize(prize_slug: str) -> Prize:
    may.require_installation(work(), Permission.MANAGE_PRIZES)
    return at_hand.named(prize_slug)


def _desk(prize: Prize) -> Response:
    return redirect(url_for("prize_office.show", prize_slug=prize.slug), 303)


@blueprint.get("/<prize_slug>/lukk")
@needs(Permission.MANAGE_PRIZES)
def before_closing(prize_slug: str) -> str | Response:
    """Show what closing a prize leads to."""
    prize = _prize(prize_slug)
    return _desk(prize) if prize.closed_at else _closing(prize)


@blueprint.post("/<prize_slug>/lukk")
@needs(Permission.MANAGE_PRIZES)
def close(prize_slug: str) -> Response | tuple[str, int]:
    """Close a prize, as it was shown."""
    prize = _prize(prize_slug)
    if prize.closed_at:
        return _desk(prize)
    reason = request.form.get("reason", "")
    try:
        closings.close(work(), prize, reason, seen=acts.seen())
    except ReasonMissingError:
        return _closing(prize, reason, _("Skriv hvorfor prisen blir lukket.")), 422
    except ForeseenOtherwiseError:
        return _closing(prize, reason, is_stale=True), 409
    flash(_("Prisen er lukket."))
    return _desk(prize)


def _closing(prize: Prize, reason: str = "", error: str = "", *, is_stale: bool = False) -> str:
    seen = closings.foresee(work(), prize)
    held = rounds.of_prize(work().session, prize)
    name = formats.in_language(prize.name)
    act = ActPage(
        words.before_closing(name, [title(one) for one in held if one.slug in seen.going_on], seen),
        foresight.stamp(seen),
        action=url_for("prize_office.close", prize_slug=prize.slug),
        back=url_for("prize_office.show", prize_slug=prize.slug),
        over=name,
        is_stale=is_stale,
    )
    return render_template("prize_office/close.html", act=act, reason=reason, error=error)


@blueprint.get("/<prize_slug>/apne")
@needs(Permission.MANAGE_PRIZES)
def before_opening(prize_slug: str) -> str | Response:
    """Ask why a prize is opened again."""
    prize = _prize(prize_slug)
    return _opening(prize) if prize.closed_at else _desk(prize)


@blueprint.post("/<prize_slug>/apne")
@needs(Permission.MANAGE_PRIZES)
def reopen(prize_slug: str) -> Response | tuple[str, int]:
    """Open a prize again."""
    prize = _prize(prize_slug)
    if not prize.closed_at:
        flash(_("Prisen er åpen."))
        return _desk(prize)
    reason = request.form.get("reason", "")
    try:
        closings.reopen(work(), prize, reason)
    except ReasonMissingError:
        return _opening(prize, _("Skriv hvorfor prisen åpnes igjen.")), 422
    flash(_("Prisen er åpnet igjen."))
    return _desk(prize)


def _opening(prize: Prize, error: str = "") -> str:
    last = next(iter(closings.of_prize(work().session, prize)), None)
    return render_template("prize_office/open.html", prize=prize, last=last, error=error)
