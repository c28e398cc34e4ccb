"""The step of the criteria: their order and weights, and each of them on a page of its own."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules import weights
from app.rules.access import Permission
from app.rules.lifecycle import Milestone
from app.rules.setup import Step
from app.services import foresight, rounds, scores
from app.services.foresight import ForeseenOtherwiseError
from app.services.rounds import LockedError, criteria
from app.services.work import NotFoundError
from app.web import acts
from app.web.acts import ActPage
from app.web.guards import needs
from app.web.setup import page
from app.web.setup.criteria_forms import (
    MOST,
    WEIGHT,
    CriterionForm,
    WeightsForm,
    criterion_form,
    criterion_lines,
    read_criterion,
    read_weights,
)
from app.web.setup.page import Apart
from app.web.setup.routes import enter
from app.web.setup.saving import save
from app.web.transaction import work
from app.words import formats
from app.words import setup as words
from app.words.acts.rounds import before_removal
from app.words.rounds.glance import title
from app.words.rulebooks import per_cents
from app.words.text import _

blueprint = Blueprint("setup_criteria", __name__)
USUAL = [str(number) for number in range(1, 7)]
"""The scores of a round that has no rules yet."""


@blueprint.get("/priser/<round:slug>/oppsett/kriterier")
@needs(Permission.SET_UP_ROUND)
def show(slug: str) -> str:
    """List the criteria with their weights, to be ordered and weighed."""
    return _list(enter(slug))


@blueprint.post("/priser/<round:slug>/oppsett/kriterier")
@needs(Permission.SET_UP_ROUND)
def store(slug: str) -> Response | tuple[str, int]:
    """Set weights and order."""
    award_round = enter(slug)
    held = criteria.columns(award_round)
    sent, base = (
        read_weights(request.form, [one["key"] for one in held]),
        request.form.get("base", ""),
    )
    errors = sent.errors()
    if errors:
        return _list(award_round, sent, errors, base=base), 422
    stays = url_for("setup_criteria.show", slug=slug)
    return save(
        award_round,
        lambda: rounds.set_criteria(work(), award_round, sent.applied(held), base=base),
        lambda wrong, apart: _list(award_round, sent, wrong, apart),
        _weight_lines,
        then=stays if sent.act not in {"", "save"} else "",
    )


def _weight_lines(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (
            f"{WEIGHT}{one['key']}",
            _("%(place)s. %(name)s", place=place, name=formats.in_language(one["name"])),
            formats.percent(Decimal(one["weight"]), 3),
        )
        for place, one in enumerate(data["criteria"], start=1)
    ]


def _locked(award_round: Round) -> str:
    return "" if award_round.milestone is Milestone.PLANNED else words.locked_with_call()


def _list(
    award_round: Round,
    form: WeightsForm | None = None,
    errors: Mapping[str, str] | None = None,
    apart: Sequence[Apart] | None = None,
    *,
    base: str = "",
) -> str:
    held = {one.key: one.weight for one in award_round.criteria}
    stamp, locked = base or criteria.stamp(award_round), _locked(award_round)
    frame = page.frame(
        work(), award_round, Step.CRITERIA, stamp, errors=errors, apart=apart, locked=locked
    )
    return render_template(
        "setup/criteria.html",
        award_round=award_round,
        frame=frame,
        written=per_cents(held) | dict(form.written if form else {}),
        total=sum(held.values(), Decimal(0)),
        rest=weights.remaining(list(held.values())[:-1]) if held else Decimal(0),
        is_whole=weights.are_whole(list(held.values())),
        is_full=len(held) >= MOST,
    )


def _scores(award_round: Round) -> list[str]:
    """Give the scores of the scale, which the levels are the words for."""
    if not award_round.rulebooks:
        return USUAL
    return [
        formats.decimal(value, 1).removesuffix(",0").removesuffix(".0")
        for value in scores.scale(award_round).values()
    ]


@blueprint.get("/priser/<round:slug>/oppsett/kriterier/nytt")
@needs(Permission.SET_UP_ROUND)
def new(slug: str) -> str:
    """Ask what a new criterion says."""
    award_round = enter(slug)
    return _one(award_round, "", criterion_form({}, len(_scores(award_round))))


@blueprint.post("/priser/<round:slug>/oppsett/kriterier/nytt")
@needs(Permission.SET_UP_ROUND)
def add(slug: str) -> Response | tuple[str, int]:
    """Add a criterion; it weighs nothing until the weights are set."""
    return _store_one(enter(slug), "")


@blueprint.get("/priser/<round:slug>/oppsett/kriterier/<key>")
@needs(Permission.SET_UP_ROUND)
def edit(slug: str, key: str) -> str:
    """Show what a criterion says, to be written."""
    award_round = enter(slug)
    return _one(
        award_round, key, criterion_form(_held(award_round, key), len(_scores(award_round)))
    )


@blueprint.post("/priser/<round:slug>/oppsett/kriterier/<key>")
@needs(Permission.SET_UP_ROUND)
def write(slug: str, key: str) -> Response | tuple[str, int]:
    """Write what a criterion says."""
    award_round = enter(slug)
    _held(award_round, key)
    return _store_one(award_round, key)


def _held(award_round: Round, key: str) -> dict[str, Any]:
    found = next((one for one in criteria.columns(award_round) if one["key"] == key), None)
    if found is None:
        raise NotFoundError(key)
    return found


def _store_one(award_round: Round, key: str) -> Response | tuple[str, int]:
    sent = read_criterion(request.form, len(_scores(award_round)))
    base, errors = request.form.get("base", ""), sent.errors()
    if errors:
        return _one(award_round, key, sent, errors, base=base), 422
    held = criteria.columns(award_round)
    if key:
        wanted = [{**one, **sent.columns()} if one["key"] == key else one for one in held]
    elif len(held) < MOST:
        made = criteria.new_key(sent.columns()["name"], [one["key"] for one in held])
        wanted = [*held, {"key": made, "weight": Decimal(0), **sent.columns()}]
    else:
        full = _("Runden kan ha høyst %(most)s kriterier.", most=MOST)
        return _one(award_round, key, sent, {"": full}, base=base), 422

    def lines(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        mine: Mapping[str, Any] = next((one for one in data["criteria"] if one["key"] == key), {})
        return criterion_lines(mine, _scores(award_round)) if key else []

    return save(
        award_round,
        lambda: rounds.set_criteria(work(), award_round, wanted, base=base if key else None),
        lambda wrong, apart: _one(award_round, key, sent, wrong, apart),
        lines,
        then=url_for("setup_criteria.show", slug=award_round.slug),
    )


def _one(
    award_round: Round,
    key: str,
    form: CriterionForm,
    errors: Mapping[str, str] | None = None,
    apart: Sequence[Apart] | None = None,
    *,
    base: str = "",
) -> str:
    stamp, locked = base or criteria.stamp(award_round), _locked(award_round)
    frame = page.frame(
        work(), award_round, Step.CRITERIA, stamp, errors=errors, apart=apart, locked=locked
    )
    return render_template(
        "setup/criterion.html",
        award_round=award_round,
        frame=frame,
        form=form,
        key=key,
        scores=_scores(award_round),
    )


@blueprint.get("/priser/<round:slug>/oppsett/kriterier/<key>/fjern")
@needs(Permission.SET_UP_ROUND)
def before_remove(slug: str, key: str) -> tuple[str, int]:
    """Show what goes with a criterion, before it is taken out."""
    return _before(enter(slug), key)


@blueprint.post("/priser/<round:slug>/oppsett/kriterier/<key>/fjern")
@needs(Permission.SET_UP_ROUND)
def remove(slug: str, key: str) -> Response | tuple[str, int]:
    """Take a criterion out, as it was shown."""
    award_round = enter(slug)
    try:
        criteria.remove(work(), award_round, key, seen=acts.seen())
    except ForeseenOtherwiseError:
        return _before(award_round, key, is_stale=True)
    except LockedError:
        return _list(award_round, errors={"": words.locked_with_call()}), 409
    flash(_("Kriteriet er fjernet."), "success")
    return redirect(url_for("setup_criteria.show", slug=slug), 303)


def _before(award_round: Round, key: str, *, is_stale: bool = False) -> tuple[str, int]:
    try:
        foreseen = rounds.foresee_removal(work(), award_round, key)
    except LockedError:
        return _list(award_round, errors={"": words.locked_with_call()}), 409
    act = ActPage(
        before_removal(foreseen),
        foresight.stamp(foreseen),
        action=url_for("setup_criteria.remove", slug=award_round.slug, key=key),
        back=url_for("setup_criteria.show", slug=award_round.slug),
        over=title(award_round),
        is_stale=is_stale,
    )
    return acts.render(award_round, act), acts.status(act)
