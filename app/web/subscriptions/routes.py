"""«Tell me when the next call is published»: an address, confirmed by a link, ended by a link."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from app.documents.links import Purpose
from app.models import Prize, Subscription
from app.rules.forms import is_email
from app.services import subscriptions
from app.services.attempts import TooSoonError
from app.web import languages
from app.web.accounts import links, sources
from app.web.guards import public
from app.web.prizes import at_hand
from app.web.transaction import work
from app.words import organisations as organisation_words
from app.words.text import _

blueprint = Blueprint("subscriptions", __name__)


@blueprint.get("/priser/<prize_slug>/varsel")
@public
def show(prize_slug: str) -> str:
    """Show the form to ask for it."""
    return _page(at_hand.named(prize_slug))


@blueprint.post("/priser/<prize_slug>/varsel")
@public
def ask(prize_slug: str) -> str | tuple[str, int]:
    """Send a link to confirm the address by. The answer is the same, whatever is known of it."""
    prize, email = at_hand.named(prize_slug), request.form.get("email", "").strip()
    if not is_email(email):
        return _page(prize, _("Skriv en e-postadresse, for eksempel navn@kommune.no.")), 422
    try:
        subscriptions.ask(
            work().session,
            prize,
            email=email,
            language=languages.selected(),
            network=sources.of_request(email).network,
            now=work().now,
        )
    except TooSoonError as early:
        return _page(prize, organisation_words.too_many_asked(early.seconds)), 429
    return _page(prize, sent_to=email)


def _page(prize: Prize, error: str = "", sent_to: str = "") -> str:
    return render_template(
        "subscriptions/show.html",
        prize=prize,
        email=request.form.get("email", ""),
        errors=[("email", error)] if error else [],
        sent_to=sent_to,
    )


@blueprint.get("/varsel/bekreft/<token>")
@public
def before_confirming(token: str) -> str:
    """Show the button that confirms. Looking at it confirms nothing."""
    link = links.read(Purpose.SUBSCRIPTION, token)
    found = subscriptions.find_unconfirmed(work().session, link.row_id, link.nonce, work().now)
    return _answer("confirm", found)


@blueprint.post("/varsel/bekreft/<token>")
@public
def confirm(token: str) -> str:
    """Confirm an address."""
    link = links.read(Purpose.SUBSCRIPTION, token)
    found = subscriptions.confirm(work().session, link.row_id, link.nonce, work().now)
    return _answer("confirmed", found)


@blueprint.get("/varsel/slutt/<token>")
@public
def before_ending(token: str) -> str:
    """Show the button that takes an address away."""
    link = links.read(Purpose.UNSUBSCRIBING, token)
    return _answer("end", subscriptions.find(work().session, link.row_id, link.nonce))


@blueprint.post("/varsel/slutt/<token>")
@public
def end(token: str) -> Response | str:
    """Take an address away."""
    link = links.read(Purpose.UNSUBSCRIBING, token)
    found = subscriptions.find(work().session, link.row_id, link.nonce)
    page = _answer("ended", found)
    subscriptions.end(work().session, link.row_id, link.nonce)
    return page


def _answer(what: str, found: Subscription) -> str:
    at_hand.speak_of(found.prize)
    return render_template(
        "subscriptions/answer.html", what=what, email=found.email, prize=found.prize
    )
