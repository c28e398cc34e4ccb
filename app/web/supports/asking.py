"""Asking for statements of support: who has been asked, and what has come."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Nomination, Round
from app.rules.access import Permission
from app.services import nominations, supports
from app.services.supports import NotAskedError, SupportFaultsError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.languages import CODES
from app.web.supports.forms import AskForm
from app.web.transaction import work
from app.words import supports as words
from app.words.nominations import status as nomination_words
from app.words.text import _

blueprint = Blueprint("supports", __name__)
PAGE = "/forslag/<int:nomination_id>/stotte"


@blueprint.get(PAGE)
@needs(Permission.READ_OWN_NOMINATION)
def show(nomination_id: int) -> str:
    """List who has been asked, and the form that asks somebody."""
    return _page(*_own(nomination_id), AskForm(formdata=None))


@blueprint.post(PAGE)
@needs(Permission.EDIT_NOMINATION)
def ask(nomination_id: int) -> Response | tuple[str, int]:
    """Ask somebody."""
    nomination, award_round = _own(nomination_id)
    form = AskForm()
    try:
        supports.ask(
            work(),
            nomination,
            name=form.name.data or "",
            body=form.body.data or "",
            email=form.email.data or "",
            language=form.language.data if form.language.data in CODES else "nb",
        )
    except SupportFaultsError as wrong:
        for name, fault in wrong.faults.items():
            form[name].errors = [words.fault(fault, name)]
        return _page(nomination, award_round, form), 422
    except NotAskedError:
        return _page(nomination, award_round, form), 409
    flash(_("Spørsmålet er sendt til %(address)s.", address=form.email.data))
    return redirect(url_for("supports.show", nomination_id=nomination_id), 303)


@blueprint.post(f"{PAGE}/<int:support_id>/igjen")
@needs(Permission.EDIT_NOMINATION)
def ask_again(nomination_id: int, support_id: int) -> Response | tuple[str, int]:
    """Send the question once more."""
    nomination, award_round = _own(nomination_id)
    try:
        asked = supports.ask_again(work(), nomination, support_id)
    except NotAskedError:
        return _page(nomination, award_round, AskForm(formdata=None)), 409
    flash(_("Spørsmålet er sendt til %(address)s på nytt.", address=asked.email))
    return redirect(url_for("supports.show", nomination_id=nomination_id), 303)


@blueprint.post(f"{PAGE}/<int:support_id>/ta-tilbake")
@needs(Permission.EDIT_NOMINATION)
def take_back(nomination_id: int, support_id: int) -> Response | tuple[str, int]:
    """Ask somebody no longer."""
    nomination, award_round = _own(nomination_id)
    try:
        asked = supports.take_back(work(), nomination, support_id)
    except NotAskedError:
        return _page(nomination, award_round, AskForm(formdata=None)), 409
    flash(_("%(name)s er ikke spurt lenger, og får beskjed.", name=asked.name))
    return redirect(url_for("supports.show", nomination_id=nomination_id), 303)


def _own(nomination_id: int) -> tuple[Nomination, Round]:
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = nominations.require(work(), Permission.READ_OWN_NOMINATION, nomination)
    stand_in(
        award_round,
        next_step=nomination_words.next_step(nomination, award_round, work().now),
        on_behalf_of=nomination.organisation.name if nomination.organisation else "",
    )
    return nomination, award_round


def _page(nomination: Nomination, award_round: Round, form: AskForm) -> str:
    window = nominations.window_of(award_round, nomination, work().now)
    held = supports.of_nomination(work().session, nomination)
    return render_template(
        "supports/show.html",
        nomination=nomination,
        award_round=award_round,
        title=nomination_words.title_of(nomination),
        lines=[words.line(one, supports.is_in(nomination, one), work().now) for one in held],
        may_ask=supports.may_ask(award_round, window),
        is_full=len(held) >= supports.MOST,
        form=form,
        posted=request.method == "POST",
    )
