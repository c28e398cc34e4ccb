"""Rounds: the public's page, which follows the phase, and the progress."""

from urllib.parse import urlsplit

from flask import Blueprint, g, render_template, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response

from app.rules.access import Permission
from app.rules.lifecycle import WRITTEN_ON, Phase
from app.services import announcements, may, rounds
from app.services.work import NotFoundError
from app.web import downloads
from app.web.context import stand_in
from app.web.guards import needs, public
from app.web.rounds import progress_page, public_page
from app.web.transaction import work
from app.words import candidate_kinds
from app.words.nominations import forms, papers
from app.words.results import scores as scores_words
from app.words.rounds import calendars

blueprint = Blueprint("rounds", __name__)


@blueprint.get("/priser/<round:slug>")
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


@blueprint.get("/priser/<round:slug>/skjema-<any(nb,nn,en):code>.docx")
@public
def form_document(slug: str, code: str) -> Response:
    """Give the empty form of a call, in a language, to be written on outside."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.VIEW_ROUND, award_round)
    if award_round.public_phase(work().now) not in WRITTEN_ON:
        raise NotFoundError("form")
    form = rounds.form(work().session, award_round)
    with force_locale(code):
        return downloads.word(papers.empty_form(award_round, form), f"skjema-{slug}-{code}")


@blueprint.get(f"/priser/<round:slug>/poeng.<{downloads.KINDS}:kind>")
@public
def scores_table(slug: str, kind: str) -> Response:
    """Give the scores behind a result that is public, where its rulebook lets everybody have them."""
    award_round = rounds.by_slug(work().session, slug)
    found = announcements.public_scores(work(), award_round)
    names = public_page.names_by_number(work(), award_round)
    return downloads.table(scores_words.scores_table(found, names), kind, f"poeng-{slug}")


@blueprint.get(f"/priser/<round:slug>/vekter.<{downloads.KINDS}:kind>")
@public
def weights_table(slug: str, kind: str) -> Response:
    """Give the weights likewise."""
    found = announcements.public_scores(work(), rounds.by_slug(work().session, slug))
    return downloads.table(scores_words.weights_table(found), kind, f"vekter-{slug}")


@blueprint.get("/priser/<round:slug>/framdrift", endpoint="progress")
@needs(Permission.VIEW_PROGRESS)
def show_progress(slug: str) -> str:
    """Show who has finished how much, without a single score."""
    award_round = rounds.by_slug(work().session, slug)
    view = progress_page.lay_out(work(), award_round)
    stand_in(award_round, next_step=view.next_step)
    return render_template("rounds/progress.html", award_round=award_round, view=view)


@blueprint.get(f"/priser/<round:slug>/framdrift/liste.<{downloads.KINDS}:kind>")
@needs(Permission.VIEW_PROGRESS)
def progress_table(slug: str, kind: str) -> Response:
    """Give who has finished how much as a table, without a single score."""
    award_round = rounds.by_slug(work().session, slug)
    sheet = progress_page.everything(work(), award_round)
    return downloads.table(sheet, kind, f"framdrift-{slug}")


@blueprint.get("/priser/<round:slug>/datoer.ics")
@public
def calendar(slug: str) -> Response:
    """Give the dates of a call as a calendar file."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.VIEW_ROUND, award_round)
    address = url_for("rounds.show", slug=award_round.slug, _external=True)
    host = urlsplit(address).hostname or "localhost"
    content = calendars.calendar_file(award_round, address, host, work().now)
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{award_round.slug}.ics"'
    return answer


@blueprint.get("/priser/<round:slug>/skjema")
@public
def form(slug: str) -> str:
    """Show the whole form of a call, to be read."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.VIEW_ROUND, award_round)
    g.prize = award_round.prize
    sections = rounds.form(work().session, award_round)
    questions = [question for section in sections for question in section.questions]
    return render_template(
        "rounds/form.html",
        award_round=award_round,
        candidates=candidate_kinds.summary(award_round.candidate_rules),
        sections=sections,
        of_whom={question.key: forms.of_whom(question, sections) for question in questions},
        takes={question.key: papers.files(question) for question in questions},
        declaration=papers.declaration(award_round),
    )
