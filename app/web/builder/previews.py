"""Trying a form out before its call opens: as a nominator, and as a juror."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.rules.candidates import CandidateKind
from app.services import forms
from app.web.builder.preview import (
    Tried,
    jury_preview,
    nominator_preview,
    sample_candidates,
    speak,
)
from app.web.guards import needs
from app.web.nominations.forms import read_answers, read_candidates
from app.web.setup.routes import enter
from app.web.transaction import work
from app.words import fillers

blueprint = Blueprint("previews", __name__)

TRY = "/priser/<round:slug>/oppsett/skjema/prov"


@blueprint.get(TRY)
@needs(Permission.SET_UP_ROUND)
def nominator(slug: str) -> str:
    """Show the whole form, to be filled in; filled in already, if that is asked for."""
    award_round = enter(slug)
    language = speak(request.args.get("sprak", ""))
    tried = Tried(fillers.attached(forms.form(work().session, award_round), language))
    if "fylt" in request.args:
        answers = fillers.answers(forms.form(work().session, award_round), language)
        tried = Tried(answers, sample_candidates(work(), award_round))
    return _page(award_round, tried)


@blueprint.post(TRY)
@needs(Permission.SET_UP_ROUND)
def try_out(slug: str) -> str:
    """Say what would stand in the way of sending it in. Nothing is stored."""
    award_round = enter(slug)
    language = speak(request.form.get("sprak", ""))
    sections = forms.form(work().session, award_round)
    questions = [question for section in sections for question in section.questions]
    filled = read_candidates(work().session, request.form)
    pressed = request.form.get("go", "")
    lines = {
        kind: max(2, sum(one.is_a is kind for one in filled) + 1)
        for kind in CandidateKind
        if pressed == f"add-{kind}"
    }
    answers = read_answers(request.form, questions) | fillers.attached(sections, language)
    return _page(award_round, Tried(answers, filled, lines, is_sent=pressed == "send"))


def _page(award_round: Round, tried: Tried) -> str:
    page = nominator_preview(work(), award_round, tried)
    return render_template("previews/nominator.html", award_round=award_round, page=page)


@blueprint.get(f"{TRY}/jury")
@needs(Permission.SET_UP_ROUND)
def jury(slug: str) -> str | Response:
    """Show a nomination that is made up, as the jury reads one."""
    award_round = enter(slug)
    language = speak(request.args.get("sprak", ""))
    paper = jury_preview(work(), award_round)
    return render_template(
        "previews/jury.html", award_round=award_round, paper=paper, shown_in=language
    )
