"""Writing a nomination: one part of the form a page. The routes stand in ``nominations.py``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Nomination
from app.rules.access import Permission, WrongPhaseError
from app.rules.forms import Fault, FaultKind
from app.rules.lifecycle import NominationState
from app.services import edits, nominations, organisations
from app.services.nominations import candidates
from app.services.nominations.candidates import CANDIDATES, CandidateInput
from app.services.work import StaleEditError
from app.web import errors
from app.web.context import stand_in
from app.web.guards import needs
from app.web.nominations import page as nominations_form
from app.web.nominations.candidates import chooser
from app.web.nominations.forms import read_answers, read_candidates
from app.web.nominations.page import Form
from app.web.transaction import work
from app.words import answers as handed_in
from app.words import calls, formats
from app.words import nominations as nominations_status
from app.words import terms as words
from app.words.answers import Answer
from app.words.text import _

THEIRS = "theirs"


@dataclass(frozen=True)
class Sent:
    """What came in for one part of the form."""

    answers: Mapping[str, Any]
    candidates: Sequence[CandidateInput] | None
    base: str


@dataclass(frozen=True)
class Collision:
    """What somebody else has stored where she wrote something else."""

    answers: Mapping[str, Answer]
    candidates: bool


@needs(Permission.EDIT_NOMINATION)
def edit(nomination_id: int, key: str) -> str | Response:
    """Show one part of the form."""
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = nominations.require(work(), Permission.READ_OWN_NOMINATION, nomination)
    if nomination.state is not NominationState.DRAFT:
        return redirect(url_for("nominations.review", nomination_id=nomination_id))
    nominations.require(work(), Permission.EDIT_NOMINATION, nomination)
    form = nominations_form.load(work(), nomination, award_round, key)
    asked = "check" in request.args
    # What is missing is not pointed out before she says that she is done.
    shown = [f for f in form.part_faults if asked or f.kind is not FaultKind.MISSING]
    return _page(form, nomination.answers, shown, nominations.base_of(nomination, form.keys))


@needs(Permission.EDIT_NOMINATION)
def save(nomination_id: int, key: str) -> Response:
    """Save one part of the form, and go on. What is wrong in it stops nobody from saving."""
    form, sent = _receive(nomination_id, key)
    try:
        _store(form, sent)
    except StaleEditError as stale:
        return make_response(_collision(form, sent, stale), 409)
    except WrongPhaseError:
        return _too_late(form.nomination)
    form = nominations_form.load(work(), form.nomination, form.award_round, key)
    return redirect(_onward(form), 303)


@needs(Permission.EDIT_NOMINATION)
def autosave(nomination_id: int, key: str) -> Response:
    """Save one part of the form while it is being written."""
    form, sent = _receive(nomination_id, key)
    try:
        _store(form, sent)
    except StaleEditError:
        refused = _(
            "Ikke lagret. En kollega, eller du i et annet vindu, har lagret en annen tekst her. Trykk «Lagre utkast», så ser du begge tekstene."
        )
        return make_response(jsonify(error=refused, reload=True), 409)
    except WrongPhaseError:
        return _too_late(form.nomination)
    return make_response(
        jsonify(
            saved=_saved_words(form.nomination),
            version=nominations.base_of_given(sent.answers, sent.candidates),
        )
    )


def _receive(nomination_id: int, key: str) -> tuple[Form, Sent]:
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = nominations.require(work(), Permission.READ_OWN_NOMINATION, nomination)
    form = nominations_form.load(work(), nomination, award_round, key)
    # Where two texts collided, she has said of each whether the stored one is to stand.
    given_up = {k for k in form.keys if request.form.get(f"keep-{k}") == THEIRS}
    answers = read_answers(request.form, form.section.questions)
    chooses = form.chooses_candidates and CANDIDATES not in given_up
    return form, Sent(
        {k: value for k, value in answers.items() if k not in given_up},
        read_candidates(request.form) if chooses else None,
        request.form.get("version", ""),
    )


def _store(form: Form, sent: Sent) -> None:
    nominations.save(
        work(), form.nomination, sent.answers, base=sent.base, candidates=sent.candidates
    )


def _too_late(nomination: Nomination) -> Response:
    """Answer somebody whose draft is no draft any more, or whose call has closed."""
    if nomination.state is NominationState.DRAFT:
        raise WrongPhaseError(Permission.EDIT_NOMINATION)
    link = url_for("nominations.review", nomination_id=nomination.id)
    return errors.page(
        409,
        _("Forslaget kan ikke endres lenger"),
        _(
            "Forslaget har status «%(state)s». Det du skrev nå, er ikke lagret.",
            state=words.term(nomination.state),
        ),
        [(_("Se forslaget"), link)],
    )


def _onward(form: Form) -> str:
    """Say where the button that was pressed leads."""
    pressed = request.form.get("go", "next")
    if pressed == "add-municipality":
        lines = len([c for c in form.nomination.candidates if c.municipality_id]) + 1
        return form.url(form.place, municipalities=max(2, lines), _anchor="candidates")
    if pressed == "add-other":
        lines = len([c for c in form.nomination.candidates if not c.municipality_id]) + 1
        return form.url(form.place, others=max(2, lines), _anchor="candidates")
    if pressed == "stay":
        return form.url(form.place)
    if form.part_faults:
        return form.url(form.place, check=1)
    return form.url(form.place + 1)


def _saved_words(nomination: Nomination) -> str:
    if nomination.saved_at is None:
        return ""
    saved, today = (formats.local(one).date() for one in (nomination.saved_at, work().now))
    if saved == today:
        return _("Lagret på serveren %(time)s", time=formats.time_of_day(nomination.saved_at))
    return _("Lagret på serveren %(moment)s", moment=formats.short_moment(nomination.saved_at))


def _collision(form: Form, sent: Sent, stale: StaleEditError) -> str:
    """Show her texts in the fields, and under each that collided what is stored now."""
    nomination = form.nomination
    stored = {key: nomination.answers.get(key) for key in form.keys}
    hers = edits.changed(sent.answers, sent.base)
    chosen = {CANDIDATES: candidates.plain(sent.candidates or [])}
    theirs = {
        question.key: handed_in.read(question, stale.theirs[question.key])
        for question in form.section.questions
        if question.key in stale.theirs
    }
    return _page(
        form,
        {**stored, **hers},
        [],
        nominations.base_of(nomination, form.keys),
        given=sent.candidates if edits.changed(chosen, sent.base) else None,
        collision=Collision(theirs, candidates=CANDIDATES in stale.theirs),
    )


def _page(
    form: Form,
    values: Mapping[str, Any],
    shown: Sequence[Fault],
    base: str,
    *,
    given: Sequence[CandidateInput] | None = None,
    collision: Collision | None = None,
) -> str:
    """Render the page of one part."""
    nomination, award_round = form.nomination, form.award_round
    organisation = nomination.organisation
    stand_in(
        award_round,
        next_step=nominations_status.next_step(nomination, award_round, work().now),
        on_behalf_of=organisation.name if organisation else "",
    )
    return render_template(
        "nominations/edit.html",
        form=form,
        nomination=nomination,
        award_round=award_round,
        title=nominations_status.title_of(nomination),
        parts=nominations_form.parts(form),
        fields=nominations_form.fields(form, values, shown),
        chooser=chooser(work(), nomination, given, shown) if form.has_candidates else None,
        errors=[
            (
                nominations_form.field_id(fault),
                nominations_form.summary_line(fault, form.sections),
            )
            for fault in shown
        ],
        candidate_errors={
            fault.kind.value: nominations_form.message(fault, form.sections)
            for fault in shown
            if fault.key == CANDIDATES
        },
        collision=collision,
        base=base,
        saved=_saved_words(nomination),
        criteria=nominations_form.criteria(form),
        time_left=calls.time_left(award_round, work().now),
        colleagues=organisations.colleagues(work(), organisation.id) if organisation else [],
    )
