"""The step of the award: what the winner gets."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from app.models import Round, Texts
from app.rules.access import Permission
from app.rules.lifecycle import Milestone
from app.rules.setup import Step
from app.services import rounds, stamps
from app.web.guards import needs
from app.web.setup import page
from app.web.setup.page import Apart
from app.web.setup.routes import enter
from app.web.setup.saving import save
from app.web.setup.texts import filled, lines_of, read_texts
from app.web.transaction import work
from app.words import setup as words
from app.words.text import _

blueprint = Blueprint("setup_award", __name__)
MOST, SPARE = 12, 2
"""How many things can be given, and how many empty rows stand below those that are."""


@blueprint.get("/priser/<round:slug>/oppsett/premie")
@needs(Permission.SET_UP_ROUND)
def show(slug: str) -> str:
    """Show what the winner gets, to be set."""
    award_round = enter(slug)
    return _page(award_round, award_round.gifts)


@blueprint.post("/priser/<round:slug>/oppsett/premie")
@needs(Permission.SET_UP_ROUND)
def store(slug: str) -> Response | tuple[str, int]:
    """Say what the winner gets. A row that is emptied is taken out."""
    award_round = enter(slug)
    sent = [texts for n in range(MOST) if (texts := filled(read_texts(request.form, f"gift-{n}")))]
    return save(
        award_round,
        lambda: rounds.set_award(work(), award_round, sent, base=request.form.get("base", "")),
        lambda errors, apart: _page(award_round, sent, errors, apart),
        _lines,
    )


def _lines(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return lines_of(
        (f"gift-{number}", _("Nummer %(number)s", number=number + 1), texts)
        for number, texts in enumerate(data["gifts"])
    )


def _page(
    award_round: Round,
    gifts: Sequence[Texts],
    errors: Mapping[str, str] | None = None,
    apart: Sequence[Apart] | None = None,
) -> str:
    is_locked = award_round.milestone is not Milestone.PLANNED
    base = stamps.of(rounds.award_data(award_round))
    frame = page.frame(
        work(),
        award_round,
        Step.AWARD,
        base,
        errors=errors,
        apart=apart,
        locked=words.locked_with_call() if is_locked else "",
    )
    spare: list[Texts] = [{} for _row in range(0 if is_locked else SPARE)]
    return render_template(
        "setup/award.html",
        award_round=award_round,
        frame=frame,
        gifts=[*gifts, *spare][:MOST],
    )
