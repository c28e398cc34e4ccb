"""Rounds: the public's page, which follows the phase; the overview by role; the progress."""

from urllib.parse import urlsplit

from flask import Blueprint, g, render_template

from app.models import Round
from app.rules.access import Permission, Role
from app.rules.lifecycle import Phase
from app.services import announcements, lists, may, progress, rounds
from app.services.announcements import Result
from app.services.progress import Mark, Progress
from app.web import paging
from app.web.context import stand_in
from app.web.guards import needs, public
from app.web.prizes.routes import may_write
from app.web.transaction import work
from app.words import calls, formats, honours, juries
from app.words.text import _, _n

blueprint = Blueprint("rounds", __name__)


@blueprint.get("/runder/<slug>")
@public
def show(slug: str) -> str:
    """Show the call, that the jury is at work, or the result: whatever is public now."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.VIEW_ROUND, award_round)
    g.prize = award_round.prize
    result = announcements.results(work(), [award_round]).get(award_round.id)
    if result is not None:
        return _result(award_round, result)
    if award_round.public_phase(work().now) is Phase.OPEN:
        return _call(award_round)
    return _waiting(award_round)


def _call(award_round: Round) -> str:
    now = work().now
    return render_template(
        "rounds/call.html",
        award_round=award_round,
        prize=award_round.prize,
        standing=calls.standing(award_round, now),
        time_left=calls.time_left(award_round, now),
        timeline=calls.timeline(award_round, now),
        form=rounds.form(work().session, award_round),
        jury=juries.of_round(work(), award_round),
        may_write=may_write(award_round),
    )


def _waiting(award_round: Round) -> str:
    now = work().now
    before, after, names = _neighbours(award_round)
    return render_template(
        "rounds/waiting.html",
        award_round=award_round,
        prize=award_round.prize,
        standing=calls.standing(award_round, now),
        planned=calls.planned_for(award_round, now),
        timeline=calls.timeline(award_round, now),
        jury=juries.of_round(work(), award_round),
        before=before,
        after=after,
        names=names,
    )


def _result(award_round: Round, result: Result) -> str:
    before, after, names = _neighbours(award_round)
    winner = honours.named(result.winners)
    spots = honours.result_map(result)
    written = announcements.public_answers(work().session, award_round, result)
    return render_template(
        "rounds/result.html",
        award_round=award_round,
        prize=award_round.prize,
        result=result,
        winner=honours.titled(result.winners),
        page_title=_("%(winner)s, vinner %(year)s", winner=winner, year=award_round.year)
        if winner
        else _("Prisen ble ikke delt ut i %(year)s", year=award_round.year),
        description=formats.in_language(result.decision.citation)
        or formats.in_language(award_round.prize.name),
        named=[*result.winners, *result.nominees, *result.mentions],
        names=honours.named,
        written=written,
        # A winner alone, of whom nothing more is known, is named above already.
        shows_named=bool(written) or len(result.decision.distinctions) > 1,
        parts_heading=_parts_heading(result),
        spots=spots,
        map_words=honours.result_words(result, spots),
        jury=juries.of_round(work(), award_round),
        occasion=_occasion(award_round),
        source_site=urlsplit(str(award_round.history.get("source", ""))).netloc.removeprefix(
            "www."
        ),
        before=before,
        after=after,
        neighbour_names=names,
    )


def _parts_heading(result: Result) -> str:
    if len(result.decision.distinctions) > len(result.winners):
        return _("De nominerte")
    return _("Vinneren") if len(result.winners) == 1 else _("Vinnerne")


def _occasion(award_round: Round) -> str:
    """Say when and on what occasion the prize was awarded, as far as it is known."""
    day = honours.awarded_on(award_round)
    where = formats.in_language(award_round.history.get("occasion"))
    told = [formats.day(day)] if day else []
    if award_round.embargo_until is not None:
        told = [_("Kunngjort %(day)s", day=formats.day(award_round.embargo_until))]
    if where:
        told.append(where)
    if award_round.is_invented:
        told.append(_("oppdiktet, til demonstrasjon"))
    return " · ".join(told)


def _neighbours(award_round: Round) -> tuple[Round | None, Round | None, dict[int, str]]:
    """Give the rounds before and after, each with what to call it."""
    now = work().now
    before, after = announcements.neighbours(work().session, award_round, now)
    held = [other for other in (before, after) if other is not None]
    found = announcements.results(work(), held)
    names = {}
    for other in held:
        result = found.get(other.id)
        if result is None:
            said = calls.standing(other, now).title
        else:
            said = honours.named(result.winners) or _("Ikke delt ut")
        names[other.id] = f"{other.year}: {said}"
    return before, after, names


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
