"""The nominator's pages: her nominations, starting one, looking it over, sending it, the receipt."""

from collections.abc import Sequence

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import FormSection, Nomination, Organisation, Round
from app.rules.access import Permission
from app.rules.forms import Fault
from app.rules.lifecycle import NominationState
from app.rules.notices import NoticeKind
from app.services import lists, may, nominations, notices, organisations, rounds
from app.services.lists import Own
from app.services.nominations import IncompleteError, ReasonMissingError
from app.services.work import canonical_text
from app.web import paging
from app.web.context import stand_in
from app.web.guards import needs, signed_in
from app.web.nominations import edit as nominations_edit
from app.web.nominations import page as nominations_form
from app.web.nominations.forms import WithdrawForm, clean, is_id
from app.web.transaction import work
from app.words import calls
from app.words import nominations as nominations_status
from app.words import readings as nominations_text
from app.words.text import _

blueprint = Blueprint("nominations", __name__)

PART = "/forslag/<int:nomination_id>/del/<key>"
blueprint.get(PART)(nominations_edit.edit)
blueprint.post(PART)(nominations_edit.save)
blueprint.post(f"{PART}/lagre")(nominations_edit.autosave)


@blueprint.get("/forslag")
@signed_in
def mine() -> str:
    """List the nominations of the organisations that the reader acts for."""
    held = lists.of_actor(work())
    calls_open = rounds.open_calls(work().session, work().now)
    bodies = organisations.of_actor(work())
    page = paging.cut(held, paging.Asked(paging.asked().number), "nominations.mine")
    by_round: dict[int, tuple[Round, list[Nomination]]] = {
        award_round.id: (award_round, []) for award_round in calls_open
    }
    found = rounds.by_ids(work().session, {own.round_id for own in page.rows})
    for nomination in lists.load(work().session, [own.id for own in page.rows]):
        award_round = found[nomination.round_id]
        by_round.setdefault(award_round.id, (award_round, []))[1].append(nomination)
    if calls_open and bodies:
        now_open = [own for own in held if own.round_id == calls_open[0].id]
        stand_in(
            calls_open[0],
            next_step=_next_of_all(calls_open[0], now_open),
            on_behalf_of=bodies[0].name if len(bodies) == 1 else "",
        )
    return render_template(
        "nominations/mine.html",
        groups=sorted(by_round.values(), key=lambda group: -group[0].year),
        held=held,
        begun_in={own.round_id for own in held},
        page=page,
        bodies=bodies,
        status=nominations_status,
        calls=calls,
    )


def _next_of_all(award_round: Round, held: Sequence[Own]) -> str:
    until = nominations_status.deadline(award_round)
    if any(own.state is NominationState.DRAFT for own in held):
        return _("Gjør ferdig og send inn før %(deadline)s", deadline=until)
    if held:
        return _("Ingenting. Forslaget er sendt inn.")
    return _("Send inn forslag før %(deadline)s", deadline=until)


@blueprint.get("/runder/<slug>/nytt-forslag")
@needs(Permission.START_NOMINATION)
def start(slug: str) -> str:
    """Show what one starts, and on whose behalf."""
    return _start_page(slug)


@blueprint.post("/runder/<slug>/nytt-forslag")
@needs(Permission.START_NOMINATION)
def create(slug: str) -> Response:
    """Start a draft, and go to its first part."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.START_NOMINATION, award_round)
    wanted = request.form.get("organisation", "")
    bodies = organisations.of_actor(work())
    body = next((one for one in bodies if is_id(wanted) and one.id == int(wanted)), None)
    if body is None:
        return make_response(_start_page(slug, _("Velg virksomheten forslaget kommer fra.")), 422)
    nomination = nominations.start(work(), award_round, body)
    first = rounds.form(work().session, award_round)[0]
    target = url_for("nominations.edit", nomination_id=nomination.id, key=first.key)
    return redirect(target, 303)


def _start_page(slug: str, error: str = "") -> str:
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.START_NOMINATION, award_round)
    bodies: list[Organisation] = organisations.of_actor(work())
    held = lists.of_actor(work(), award_round)
    until = nominations_status.deadline(award_round)
    stand_in(
        award_round,
        next_step=_("Send inn forslag før %(deadline)s", deadline=until) if bodies else "",
        on_behalf_of=bodies[0].name if len(bodies) == 1 else "",
    )
    return render_template(
        "nominations/start.html",
        award_round=award_round,
        bodies=bodies,
        error=error,
        held=lists.load(work().session, [own.id for own in held[: paging.SIZE]]),
        sections=rounds.form(work().session, award_round),
        status=nominations_status,
        time_left=calls.time_left(award_round, work().now),
    )


def _own(nomination_id: int) -> tuple[Nomination, Round]:
    """Load a nomination of one of the reader's organisations, and tell the page where it is."""
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = nominations.require(work(), Permission.READ_OWN_NOMINATION, nomination)
    stand_in(
        award_round,
        next_step=nominations_status.next_step(nomination, award_round, work().now),
        on_behalf_of=nomination.organisation.name if nomination.organisation else "",
    )
    return nomination, award_round


@blueprint.get("/forslag/<int:nomination_id>/se-over")
@needs(Permission.READ_OWN_NOMINATION)
def review(nomination_id: int) -> str:
    """Show a nomination as the jury will read it, or as it was handed in."""
    nomination, award_round = _own(nomination_id)
    return _review_page(nomination, award_round)


def _review_page(
    nomination: Nomination, award_round: Round, refused: Sequence[Fault] | None = None
) -> str:
    sections = rounds.form(work().session, award_round)
    version = nominations.current_version(nomination)
    is_open = nominations_status.is_open(award_round, work().now)
    writes = nomination.state is NominationState.DRAFT and is_open
    faults = refused
    if writes and faults is None:
        faults = nominations.find_faults(work().session, nomination)
    reading = (
        nominations_text.of_version(sections, version)
        if version
        else nominations_text.of_draft(sections, nomination)
    )
    return render_template(
        "nominations/review.html",
        nomination=nomination,
        award_round=award_round,
        version=version,
        writes=writes,
        reading=reading,
        title=nominations_status.title_of(nomination),
        refused=refused is not None,
        faults=[
            (
                _address_of(nomination, sections, fault),
                nominations_form.summary_line(fault, sections),
            )
            for fault in faults or []
        ],
        next_step=nominations_status.next_step(nomination, award_round, work().now),
        rejected=nominations_status.last_move(nomination, "reject"),
        withdrawn=nominations_status.last_move(nomination, "withdraw"),
        can_withdraw=nomination.state in nominations_status.LIVE,
        deadline=nominations_status.deadline(award_round),
    )


def _address_of(nomination: Nomination, sections: Sequence[FormSection], fault: Fault) -> str:
    """Give the address of the field that a fault is about."""
    for place, section in enumerate(sections):
        if nominations_form.faults_of(section, [fault], first=place == 0):
            return url_for(
                "nominations.edit",
                nomination_id=nomination.id,
                key=section.key,
                check=1,
                _anchor=nominations_form.field_id(fault),
            )
    return ""


@blueprint.post("/forslag/<int:nomination_id>/send-inn")
@needs(Permission.EDIT_NOMINATION)
def submit(nomination_id: int) -> Response:
    """Send a nomination in. Doing it twice leads to the same receipt."""
    nomination, award_round = _own(nomination_id)
    receipt_url = url_for("nominations.receipt", nomination_id=nomination_id)
    if nomination.state is not NominationState.DRAFT:
        return redirect(receipt_url, 303)
    try:
        nominations.submit(work(), nomination)
    except IncompleteError as incomplete:
        return make_response(_review_page(nomination, award_round, incomplete.faults), 422)
    return redirect(receipt_url, 303)


@blueprint.get("/forslag/<int:nomination_id>/kvittering")
@needs(Permission.READ_OWN_NOMINATION)
def receipt(nomination_id: int) -> str | Response:
    """Show what was handed in, when, and how one can check it."""
    nomination, award_round = _own(nomination_id)
    version = nominations.current_version(nomination)
    if version is None:
        return redirect(url_for("nominations.review", nomination_id=nomination_id))
    if request.args.get("format") == "json":
        # Byte for byte what the digest is of.
        response = make_response(canonical_text(version.content))
        response.mimetype = "application/json"
        name = f"{nomination.reference}-{version.number}.json"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    sections = rounds.form(work().session, award_round)
    return render_template(
        "nominations/receipt.html",
        nomination=nomination,
        award_round=award_round,
        version=version,
        sender=nominations_status.name_of(work().session, version.submitted_by_id),
        told=notices.told(
            work().session,
            NoticeKind.NOMINATION_SUBMITTED,
            f"nomination:{nomination.id}:{version.number}",
        ),
        reading=nominations_text.of_version(sections, version),
        next_step=nominations_status.next_step(nomination, award_round, work().now),
    )


@blueprint.get("/forslag/<int:nomination_id>/trekk")
@needs(Permission.WITHDRAW_NOMINATION)
def withdraw(nomination_id: int) -> str | Response:
    """Ask why a nomination is withdrawn, and say what it leads to."""
    nomination, award_round = _own(nomination_id)
    if nomination.state not in nominations_status.LIVE:
        return redirect(url_for("nominations.review", nomination_id=nomination_id))
    nominations.require(work(), Permission.WITHDRAW_NOMINATION, nomination)
    return _withdraw_page(nomination, award_round, WithdrawForm())


@blueprint.post("/forslag/<int:nomination_id>/trekk")
@needs(Permission.WITHDRAW_NOMINATION)
def confirm_withdrawal(nomination_id: int) -> Response:
    """Withdraw a nomination."""
    nomination, award_round = _own(nomination_id)
    target = url_for("nominations.review", nomination_id=nomination_id)
    if nomination.state not in nominations_status.LIVE:
        return redirect(target, 303)
    form = WithdrawForm()
    try:
        nominations.withdraw(work(), nomination, clean(form.reason.data or ""))
    except ReasonMissingError:
        form.reason.errors = [_("Skriv hvorfor dere trekker forslaget.")]
        return make_response(_withdraw_page(nomination, award_round, form), 422)
    return redirect(target, 303)


def _withdraw_page(nomination: Nomination, award_round: Round, form: WithdrawForm) -> str:
    return render_template(
        "nominations/withdraw.html",
        nomination=nomination,
        award_round=award_round,
        form=form,
        title=nominations_status.title_of(nomination),
    )
