"""Candidates proposed by others: the secretariat tells them, and they answer by their links."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.documents.links import Purpose
from app.models import Nomination
from app.rules.access import Permission
from app.rules.forms import is_email
from app.rules.lifecycle import UndeclaredMoveError
from app.rules.numbers import row_number
from app.services import accounts, nominations, rounds, tellings
from app.services.spent_links import SpentLinkError
from app.services.tellings import AddressMissingError, OwnCandidateError, To
from app.services.work import NotFoundError
from app.web import errors, languages
from app.web.accounts import links
from app.web.context import stand_in
from app.web.guards import needs, public
from app.web.prizes import at_hand
from app.web.seats import body_of
from app.web.tellings import page as pages
from app.web.tellings.page import TellingPage
from app.web.transaction import work
from app.words import tellings as words
from app.words.text import _

blueprint = Blueprint("tellings", __name__)


@blueprint.errorhandler(SpentLinkError)
def spent(error: SpentLinkError) -> Response:
    """Say why a candidate's link does not count, and whom to ask."""
    ways = [(_("Spør sekretariatet"), url_for("pages.contact"))]
    return errors.page(410, *words.spent(error.why), ways)


PATH = "/forslag/<int:nomination_id>/kandidaten"


@blueprint.get(PATH)
@needs(Permission.TELL_CANDIDATES)
def before(nomination_id: int) -> str:
    """Show who can be told, who has been, and what they see."""
    return _page(_find(nomination_id))


@blueprint.post(PATH)
@needs(Permission.TELL_CANDIDATES)
def tell(nomination_id: int) -> Response | tuple[str, int]:
    """Tell a candidate."""
    nomination, sent = _find(nomination_id), request.form
    email = sent.get("email", "").strip()
    if email and not is_email(email):
        fault = [("email", _("Skriv en e-postadresse, for eksempel navn@kommune.no."))]
        return _page(nomination, fault), 422
    language = sent.get("language", "")
    to = To(email, sent.get("name", "").strip(), language if language in languages.CODES else "nb")
    try:
        told = tellings.tell(work(), nomination, row_number(sent.get("candidate")) or 0, to)
    except AddressMissingError:
        fault = [("email", _("Ingen er registrert for kandidaten. Skriv en e-postadresse."))]
        return _page(nomination, fault), 422
    except (OwnCandidateError, NotFoundError):
        return _page(nomination, [("candidate", _("Velg hvilken kandidat du sier fra til."))]), 422
    except UndeclaredMoveError:
        return _page(nomination, [("candidate", words.not_admitted())]), 409
    flash(words.told(len(told)))
    return redirect(url_for("tellings.before", nomination_id=nomination_id), 303)


def _find(nomination_id: int) -> Nomination:
    nomination = nominations.by_id(work().session, nomination_id)
    # Before the phase is asked about: whether there is a draft is its writers' alone to know.
    if nomination.reference is None or not nomination.versions:
        raise NotFoundError(f"nomination {nomination_id}")
    nominations.require(work(), Permission.TELL_CANDIDATES, nomination)
    return nomination


def _page(nomination: Nomination, faults: list[tuple[str, str]] | None = None) -> str:
    award_round = rounds.by_id(work().session, nomination.round_id)
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    told = tellings.of_nomination(work().session, nomination)
    reach = tellings.candidates_of(work().session, nomination)
    return render_template(
        "tellings/before.html",
        award_round=award_round,
        nomination=nomination,
        candidates=[one for one in reach if not one.is_own],
        choices=[(one.position, one.called) for one in reach if not one.is_own],
        is_admitted=nomination.state in nominations.IN_JUDGING,
        told=[(one, words.standing(one, work().now)) for one in told],
        names=accounts.names_of(work().session, [one.told_by_id for one in told]),
        errors=faults or [],
        sent=request.form,
    )


@blueprint.get("/kandidat/<token>")
@public
def show(token: str) -> str:
    """Show a candidate what is said of her. Looking at it answers nothing."""
    link = links.read(Purpose.CANDIDATE, token)
    found = tellings.find(work().session, link.row_id, link.nonce, work().now)
    return _shown(token, pages.lay_out(work(), found))


@blueprint.post("/kandidat/<token>/ja")
@public
def confirm(token: str) -> str:
    """Say that it is all right."""
    link = links.read(Purpose.CANDIDATE, token)
    found = tellings.confirm(work(), link.row_id, link.nonce)
    at_hand.speak_of(rounds.by_id(work().session, found.nomination.round_id).prize)
    return render_template("tellings/answered.html", said=words.confirmed(found.candidate))


@blueprint.post("/kandidat/<token>/nei")
@public
def decline(token: str) -> str | tuple[str, int]:
    """Say no: the nomination is out."""
    link = links.read(Purpose.CANDIDATE, token)
    reason = request.form.get("reason", "")
    if len(reason) > words.LONGEST_REASON:
        found = tellings.find(work().session, link.row_id, link.nonce, work().now)
        fault = [("reason", words.reason_too_long())]
        return _shown(token, pages.lay_out(work(), found), fault), 422
    found = tellings.decline(work(), link.row_id, link.nonce, reason)
    at_hand.speak_of(rounds.by_id(work().session, found.nomination.round_id).prize)
    return render_template("tellings/answered.html", said=words.declined(found.candidate))


def _shown(token: str, page: TellingPage, faults: list[tuple[str, str]] | None = None) -> str:
    at_hand.speak_of(page.prize)
    return render_template(
        "tellings/show.html",
        page=page,
        token=token,
        errors=faults or [],
        reason=request.form.get("reason", ""),
    )
