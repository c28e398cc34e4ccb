"""Writing a nomination: one part of the form a page, saved while it is being written."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from flask import jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Nomination, Question
from app.rules.access import Permission, WrongPhaseError
from app.rules.candidates import CandidateKind
from app.rules.differences import compare
from app.rules.forms import WRITTEN, FaultKind, is_empty
from app.rules.lifecycle import NominationState
from app.rules.numbers import row_number
from app.services import nominations, presence
from app.services.nominations import candidates, edits
from app.services.nominations.candidates import CANDIDATES, CandidateInput
from app.services.nominations.writing import KEPT
from app.services.work import StaleEditError
from app.web import errors, uploads
from app.web.attachments.places import scanner
from app.web.context import stand_in
from app.web.guards import needs
from app.web.nominations import draft_part, form_page, sent_files
from app.web.nominations.candidates import field_id
from app.web.nominations.draft_part import DraftPart
from app.web.nominations.form_page import Beside, TwoTexts, Written
from app.web.nominations.forms import (
    field_name,
    is_one_line,
    read_alts,
    read_answers,
    read_candidates,
)
from app.web.nominations.routes import blueprint
from app.web.transaction import work
from app.words import drafts
from app.words.nominations import answers as handed_in
from app.words.nominations import forms
from app.words.nominations import status as nomination_words
from app.words.nominations.candidates import NAME
from app.words.nominations.presence import here, saved_by
from app.words.text import _

PART = "/forslag/<int:nomination_id>/del/<key>"
THEIRS, BOTH = "theirs", "both"
MOST_SENT = 210 * 1024 * 1024
"""How much is read of a form with its files."""


@dataclass(frozen=True)
class SentPart:
    """What came in for one part of the form."""

    answers: Mapping[str, Any]
    candidates: Sequence[CandidateInput] | None
    base: str


@blueprint.get(PART)
@needs(Permission.EDIT_NOMINATION)
def edit(nomination_id: int, key: str) -> str | Response:
    """Show one part of the form."""
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = nominations.require(work(), Permission.READ_OWN_NOMINATION, nomination)
    window = nominations.window_of(award_round, nomination, work().now)
    if window is None and nomination.state is NominationState.DRAFT:
        raise WrongPhaseError(Permission.EDIT_NOMINATION, award_round.phase(work().now))
    if window is None or not window.opens(key):
        return redirect(url_for("nominations.review", nomination_id=nomination_id))
    nominations.require(work(), Permission.EDIT_NOMINATION, nomination)
    part = draft_part.load(work(), nomination, award_round, key)
    asked = "check" in request.args
    # What is missing is not pointed out before she says that she is done.
    shown = [f for f in part.own_faults if asked or f.kind is not FaultKind.MISSING]
    return _page(part, Written(nomination.answers, shown))


@blueprint.post(PART)
@needs(Permission.EDIT_NOMINATION)
@uploads.takes_files(MOST_SENT)
def save(nomination_id: int, key: str) -> Response:
    """Save one part of the form, and go on. What is wrong in it stops nobody from saving."""
    part, sent = _receive(nomination_id, key)
    try:
        _store(part, sent)
        _note(part, saved=True)
        refused = sent_files.take(part)
    except StaleEditError as stale:
        return make_response(_collision(part, sent, stale), 409)
    except WrongPhaseError:
        with suppress(WrongPhaseError):
            sent_files.take(part)  # kept like the texts, if they came first
        return _too_late(part.nomination)
    part = draft_part.load(work(), part.nomination, part.award_round, key)
    if refused:
        stored = Written(part.nomination.answers, refused_files=refused)
        return make_response(_page(part, stored), 422)
    return redirect(_onward(part), 303)


@blueprint.post(f"{PART}/lagre")
@needs(Permission.EDIT_NOMINATION)
def autosave(nomination_id: int, key: str) -> Response:
    """Save one part of the form while it is being written."""
    part, sent = _receive(nomination_id, key)
    try:
        _store(part, sent)
        _note(part, saved=True)
    except StaleEditError:
        return make_response(jsonify(error=forms.not_saved(), reload=True), 409)
    except WrongPhaseError:
        return _too_late(part.nomination)
    return make_response(
        jsonify(
            saved=drafts.saved(part.nomination.saved_at, work().now),
            version=nominations.base_of_given(sent.answers, sent.candidates),
        )
    )


@blueprint.post(f"{PART}/her")
@needs(Permission.EDIT_NOMINATION)
def be_here(nomination_id: int, key: str) -> Response:
    """Note where somebody is writing, and say who else is there, and where."""
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = nominations.require(work(), Permission.READ_OWN_NOMINATION, nomination)
    part = draft_part.load(work(), nomination, award_round, key)
    _note(part)
    found = here(presence.others(work(), award_round, nomination), part.sections, work().now, key)
    return jsonify(people=list(found.people), at=dict(found.at), last=found.last)


def _note(part: DraftPart, *, saved: bool = False) -> None:
    at = request.form.get("at", "")
    question = at if at in part.keys else ""
    presence.note(
        work(), part.award_round, part.nomination, part.section.key, question, saved=saved
    )


def _receive(nomination_id: int, key: str) -> tuple[DraftPart, SentPart]:
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = nominations.require(work(), Permission.READ_OWN_NOMINATION, nomination)
    part = draft_part.load(work(), nomination, award_round, key)
    # Where two texts collided, she has said of each whether the stored one is to stand.
    given_up = {k for k in part.keys if request.form.get(f"keep-{k}") == THEIRS}
    questions = part.section.questions
    answers = read_answers(request.form, questions)
    answers |= read_alts(request.form, part.nomination.answers, questions)
    for question in questions:
        if request.form.get(f"keep-{question.key}") == BOTH and question.key in answers:
            answers[question.key] = _both(question, answers, part.nomination)
    chooses = part.chooses_candidates and CANDIDATES not in given_up
    return part, SentPart(
        {k: value for k, value in answers.items() if k not in given_up},
        read_candidates(work().session, request.form) if chooses else None,
        request.form.get("version", ""),
    )


def _both(question: Question, answers: Mapping[str, Any], nomination: Nomination) -> Any:
    """Put what is stored after what she wrote; of what is no prose, hers stands."""
    hers, theirs = answers[question.key], nomination.answers.get(question.key)
    if question.kind not in WRITTEN or not isinstance(theirs, str) or is_empty(theirs):
        return hers
    between = " " if is_one_line(question) else "\n\n"
    return f"{hers}{between}{theirs}".strip()


def _store(part: DraftPart, sent: SentPart) -> None:
    nominations.save(
        work(), part.nomination, sent.answers, base=sent.base, candidates=sent.candidates
    )


def _too_late(nomination: Nomination) -> Response:
    """Answer somebody whose draft is no draft any more, or whose call has closed."""
    if nomination.state in KEPT:
        raise WrongPhaseError(Permission.EDIT_NOMINATION)
    link = url_for("nominations.review", nomination_id=nomination.id)
    return errors.page(
        409,
        _("Forslaget kan ikke endres lenger"),
        nomination_words.no_longer_changed(nomination),
        [(_("Se forslaget"), link)],
    )


def _onward(part: DraftPart) -> str:
    """Say where the button that was pressed leads."""
    pressed = request.form.get("go", "next")
    button = sent_files.pressed()
    if button is not None:
        return part.url(part.place, _anchor=field_name(button.question))
    filled = candidates.as_filled_in(part.nomination)
    for kind in CandidateKind:
        if pressed == f"add-{kind}":
            lines = max(2, sum(one.is_a is kind for one in filled) + 1)
            anchor = field_id(kind, NAME, lines)
            return part.url(part.place, **{kind.value: lines}, _anchor=anchor)
    if pressed == "add-party":
        return part.url(part.place, _anchor=field_id(CandidateKind.WORK, NAME, 1))
    if pressed == "stay":
        return part.url(part.place, _anchor="lagret")
    if part.own_faults:
        return part.url(part.place, check=1)
    return part.onward()


def _collision(part: DraftPart, sent: SentPart, stale: StaleEditError) -> str:
    """Show her texts in the fields, and under each that collided what is stored now."""
    stored = {key: candidates.stored(part.nomination, key) for key in part.keys}
    hers = edits.changed(sent.answers, sent.base)
    chosen = {CANDIDATES: candidates.plain(sent.candidates or [])}
    theirs = {
        question.key: handed_in.read(question, stale.theirs[question.key])
        for question in part.section.questions
        if question.key in stale.theirs
    }
    theirs |= {
        key: handed_in.said(str(stale.theirs[key]))
        for key in stale.theirs
        if key not in {CANDIDATES, *(question.key for question in part.section.questions)}
    }
    written = Written(
        {**stored, **hers},
        candidates=sent.candidates if edits.changed(chosen, sent.base) else None,
        two_texts=TwoTexts(
            theirs,
            candidates=CANDIDATES in stale.theirs,
            beside=_beside(part, stale),
            who=saved_by(
                presence.others(work(), part.award_round, part.nomination), part.section.key
            ),
        ),
    )
    return _page(part, written)


def _beside(part: DraftPart, stale: StaleEditError) -> dict[str, Beside]:
    """Compare the two texts of each answer in prose that collided."""
    prose = {question.key for question in part.section.questions if question.kind in WRITTEN}
    return {
        key: Beside(*compare(str(stale.yours[key] or ""), str(theirs or "")))
        for key, theirs in stale.theirs.items()
        if key in prose
    }


def _page(part: DraftPart, written: Written) -> str:
    nomination, award_round = part.nomination, part.award_round
    stand_in(
        award_round,
        next_step=nomination_words.next_step(nomination, award_round, work().now),
        on_behalf_of=nomination_words.on_behalf_of(nomination, work().actor),
    )
    asked = {
        kind: row_number(request.args[kind]) or 0 for kind in CandidateKind if kind in request.args
    }
    written = replace(written, is_scanned=scanner() is not None)
    return render_template(
        "nominations/edit.html",
        page=form_page.part_page(work(), part, written, asked),
        nomination=nomination,
        award_round=award_round,
    )
