"""Questions about a call: asked by anybody, answered in public by the secretariat."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission, Verdict
from app.rules.forms import is_email, is_empty
from app.services import may, public_questions, rounds
from app.services.attempts import TooSoonError
from app.services.public_questions import LONGEST, AnswerMissingError
from app.web import languages
from app.web.accounts import sources
from app.web.context import stand_in
from app.web.guards import needs, public
from app.web.seats import body_of
from app.web.transaction import work
from app.words import organisations as organisation_words
from app.words.rounds import questions as words
from app.words.text import _

blueprint = Blueprint("public_questions", __name__)
PATH = "/priser/<round:slug>/sporsmal"
TRAP = "website"
"""A field that people do not see, and programs fill in."""


@blueprint.get(PATH)
@public
def show(slug: str) -> str:
    """Show what has been asked and answered, and the form to ask."""
    return _page(_enter(slug))


@blueprint.post(PATH)
@public
def ask(slug: str) -> Response | tuple[str, int]:
    """Keep a question."""
    award_round = _enter(slug)
    if not public_questions.is_open(award_round, work().now):
        return _page(award_round), 409  # no fault is at a field: there is no form
    text, email = request.form.get("text", ""), request.form.get("email", "").strip()
    errors = words.faults(
        empty=is_empty(text), long=len(text) > LONGEST, address=bool(email) and not is_email(email)
    )
    if errors:
        return _page(award_round, errors), 422
    try:
        if not request.form.get(TRAP):
            public_questions.ask(
                work().session,
                award_round,
                text=text,
                email=email,
                language=languages.selected(),
                network=sources.of_request(email).network,
                now=work().now,
            )
    except TooSoonError as early:
        return _page(award_round, [("text", organisation_words.too_many_asked(early.seconds))]), 429
    flash(words.kept(bool(email)))
    return redirect(url_for("public_questions.show", slug=award_round.slug), 303)


def _enter(slug: str) -> Round:
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.VIEW_ROUND, award_round)
    g.prize = award_round.prize
    return award_round


def _page(award_round: Round, errors: list[tuple[str, str]] | None = None) -> str:
    return render_template(
        "public_questions/show.html",
        award_round=award_round,
        answered=public_questions.answered(work().session, award_round),
        is_open=public_questions.is_open(award_round, work().now),
        errors=errors or [],
        text=request.form.get("text", ""),
        email=request.form.get("email", ""),
    )


@blueprint.get(f"{PATH}/alle")
@needs(Permission.VIEW_QUESTIONS)
def every(slug: str) -> str:
    """List all that was asked, what waits first."""
    return _desk(rounds.by_slug(work().session, slug))


@blueprint.post(f"{PATH}/<int:question_id>/svar")
@needs(Permission.ANSWER_QUESTIONS)
def answer(slug: str, question_id: int) -> Response | tuple[str, int]:
    """Answer a question in public, or put an answer right."""
    award_round = rounds.by_slug(work().session, slug)
    try:
        public_questions.answer(
            work(),
            award_round,
            question_id,
            text=request.form.get("text", ""),
            said=request.form.get("answer", ""),
        )
    except AnswerMissingError as missing:
        fault = [(f"{missing.field}-{question_id}", words.missing(missing.field))]
        return _desk(award_round, fault), 422
    flash(_("Svaret er publisert."))
    return redirect(url_for("public_questions.every", slug=award_round.slug), 303)


@blueprint.post(f"{PATH}/<int:question_id>/legg-bort")
@needs(Permission.ANSWER_QUESTIONS)
def set_aside(slug: str, question_id: int) -> Response:
    """Let a question be."""
    award_round = rounds.by_slug(work().session, slug)
    public_questions.set_aside(work(), award_round, question_id)
    flash(_("Spørsmålet er lagt bort, og står ikke på utlysningen."))
    return redirect(url_for("public_questions.every", slug=award_round.slug), 303)


def _desk(award_round: Round, errors: list[tuple[str, str]] | None = None) -> str:
    found = public_questions.every(work(), award_round)
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    waiting = [one for one in found if not (one.answered_at or one.set_aside_at)]
    handled = [
        (_("Besvart"), [one for one in found if one.answered_at]),
        (_("Lagt bort"), [one for one in found if one.set_aside_at]),
    ]
    return render_template(
        "public_questions/every.html",
        award_round=award_round,
        groups=[(_("Venter på svar"), waiting), *(group for group in handled if group[1])],
        answers=may.decide(work(), Permission.ANSWER_QUESTIONS, award_round) is Verdict.ALLOWED,
        errors=errors or [],
        sent=request.form,
    )
