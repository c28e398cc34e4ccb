"""Rounds: the public's page, which follows the phase, and the progress."""

from flask import Blueprint, g, render_template

from app.rules.access import Permission, Role
from app.rules.lifecycle import Phase
from app.services import announcements, lists, may, progress, rounds
from app.services.progress import Mark, Progress
from app.web import paging
from app.web.context import stand_in
from app.web.guards import needs, public
from app.web.rounds import public_page
from app.web.transaction import work
from app.words import juries
from app.words.text import _, _n

blueprint = Blueprint("rounds", __name__)


@blueprint.get("/runder/<slug>")
@public
def show(slug: str) -> str:
    """Show the call, that the jury is at work, or the result: whatever is public now."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.VIEW_ROUND, award_round)
    g.prize = award_round.prize
    known = {"award_round": award_round, "prize": award_round.prize}
    result = announcements.results(work(), [award_round]).get(award_round.id)
    if result is not None:
        page = public_page.result_page(work(), award_round, result)
        return render_template("rounds/result.html", page=page, **known)
    if award_round.public_phase(work().now) is Phase.OPEN:
        call = public_page.call_page(work(), award_round)
        return render_template("rounds/call.html", page=call, **known)
    waiting = public_page.waiting_page(work(), award_round)
    return render_template("rounds/waiting.html", page=waiting, **known)


@blueprint.get("/runder/<slug>/framdrift", endpoint="progress")
@needs(Permission.VIEW_PROGRESS)
def show_progress(slug: str) -> str:
    """Show who has finished how much, without a single score."""
    award_round = rounds.by_slug(work().session, slug)
    seen = progress.for_chair(work(), award_round)
    chairs = Role.CHAIR in may.roles(work(), award_round)
    stand_in(award_round, next_step=_("Se hvem som mangler noe") if seen.expected else "")
    wanted, shown = paging.asked(), seen.nominations
    if wanted.query:
        found = lists.find(work().session, award_round, wanted.query)
        shown = [nomination for nomination in shown if nomination.id in found]
    page = paging.cut(
        shown, wanted, "rounds.progress", of=len(seen.nominations), slug=award_round.slug
    )
    return render_template(
        "rounds/progress.html",
        award_round=award_round,
        seen=seen,
        page=page,
        names=lists.names(work().session, [nomination.id for nomination in page.rows]),
        lede=_progress_words(seen),
        covered={part.nomination_id: part for part in seen.coverage},
        institution=juries.institution,
        quorum=award_round.rulebook.quorum,
        chairs=chairs,
        Mark=Mark,
    )


def _progress_words(seen: Progress) -> str:
    """Say in a sentence how far the jury has come."""
    if not seen.nominations:
        return _("Det er ingen forslag til vurdering.")
    done, every = seen.count(Mark.SEALED), seen.expected
    if done == every:
        return _("Alle skjemaene er levert.")
    enough = sum(part.is_enough for part in seen.coverage)
    return _n(
        "%(done)s av %(all)s skjemaer er levert. %(enough)s av %(num)s forslag har nok vurderinger.",
        "%(done)s av %(all)s skjemaer er levert. %(enough)s av %(num)s forslag har nok vurderinger.",
        len(seen.nominations),
        done=done,
        all=every,
        enough=enough,
    )
