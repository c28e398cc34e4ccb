"""Writing a statement of support, by a personal link and without an account."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.documents.links import Purpose
from app.models import Round, Support
from app.services import rounds, supports
from app.services.spent_links import Spent, SpentLinkError
from app.services.supports import FrozenError, SupportFaultsError
from app.web import errors
from app.web.accounts import links
from app.web.guards import public
from app.web.prizes import at_hand
from app.web.supports.forms import GiveForm
from app.web.transaction import work
from app.words import supports as words
from app.words.text import _

blueprint = Blueprint("support_links", __name__)


@blueprint.get("/stotte/<token>")
@public
def show(token: str) -> str | Response:
    """Show for whom it is, and what she has written. Looking at it uses up nothing."""
    try:
        found, award_round = _find(token)
    except SpentLinkError as spent:
        return _spent(spent)
    form = GiveForm(formdata=None, obj=found)
    form.approved.data = False
    return _page(token, found, award_round, form)


@blueprint.post("/stotte/<token>")
@public
def give(token: str) -> BaseResponse | tuple[str, int]:
    """Take what she has written and approved."""
    try:
        found, award_round = _find(token)
        form = GiveForm()
        if not form.approved.data:
            form.approved.errors = [_("Kryss av for at du godkjenner det du har skrevet.")]
            return _page(token, found, award_round, form), 422
        supports.give(
            work().session,
            found,
            work().now,
            name=form.name.data or "",
            body=form.body.data or "",
            role=form.role.data or "",
            text=form.text.data or "",
        )
    except SupportFaultsError as wrong:
        for name, fault in wrong.faults.items():
            form[name].errors = [words.fault(fault, name)]
        return _page(token, found, award_round, form), 422
    except SpentLinkError as spent:
        return _spent(spent)
    except FrozenError:
        return _spent(SpentLinkError(Spent.USED))
    flash(_("Takk! Støtteerklæringen er lagret, og følger med når forslaget blir sendt inn."))
    return redirect(url_for("support_links.show", token=token), 303)


@blueprint.post("/stotte/<token>/trekk")
@public
def withdraw(token: str) -> BaseResponse | str:
    """Withdraw what she has written, or say no."""
    try:
        found, _award_round = _find(token)
        supports.withdraw(work().session, found, work().now)
    except SpentLinkError as spent:
        return _spent(spent)
    except FrozenError:
        return _spent(SpentLinkError(Spent.USED))
    return render_template("supports/withdrawn.html", asker=words.asker(found))


def _find(token: str) -> tuple[Support, Round]:
    link = links.read(Purpose.SUPPORT, token)
    found = supports.find(work().session, link.row_id, link.nonce)
    award_round = rounds.by_id(work().session, found.nomination.round_id)
    at_hand.speak_of(award_round.prize)
    return found, award_round


def _spent(spent: SpentLinkError) -> Response:
    title, text = words.spent(spent.why)
    return errors.page(410, title, text)


def _page(token: str, found: Support, award_round: Round, form: GiveForm) -> str:
    return render_template(
        "supports/give.html",
        support=found,
        award_round=award_round,
        asker=words.asker(found),
        names=found.nomination.candidate_names,
        form=form,
        token=token,
        is_open=supports.is_open(award_round, found, work().now),
        standing=words.standing_of(found, frozen=supports.is_frozen(found)),
        until=words.until(award_round, found, work().now),
        most_words=supports.MOST_WORDS,
    )
