"""The ranking: what the scores say, how sure that is, and everyone's sheets side by side."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for

from app.models import Round
from app.rules.access import Permission, Verdict
from app.services import may, ranking, rounds
from app.web.context import stand_in
from app.web.guards import signed_in
from app.web.ranking import ballots_page, page, sheets_page
from app.web.seats import own_body
from app.web.transaction import work
from app.words.text import _

blueprint = Blueprint("ranking", __name__)


@blueprint.get("/priser/<round:slug>/rangering")
@signed_in
def show(slug: str) -> str:
    """Show the ranking that the reader may see."""
    award_round = rounds.by_slug(work().session, slug)
    if award_round.is_by_ballot:
        return _by_ballots(award_round)
    table = ranking.for_actor(work(), award_round)
    chooses = _chooses(award_round, is_whole=table.is_whole)
    stand_in(
        award_round,
        next_step=chooses.next_step if chooses else "",
        on_behalf_of=own_body(work(), award_round),
    )
    return render_template(
        "ranking/show.html",
        award_round=award_round,
        page=page.make(work(), award_round, table, request.args, shows_all="alle" in request.args),
        chooses=chooses,
    )


def _by_ballots(award_round: Round) -> str:
    """Show what the ballots come to; who is recused from any of them sees nothing of it."""
    view = ballots_page.of_actor(work(), award_round)
    chooses = _chooses(award_round, is_whole=True)
    stand_in(
        award_round,
        next_step=chooses.next_step if chooses else "",
        on_behalf_of=own_body(work(), award_round),
    )
    return render_template(
        "ranking/ballots.html", award_round=award_round, page=view, chooses=chooses
    )


@blueprint.get("/priser/<round:slug>/rangering/<int:nomination_id>")
@signed_in
def sheets(slug: str, nomination_id: int) -> str:
    """Show everyone's scores and grounds for one nomination, the most disputed first."""
    award_round = rounds.by_slug(work().session, slug)
    table = ranking.for_actor(work(), award_round)
    row = table.row(nomination_id)
    stand_in(award_round, on_behalf_of=own_body(work(), award_round))
    return render_template(
        "ranking/sheets.html",
        award_round=award_round,
        page=sheets_page.make(
            award_round,
            table,
            row,
            ranking.sheets(work().session, award_round, row),
            ranking.handed_in(work().session, row),
        ),
    )


@dataclass(frozen=True)
class WayOn:
    """Where the chair goes on from the ranking: what it is called, and what is expected of her."""

    url: str
    label: str
    next_step: str


def _chooses(award_round: Round, *, is_whole: bool) -> WayOn | None:
    known = {
        Permission.NAME_SHORTLIST: WayOn(
            url_for("shortlists.choose", slug=award_round.slug),
            _("Velg hvem som går videre"),
            _("Velg hvem som går videre når drøftingen er ferdig"),
        ),
        Permission.DECIDE: WayOn(
            url_for("decisions.decide", slug=award_round.slug),
            _("Skriv avgjørelsen"),
            _("Ta avgjørelsen når drøftingen er ferdig"),
        ),
    }
    for permission, way in known.items():
        answer = may.decide(work(), permission, award_round, impartial=is_whole)
        if answer is Verdict.ALLOWED:
            return way
    return None
