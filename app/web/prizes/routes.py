"""The prize for everybody: its front page, and the years gone by."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, g, render_template

from app.models import Prize, Round
from app.rules.lifecycle import Phase
from app.services import announcements, prizes
from app.services.announcements import Result
from app.services.work import NotFoundError
from app.web.context import can
from app.web.guards import public
from app.web.transaction import actor, work
from app.words import calls, honours

blueprint = Blueprint("prizes", __name__)

YEARS_ON_FRONT = 6
UNDER_WAY = (Phase.OPEN, Phase.SCREENING, Phase.JUDGING)


def show_prize() -> Prize | None:
    """Give the prize of the installation, and let the masthead name it."""
    try:
        g.prize = prizes.the_prize(work().session)
    except NotFoundError:
        return None
    prize: Prize = g.prize
    return prize


@blueprint.get("/")
@public
def front() -> str:
    """Show what the prize is, what is open now, and who has won."""
    prize = show_prize()
    if prize is None:
        return render_template("prizes/unset.html")
    now = work().now
    known = announcements.public_rounds(work().session, prize, now)
    results = announcements.results(work(), known)
    years = honours.years(known, results)
    last = next((year for year in years if year.winner), None)
    earlier = [year.slug for year in years if year is not last]
    under_way = [r for r in known if r.public_phase(now) in UNDER_WAY]
    opened = [r for r in under_way if r.public_phase(now) is Phase.OPEN]
    call = min(opened, key=lambda r: (r.deadline_at or now, r.id), default=None)
    current = call or next(iter(under_way), None)
    return render_template(
        "prizes/front.html",
        prize=prize,
        call=call,
        current=current,
        standing=calls.standing(current, now) if current else None,
        planned=calls.planned_for(current, now) if current else "",
        time_left=calls.time_left(call, now) if call else "",
        timeline=calls.timeline(current, now) if current else (),
        others=[
            (r, calls.standing(r, now), calls.planned_for(r, now))
            for r in under_way
            if r is not current
        ],
        last=last,
        may_write=may_write(call),
        has_more=len(earlier) > YEARS_ON_FRONT,
        **_years(known, results, set(earlier[:YEARS_ON_FRONT])),
    )


@blueprint.get("/tidligere")
@public
def history() -> str:
    """List every year that has a result."""
    prize = show_prize()
    if prize is None:
        return render_template("prizes/unset.html")
    now = work().now
    known = announcements.public_rounds(work().session, prize, now)
    results = announcements.results(work(), known)
    return render_template(
        "prizes/history.html",
        prize=prize,
        **_years(known, results, {award_round.slug for award_round in known}),
    )


def _years(
    known: Sequence[Round], results: Mapping[int, Result], slugs: set[str]
) -> dict[str, Any]:
    """Give the table of some years, with its map."""
    held = [award_round for award_round in known if award_round.slug in slugs]
    spots = honours.winners_map(held, results)
    return {
        "years": honours.years(held, results),
        "spots": spots,
        "map_words": honours.winners_words(spots),
    }


def may_write(call: Round | None) -> bool:
    """Say whether to offer a reader to write a nomination: not the jury or the secretariat."""
    if call is None:
        return False
    return not actor().is_signed_in or can("start_nomination", call)
