"""The step of the first rules of judging."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.ranking.methods import Method
from app.ranking.places import TieBreak
from app.rules.access import Permission
from app.rules.disclosure import SeesOthers
from app.rules.first_rules import MOST_STEPS, WORDS, FirstFault
from app.rules.impartiality import Reach
from app.rules.lifecycle import Milestone
from app.rules.setup import Step
from app.rules.tables import every
from app.services import jury, rulebooks, stamps
from app.services.rulebooks import FirstRulesRefusedError
from app.web.guards import needs
from app.web.rulebooks.page import tie_break_choices
from app.web.setup import page
from app.web.setup.page import Apart
from app.web.setup.routes import enter
from app.web.setup.rules_form import RulesForm, first_form, read_rules
from app.web.setup.saving import save
from app.web.setup.texts import text_lines
from app.web.transaction import work
from app.words import rulebooks as words
from app.words.ranking.names import method, method_means
from app.words.text import _, _l

blueprint = Blueprint("setup_rules", __name__)

CALLED = {
    "scale_low": _l("Laveste poeng"),
    "scale_high": _l("Høyeste poeng"),
    "scale_step": _l("Hele eller halve poeng"),
    "grounds_required": _l("Må medlemmene begrunne poengene?"),
    "grounds_word_limit": _l("Hvor mange ord begrunnelsen kan ha"),
    "method": _l("Regnemåte"),
    "tie_breaks": _l("Når forslag har likt snitt"),
    "quorum": _l("Hvor mange som må levere"),
    "scores_public": _l("Hvem får se poengene?"),
    "asks_for_meeting": _l("Må juryen ha et møte før avgjørelsen?"),
    "casting_vote": _l("Når en avstemning i møtet står likt"),
    "reach": _l("Når noen er inhabil"),
    "sees_others": _l("Når medlemmene ser hverandres poeng"),
}
FIELDS = {
    FirstFault.SCALE_UPSIDE_DOWN: "scale_high",
    FirstFault.SCALE_NOT_EVEN: "scale_step",
    FirstFault.TOO_MANY_STEPS: "scale_high",
    FirstFault.WORD_LIMIT: "grounds_word_limit",
    FirstFault.QUORUM_TOO_LOW: "quorum",
    FirstFault.METHOD_UNKNOWN: "method",
    FirstFault.TIE_BREAKS_IMPOSSIBLE: "tie_breaks",
    FirstFault.NO_LAW: "law-nb",
}
every(FirstFault, FIELDS)


def _said(fault: FirstFault) -> str:
    return {
        FirstFault.SCALE_UPSIDE_DOWN: _("Det høyeste poenget må være høyere enn det laveste."),
        FirstFault.SCALE_NOT_EVEN: _("Skalaen går ikke opp med disse stegene."),
        FirstFault.TOO_MANY_STEPS: _(
            "Skalaen kan ha høyst %(most)s poeng. Velg hele poeng eller en kortere skala.",
            most=MOST_STEPS,
        ),
        FirstFault.WORD_LIMIT: _(
            "Velg fra %(least)s til %(most)s ord.", least=WORDS.start, most=WORDS.stop - 1
        ),
        FirstFault.QUORUM_TOO_LOW: _("Minst én plass må levere."),
        FirstFault.METHOD_UNKNOWN: _("Velg ett av svarene."),
        FirstFault.TIE_BREAKS_IMPOSSIBLE: _("Velg ett av svarene."),
        FirstFault.NO_LAW: _("Skriv hvilken lov som gjelder for habiliteten."),
    }[fault]


@blueprint.get("/priser/<round:slug>/oppsett/regler")
@needs(Permission.SET_UP_ROUND)
def show(slug: str) -> str | Response:
    """Show the first rules, to be set; once judging has begun, the page of the rules."""
    award_round = enter(slug)
    if award_round.rulebooks and award_round.rulebook.locked_at is not None:
        return redirect(url_for("rulebooks.show", slug=slug))
    return _page(award_round, _first(award_round))


@blueprint.post("/priser/<round:slug>/oppsett/regler")
@needs(Permission.SET_UP_ROUND)
def store(slug: str) -> Response | tuple[str, int]:
    """Set the first rules."""
    award_round = enter(slug)
    sent, base = read_rules(request.form), request.form.get("base", "")
    wrong = sent.unreadable()
    if wrong:
        return _page(award_round, sent, wrong, base=base), 422
    try:
        return save(
            award_round,
            lambda: rulebooks.set_rules(work(), award_round, sent.rules(), base=base),
            lambda errors, apart: _page(award_round, sent, errors, apart),
            _lines,
        )
    except FirstRulesRefusedError as error:
        found = {FIELDS[fault]: _said(fault) for fault in error.faults}
        return _page(award_round, sent, found, base=base), 422


def _first(award_round: Round) -> RulesForm:
    seats = len(jury.seat_ids(work().session, award_round))
    return first_form(rulebooks.first_rules(award_round), seats)


def _lines(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    if not data:
        return []
    said = {
        **{name: str(data[name]) for name in ("scale_low", "scale_high", "scale_step", "quorum")},
        "grounds_required": _("Ja") if data["grounds_required"] else _("Nei"),
        "grounds_word_limit": str(data["grounds_word_limit"]),
        "method": method(Method(data["method"])) if data["method"] in set(Method) else "",
        "tie_breaks": _order(data["tie_breaks"]),
        "reach": words.reach(Reach(data["reach"])),
        "scores_public": words.scores_public(open_to_all=data["scores_public"]),
        "asks_for_meeting": words.asks_for_meeting(asks=data["asks_for_meeting"]),
        "casting_vote": words.casting_vote(casting=data["casting_vote"]),
        "sees_others": words.sees_others(SeesOthers(data["sees_others"])),
    }
    lines = [(name, str(label), said[name]) for name, label in CALLED.items()]
    return [*lines, *text_lines("law", _("Loven om habilitet"), data["law"])]


def _order(given: Sequence[str]) -> str:
    """Write an order of tie-breaks; what was sent may be none."""
    return words.tie_break_order(given) if set(given) <= set(TieBreak) else ""


def _page(
    award_round: Round,
    form: RulesForm,
    errors: Mapping[str, str] | None = None,
    apart: Sequence[Apart] | None = None,
    *,
    base: str = "",
) -> str:
    held = rulebooks.first_rules(award_round)
    stamp = base or stamps.of(rulebooks.first_data(held))
    frame = page.frame(work(), award_round, Step.RULES, stamp, errors=errors, apart=apart)
    return render_template(
        "setup/rules.html",
        award_round=award_round,
        frame=frame,
        form=form,
        called=CALLED,
        seats=len(jury.seat_ids(work().session, award_round)),
        methods=[(one.value, method(one), method_means(one)) for one in Method],
        tie_breaks=tie_break_choices(held.tie_breaks if held else ()),
        seeing=[(one.value, words.sees_others(one)) for one in SeesOthers],
        reaches=[(one.value, words.reach(one)) for one in Reach],
        is_scale_locked=award_round.milestone is not Milestone.PLANNED,
    )
