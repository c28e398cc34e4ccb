"""The nominator's pages: her nominations, starting one, looking it over, sending it.

The part of the form that she is writing stands in ``writing.py``, and receipts in ``receipts.py``, on
the same blueprint.
"""

from collections.abc import Sequence

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Nomination, Round
from app.rules.access import Permission
from app.rules.forms import Fault
from app.rules.lifecycle import NominationState
from app.rules.nomination_moves import LIVE
from app.rules.numbers import row_number
from app.services import (
    foresight,
    may,
    nominations,
    nominees,
    organisations,
    rounds,
    withdrawals,
)
from app.services.foresight import ForeseenOtherwiseError
from app.services.nominations import (
    HinderedError,
    IncompleteError,
    NotTakenError,
    ReasonMissingError,
)
from app.services.nominations.writing import KEPT
from app.web import acts, downloads, paging
from app.web.acts import ActPage
from app.web.context import stand_in
from app.web.guards import needs, signed_in
from app.web.nominations import page as pages
from app.web.nominations.forms import WithdrawForm
from app.web.nominations.list_page import own_list
from app.web.transaction import work
from app.words import organisations as words
from app.words.acts.withdrawals import before_withdrawal
from app.words.nominations import papers
from app.words.nominations import status as nomination_words
from app.words.text import _

blueprint = Blueprint("nominations", __name__)


@blueprint.get("/forslag")
@signed_in
def mine() -> str:
    """List the nominations of the organisations that the reader acts for."""
    page = own_list(work(), paging.asked().number)
    if page.first_call is not None and page.bodies:
        stand_in(
            page.first_call,
            next_step=page.next_step,
            on_behalf_of=page.bodies[0].name if len(page.bodies) == 1 else "",
        )
    return render_template("nominations/mine.html", own=page, page=page.page)


@blueprint.get("/priser/<round:slug>/nytt-forslag")
@needs(Permission.START_NOMINATION)
def start(slug: str) -> str:
    """Show what one starts, and on whose behalf."""
    return _start_page(slug)


@blueprint.post("/priser/<round:slug>/nytt-forslag")
@needs(Permission.START_NOMINATION)
def create(slug: str) -> Response:
    """Start a draft, and go to its first part."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.START_NOMINATION, award_round)
    wanted = row_number(request.form.get("organisation"))
    bodies = organisations.of_actor(work())
    body = next((one for one in bodies if one.id == wanted), None)
    if body is None:
        return make_response(_start_page(slug, _("Velg virksomheten forslaget kommer fra.")), 422)
    try:
        nomination = nominations.start(work(), award_round, body)
    except NotTakenError:
        return make_response(_start_page(slug, words.not_taken(body)), 422)
    first = rounds.form(work().session, award_round)[0]
    target = url_for("nominations.edit", nomination_id=nomination.id, key=first.key)
    return redirect(target, 303)


def _start_page(slug: str, error: str = "") -> str:
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.START_NOMINATION, award_round)
    page = pages.start_page(work(), award_round, error)
    stand_in(
        award_round,
        next_step=nomination_words.send_in(award_round) if page.bodies else "",
        on_behalf_of=page.bodies[0].name if len(page.bodies) == 1 else "",
    )
    return render_template("nominations/start.html", award_round=award_round, page=page)


def own(nomination_id: int) -> tuple[Nomination, Round]:
    """Load a nomination of one of the reader's organisations, and tell the page where it is."""
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = nominations.require(work(), Permission.READ_OWN_NOMINATION, nomination)
    stand_in(
        award_round,
        next_step=nomination_words.next_step(
            nomination,
            award_round,
            work().now,
            nominees.announced_ids(work().session, award_round),
        ),
        on_behalf_of=nomination_words.on_behalf_of(nomination, work().actor),
    )
    return nomination, award_round


@blueprint.get("/forslag/<int:nomination_id>/se-over")
@needs(Permission.READ_OWN_NOMINATION)
def review(nomination_id: int) -> str:
    """Show a nomination as the jury will read it, or as it was handed in."""
    nomination, award_round = own(nomination_id)
    return _review_page(nomination, award_round)


def _review_page(
    nomination: Nomination, award_round: Round, refused: Sequence[Fault] | None = None
) -> str:
    return render_template(
        "nominations/review.html",
        nomination=nomination,
        award_round=award_round,
        page=pages.review_page(work(), nomination, award_round, refused),
    )


@blueprint.post("/forslag/<int:nomination_id>/send-inn")
@needs(Permission.SUBMIT_NOMINATION)
def submit(nomination_id: int) -> Response:
    """Send a nomination in. Doing it twice leads to the same receipt."""
    nomination, award_round = own(nomination_id)
    receipt_url = url_for("nominations.receipt", nomination_id=nomination_id)
    if nomination.state not in KEPT:
        return redirect(receipt_url, 303)
    try:
        nominations.submit(work(), nomination)
    except IncompleteError as incomplete:
        return make_response(_review_page(nomination, award_round, incomplete.faults), 422)
    except HinderedError:
        return make_response(_review_page(nomination, award_round), 409)
    return redirect(receipt_url, 303)


@blueprint.get("/forslag/<int:nomination_id>/forslag.docx")
@needs(Permission.READ_OWN_NOMINATION)
def document(nomination_id: int) -> Response:
    """Give the draft, or what was handed in, as a Word document."""
    nomination, award_round = own(nomination_id)
    is_draft = nomination.state is NominationState.DRAFT
    version = None if is_draft else nominations.current_version(nomination)
    form = rounds.form(work().session, award_round)
    paper = papers.written(award_round, form, nomination, version)
    return downloads.word(paper, f"forslag-{nomination.reference or nomination.id}")


@blueprint.get("/forslag/<int:nomination_id>/trekk")
@needs(Permission.WITHDRAW_NOMINATION)
def withdraw(nomination_id: int) -> str | Response:
    """Ask why a nomination is withdrawn, and say what it leads to."""
    nomination, award_round = own(nomination_id)
    if nomination.own_state not in LIVE:
        return redirect(url_for("nominations.review", nomination_id=nomination_id))
    nominations.require(work(), Permission.WITHDRAW_NOMINATION, nomination)
    return _withdraw_page(nomination, award_round, WithdrawForm())


@blueprint.post("/forslag/<int:nomination_id>/trekk")
@needs(Permission.WITHDRAW_NOMINATION)
def confirm_withdrawal(nomination_id: int) -> Response:
    """Withdraw a nomination."""
    nomination, award_round = own(nomination_id)
    target = url_for("nominations.review", nomination_id=nomination_id, _anchor="trukket")
    if nomination.own_state not in LIVE:
        return redirect(target, 303)
    form = WithdrawForm()
    try:
        withdrawals.withdraw(work(), nomination, form.reason.data or "", seen=acts.seen())
    except ReasonMissingError:
        form.reason.errors = [_("Skriv hvorfor dere trekker forslaget.")]
        return make_response(_withdraw_page(nomination, award_round, form), 422)
    except ForeseenOtherwiseError:
        return make_response(_withdraw_page(nomination, award_round, form, is_stale=True), 409)
    return redirect(target, 303)


@blueprint.post("/forslag/<int:nomination_id>/ta-opp-igjen")
@needs(Permission.SUBMIT_NOMINATION)
def take_up_again(nomination_id: int) -> Response:
    """Take a withdrawn nomination up again, as a draft."""
    nomination, _award_round = own(nomination_id)
    withdrawals.take_up_again(work(), nomination)
    flash(_("Forslaget er tatt opp igjen som utkast. Det er ikke sendt inn."))
    return redirect(url_for("nominations.review", nomination_id=nomination_id), 303)


def _withdraw_page(
    nomination: Nomination, award_round: Round, form: WithdrawForm, *, is_stale: bool = False
) -> str:
    foreseen = withdrawals.foresee(work(), nomination)
    act = ActPage(
        before_withdrawal(foreseen, award_round.prize.secretariat.name),
        foresight.stamp(foreseen),
        action=url_for("nominations.confirm_withdrawal", nomination_id=nomination.id),
        back=url_for("nominations.review", nomination_id=nomination.id),
        over=nomination_words.title_of(nomination),
        is_stale=is_stale,
    )
    return render_template("nominations/withdraw.html", nomination=nomination, form=form, act=act)
