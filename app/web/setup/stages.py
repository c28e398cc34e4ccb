"""The step of the stages: a list that is composed, what it leads to, what is asked at visits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round, Texts
from app.rules import stages as rules
from app.rules.access import Permission
from app.rules.lifecycle import Milestone, StageKind
from app.rules.setup import Step
from app.rules.stages import MOST_QUESTIONS, MOST_STAGES, Nominees, Plan, PlannedStage
from app.services import rounds, stamps
from app.services.rounds import PlanRefusedError
from app.web.guards import needs
from app.web.setup import page
from app.web.setup.basis_field import basis_field
from app.web.setup.page import Apart
from app.web.setup.routes import enter
from app.web.setup.saving import save
from app.web.setup.texts import filled, lines_of, read_texts
from app.web.transaction import work
from app.words.rounds import stages as words
from app.words.terms import language_name, term
from app.words.text import _

blueprint = Blueprint("setup_stages", __name__)
SPARE = 2
"""How many empty rows stand below the questions."""
IN_DECISION = "decision"
"""What is sent where the decision names the nominees, instead of the place of a stage."""
WHEN = (Nominees.LATER, Nominees.AT_ONCE)


@dataclass(frozen=True)
class StageLine:
    """One stage of the list. place: from 0; questions: of visits, with empty rows below them."""

    place: int
    name: str
    means: str
    reach: str
    is_last: bool
    questions: Sequence[Texts]


@dataclass(frozen=True)
class StagesPage:
    """The list, and what can be chosen of it."""

    lines: Sequence[StageLine]
    kinds: Sequence[tuple[str, str]]
    """What can be added; nothing when there are as many stages as there can be."""
    named_in: str
    named_when: str
    places: Sequence[tuple[str, str]]
    whens: Sequence[tuple[str, str, str]]
    moved: str
    """The button that was pressed last, which has the focus again."""


@blueprint.get("/priser/<round:slug>/oppsett/trinn")
@needs(Permission.SET_UP_ROUND)
def show(slug: str) -> str:
    """Show the stages, to be composed."""
    award_round = enter(slug)
    return _page(award_round, award_round.plan)


@blueprint.post("/priser/<round:slug>/oppsett/trinn")
@needs(Permission.SET_UP_ROUND)
def store(slug: str) -> Response | tuple[str, int]:
    """Change the list of stages in one way: more, fewer, another order, who names, what is asked."""
    award_round = enter(slug)
    act, _sep, place = request.form.get("act", "").partition("-")
    try:
        made = ACTS[act](award_round.plan, place)
    except (KeyError, ValueError, IndexError):
        # The list is another than the one whose buttons were shown, or nothing was chosen.
        made = None
    if made is None:
        wrong = {_FIELDS.get(act, ""): _("Velg ett av svarene.")}
        return _page(award_round, award_round.plan, wrong), 422
    faults = _language_faults(award_round, made) if act == "ask" else {}
    if faults:
        return _page(award_round, made, faults), 422
    focus = {"up": f"up-{int(place) - 1}", "down": f"down-{int(place) + 1}"} if place else {}
    try:
        return save(
            award_round,
            lambda: rounds.set_stages(work(), award_round, made, base=request.form.get("base", "")),
            lambda errors, apart: _page(
                award_round, made, {"": words.locked()} if errors else errors, apart
            ),
            _lines,
            then=url_for("setup_stages.show", slug=slug, flyttet=focus.get(act)),
        )
    except PlanRefusedError as refused:
        wrong = {_FIELDS.get(act, ""): words.plan_fault(refused.faults[0])}
        return _page(award_round, award_round.plan, wrong), 422


def _add(plan: Plan, _place: str) -> Plan:
    return rules.added(plan, StageKind(request.form.get("kind", "")))


def _name(plan: Plan, _place: str) -> Plan:
    where = request.form.get("named_in", "")
    if where == IN_DECISION:
        return rules.naming_in(plan, None, Nominees.NOT_HERE)
    if where not in {str(place) for place in range(len(plan) - 1)}:
        raise ValueError(where)
    when = Nominees(request.form.get("named_when", Nominees.LATER.value))
    if when not in WHEN:
        raise ValueError(when)
    return rules.naming_in(plan, int(where), when)


def _ask(plan: Plan, place: str) -> Plan:
    asked = [
        texts
        for row in range(MOST_QUESTIONS)
        if (texts := filled(read_texts(request.form, f"q-{place}-{row}")))
    ]
    return rules.asking(plan, int(place), asked)


ACTS = {
    "add": _add,
    "remove": lambda plan, place: rules.removed(plan, int(place)),
    "up": lambda plan, place: rules.moved(plan, int(place), -1),
    "down": lambda plan, place: rules.moved(plan, int(place), 1),
    "name": _name,
    "ask": _ask,
}
"""What each button does to the list; after a hyphen it says to which stage."""
_FIELDS = {"add": "kind", "name": "named_in"}


def _language_faults(award_round: Round, plan: Plan) -> dict[str, str]:
    """Say which questions lack the language of the round."""
    own = award_round.language
    said = _(
        "Spørsmålet må stå på %(language)s, som er språket i runden.", language=language_name(own)
    )
    return {
        f"q-{place}-{row}-{own}": said
        for place, stage in enumerate(plan)
        for row, texts in enumerate(stage.questions)
        if not texts.get(own)
    }


def again(award_round: Round, errors: Mapping[str, str]) -> str:
    """Show the stages as they are stored, with what is wrong with what was sent beside them."""
    return _page(award_round, award_round.plan, errors)


def _lines(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    stages = [
        PlannedStage(StageKind(kind), Nominees(when), tuple(asked))
        for kind, when, asked in zip(
            data["stages"], data["nominees"], data["questions"], strict=True
        )
    ]
    asked = lines_of(
        (f"q-{place}-{row}", _("Spørsmål %(number)s", number=row + 1), texts)
        for place, stage in enumerate(stages)
        for row, texts in enumerate(stage.questions)
    )
    return [
        ("stages", _("Trinnene i vurderingen"), words.choice(stages)),
        *(
            (f"stage-{place}", _("Trinn %(number)s", number=place + 1), says)
            for place, says in enumerate(words.means(stages))
        ),
        *asked,
    ]


def _page(
    award_round: Round,
    plan: Plan,
    errors: Mapping[str, str] | None = None,
    apart: Sequence[Apart] | None = None,
) -> str:
    is_free = award_round.milestone in {Milestone.PLANNED, Milestone.CALLED}
    base = stamps.of(rounds.stage_data(award_round.plan))
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
        page=_laid_out(plan, is_free=is_free),
        basis=basis_field(award_round),
    )


def _laid_out(plan: Plan, *, is_free: bool) -> StagesPage:
    means = words.means(plan)
    named = next((at for at, one in enumerate(plan) if one.nominees in WHEN), None)
    return StagesPage(
        [
            StageLine(
                place,
                term(stage.kind),
                means[place],
                words.reach(stage.kind),
                place == len(plan) - 1,
                _rows(stage, is_free=is_free),
            )
            for place, stage in enumerate(plan)
        ],
        [(kind.value, term(kind)) for kind in StageKind] if len(plan) < MOST_STAGES else [],
        IN_DECISION if named is None else str(named),
        (Nominees.LATER if named is None else plan[named].nominees).value,
        [
            *(
                (str(at), _("De som går videre fra trinn %(number)s", number=at + 1))
                for at in range(len(plan) - 1)
            ),
            (IN_DECISION, _("De som juryleder skriver i avgjørelsen")),
        ],
        [
            (
                Nominees.LATER.value,
                _("Samtidig med vinneren"),
                _("Ingen utenfor juryen og sekretariatet får vite det før."),
            ),
            (
                Nominees.AT_ONCE.value,
                _("Med en gang de er valgt"),
                _("De står på sidene til runden, og alle forslagsstillerne får en e-post."),
            ),
        ],
        request.args.get("flyttet", ""),
    )


def _rows(stage: PlannedStage, *, is_free: bool) -> list[Texts]:
    if stage.kind is not StageKind.VISIT:
        return []
    spare: list[Texts] = [{} for _row in range(SPARE if is_free else 0)]
    return [*(dict(one) for one in stage.questions), *spare][:MOST_QUESTIONS]
