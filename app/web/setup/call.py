"""The step of the call: its language and its texts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.rules.languages import NORWEGIAN
from app.rules.lifecycle import AFTER_DECISION, Course, Milestone
from app.rules.setup import Step
from app.services import rounds, stamps
from app.services.rounds import CallTexts
from app.web.guards import needs
from app.web.setup import page
from app.web.setup.page import Apart
from app.web.setup.routes import enter
from app.web.setup.saving import save
from app.web.setup.texts import filled, lines_of, read_texts
from app.web.transaction import work
from app.words import setup as words
from app.words.terms import language_name
from app.words.text import _

blueprint = Blueprint("setup_call", __name__)


@blueprint.get("/priser/<round:slug>/oppsett/utlysning")
@needs(Permission.SET_UP_ROUND)
def show(slug: str) -> str:
    """Show what the call says, to be written."""
    award_round = enter(slug)
    return _page(award_round, rounds.call_texts(award_round))


@blueprint.post("/priser/<round:slug>/oppsett/utlysning")
@needs(Permission.SET_UP_ROUND)
def store(slug: str) -> Response | tuple[str, int]:
    """Write what the call says."""
    award_round = enter(slug)
    sent = _read(request.form, award_round)
    return save(
        award_round,
        lambda: rounds.write_call(work(), award_round, sent, base=request.form.get("base", "")),
        lambda errors, apart: _page(award_round, sent, errors, apart),
        _lines,
    )


def _read(sent: Mapping[str, str], award_round: Round) -> CallTexts:
    language = sent.get("language", "")
    return CallTexts(
        language if language in NORWEGIAN else award_round.language,
        **{part: filled(read_texts(sent, part)) for part in words.PARTS},
    )


def _lines(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    language = ("language", _("Språket i utlysningen"), language_name(data["language"]))
    parts = [(part, str(label), data[part]) for part, label in words.PARTS.items()]
    return [language, *lines_of(parts)]


def _page(
    award_round: Round,
    form: CallTexts,
    errors: Mapping[str, str] | None = None,
    apart: Sequence[Apart] | None = None,
) -> str:
    is_over = award_round.phase(work().now) in AFTER_DECISION
    locked = words.over() if is_over or award_round.course is Course.CANCELLED else ""
    base = stamps.of(asdict(rounds.call_texts(award_round)))
    frame = page.frame(
        work(), award_round, Step.CALL, base, errors=errors, apart=apart, locked=locked
    )
    return render_template(
        "setup/call.html",
        award_round=award_round,
        frame=frame,
        form=form,
        parts=words.PARTS,
        choices=[(code, language_name(code).capitalize()) for code in NORWEGIAN],
        is_published=award_round.milestone is not Milestone.PLANNED,
    )
