"""The step of the stages: whether some go on to a final, or all are judged once."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.rules.lifecycle import Milestone, StageKind
from app.rules.setup import Step
from app.rules.stages import CHOICES
from app.services import rounds, stamps
from app.web.guards import needs
from app.web.setup import page
from app.web.setup.basis_field import basis_field
from app.web.setup.page import Apart
from app.web.setup.routes import enter
from app.web.setup.saving import save
from app.web.transaction import work
from app.words.rounds import stages as words
from app.words.text import _

blueprint = Blueprint("setup_stages", __name__)
BY_VALUE = {"-".join(kind.value for kind in kinds): kinds for kinds in CHOICES}
"""What is sent of each choice."""


@blueprint.get("/priser/<round:slug>/oppsett/trinn")
@needs(Permission.SET_UP_ROUND)
def show(slug: str) -> str:
    """Show the stages, to be chosen."""
    award_round = enter(slug)
    return _page(award_round, award_round.stage_kinds)


@blueprint.post("/priser/<round:slug>/oppsett/trinn")
@needs(Permission.SET_UP_ROUND)
def store(slug: str) -> Response | tuple[str, int]:
    """Choose the stages of a round."""
    award_round = enter(slug)
    sent = BY_VALUE.get(request.form.get("stages", ""))
    if sent is None:
        wrong = {"stages": _("Velg ett av svarene.")}
        return _page(award_round, award_round.stage_kinds, wrong), 422
    base = request.form.get("base", "")
    return save(
        award_round,
        lambda: rounds.set_stages(work(), award_round, sent, base=base),
        lambda errors, apart: _page(
            award_round, sent, {"": words.locked()} if errors else errors, apart
        ),
        _lines,
    )


def again(award_round: Round, errors: Mapping[str, str]) -> str:
    """Show the stages as they are stored, with what is wrong with what was sent beside them."""
    return _page(award_round, award_round.stage_kinds, errors)


def _lines(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    kinds = tuple(StageKind(kind) for kind in data["stages"])
    return [("stages", _("Trinnene i vurderingen"), words.choice(kinds))]


def _page(
    award_round: Round,
    chosen: Sequence[StageKind],
    errors: Mapping[str, str] | None = None,
    apart: Sequence[Apart] | None = None,
) -> str:
    is_free = award_round.milestone in {Milestone.PLANNED, Milestone.CALLED}
    base = stamps.of(rounds.stage_data(award_round.stage_kinds))
    frame = page.frame(
        work(),
        award_round,
        Step.STAGES,
        base,
        errors=errors,
        apart=apart,
        locked="" if is_free else words.locked(),
    )
    return render_template(
        "setup/stages.html",
        award_round=award_round,
        frame=frame,
        basis=basis_field(award_round),
        chosen="-".join(kind.value for kind in chosen),
        choices=[
            (value, words.choice(kinds), words.means(kinds)) for value, kinds in BY_VALUE.items()
        ],
    )
