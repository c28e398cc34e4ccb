"""Who goes on from a stage: the chair chooses, sees what follows, and names them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.rules.lifecycle import StageKind
from app.rules.numbers import row_numbers
from app.rules.stages import NamingFault
from app.services import decisions, foresight, lists, ranking, rounds, shortlists
from app.services.foresight import ForeseenOtherwiseError
from app.services.shortlists import NamingRefusedError
from app.web import acts
from app.web.acts import ActPage
from app.web.context import stand_in
from app.web.guards import needs
from app.web.seats import own_body
from app.web.transaction import work
from app.words.acts.shortlists import before_naming
from app.words.ranking import shortlist
from app.words.results.decisions import choice
from app.words.rounds import stages as words
from app.words.rounds.glance import title
from app.words.text import _

blueprint = Blueprint("shortlists", __name__)
CHOSEN = "valgt"
"""What the field of those who go on is called, in addresses too."""


@dataclass(frozen=True)
class Choosing:
    """The form: what can be chosen, and what the ranking advises, where the stage has one.

    lede: what becomes of those who are chosen, and who learns of it.
    """

    lede: str
    options: Sequence[tuple[int, str]]
    chosen: Sequence[int]
    advice: Sequence[str]
    error: str
    has_ranking: bool


@blueprint.get("/priser/<round:slug>/kortliste")
@needs(Permission.NAME_SHORTLIST)
def choose(slug: str) -> str:
    """Let the chair choose who goes on."""
    award_round = rounds.by_slug(work().session, slug)
    return _choosing(award_round, _asked())


@blueprint.get("/priser/<round:slug>/kortliste/avgjor")
@needs(Permission.NAME_SHORTLIST)
def before(slug: str) -> str | tuple[str, int]:
    """Show who goes on and who does not, before it is done."""
    return _before(rounds.by_slug(work().session, slug))


@blueprint.post("/priser/<round:slug>/kortliste/avgjor")
@needs(Permission.NAME_SHORTLIST)
def name(slug: str) -> Response | str | tuple[str, int]:
    """Name who goes on, as it was shown."""
    award_round = rounds.by_slug(work().session, slug)
    reason = request.form.get("reason", "")
    try:
        shortlists.name(work(), award_round, _asked(), reason, seen=acts.seen())
    except ForeseenOtherwiseError:
        return _before(award_round, reason, is_stale=True)
    except NamingRefusedError as error:
        if NamingFault.REASON_MISSING in error.faults:
            return _before(award_round, reason, error=words.fault(NamingFault.REASON_MISSING))
        return _choosing(award_round, _asked(), words.fault(error.faults[0])), 422
    flash(_("Det er avgjort hvem som går videre. Sekretariatet åpner neste trinn."))
    return redirect(url_for("scores.desk", slug=slug), 303)


def _asked() -> list[int]:
    return row_numbers(request.values.getlist(CHOSEN))


def _choosing(award_round: Round, chosen: Sequence[int], error: str = "") -> str:
    decisions.require_impartial_chair(work(), award_round, Permission.NAME_SHORTLIST)
    stand_in(
        award_round,
        next_step=_("Avgjør hvem som går videre"),
        on_behalf_of=own_body(work(), award_round),
    )
    return render_template(
        "shortlists/choose.html",
        award_round=award_round,
        page=_after_visits(award_round, chosen, error)
        if award_round.stage and award_round.stage.kind is StageKind.VISIT
        else _by_ranking(award_round, chosen, error),
    )


def _by_ranking(award_round: Round, chosen: Sequence[int], error: str) -> Choosing:
    table = ranking.for_actor(work(), award_round)
    advice = shortlist.suggest(table)
    return Choosing(
        words.becomes(award_round),
        [(row.nomination.id, choice(row, row.line.fair)) for row in table.rows],
        chosen,
        [advice.says, advice.moves] if advice else [],
        error,
        has_ranking=True,
    )


def _after_visits(award_round: Round, chosen: Sequence[int], error: str) -> Choosing:
    """Lay out what can be chosen by number, with the place that each had before the visits."""
    before = shortlists.places_before(work().session, award_round)
    held = list(shortlists.places(work(), award_round))
    names = lists.names(work().session, held)
    numbers = {one.id: one.number for one in lists.judged(work().session, award_round)}
    return Choosing(
        words.becomes(award_round),
        [(one, words.visited(names[one], before.get(numbers[one] or 0))) for one in held],
        chosen,
        [],
        error,
        has_ranking=False,
    )


def _before(
    award_round: Round, reason: str = "", *, error: str = "", is_stale: bool = False
) -> str | tuple[str, int]:
    try:
        foreseen = shortlists.foresee(work(), award_round, _asked())
    except NamingRefusedError as refused:
        return _choosing(award_round, _asked(), words.fault(refused.faults[0])), 422
    said = before_naming(foreseen)
    stand_in(award_round, next_step=said.title, on_behalf_of=own_body(work(), award_round))
    act = ActPage(
        said,
        foresight.stamp(foreseen),
        action=url_for("shortlists.name", slug=award_round.slug),
        back=url_for("shortlists.choose", slug=award_round.slug, valgt=_asked()),
        over=title(award_round),
        is_stale=is_stale,
    )
    shown = render_template(
        "shortlists/before.html",
        award_round=award_round,
        act=act,
        chosen=_asked(),
        departs=foreseen.departs,
        reason=reason,
        error=error,
    )
    return shown, 422 if error else acts.status(act)
