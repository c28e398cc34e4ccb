"""Visits: the list of a stage, and a page for each."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.rules.access import Permission
from app.services import rounds, visits
from app.services.visits import NobodyWentError, NotImpartialError, Seen
from app.services.work import NotFoundError, StaleEditError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.seats import body_of
from app.web.transaction import work
from app.web.visits import page
from app.web.visits.forms import Sent, plan_shown, read_plan, read_report
from app.words.jury import visits as words
from app.words.rounds import calendars
from app.words.text import _

blueprint = Blueprint("visits", __name__)
Answer = BaseResponse | str | tuple[str, int]


@blueprint.get("/priser/<round:slug>/befaring")
@needs(Permission.VIEW_VISITS)
def index(slug: str) -> str:
    """List the visits."""
    award_round = rounds.by_slug(work().session, slug)
    view = page.lay_out(work(), award_round)
    stand_in(award_round, next_step=view.next_step, on_behalf_of=body_of(work(), award_round))
    return render_template("visits/index.html", award_round=award_round, view=view)


@blueprint.get("/befaring/<int:nomination_id>")
@needs(Permission.VIEW_VISITS)
def show(nomination_id: int) -> str:
    """Show a visit: its plan, its report, and what the jury saw."""
    return _page(visits.see(work(), nomination_id), Sent())


@blueprint.post("/befaring/<int:nomination_id>/plan")
@needs(Permission.PLAN_VISITS)
def plan(nomination_id: int) -> Answer:
    """Plan a visit."""
    seen = visits.see(work(), nomination_id)
    given, sent = read_plan()
    if sent.errors:
        return _page(seen, sent), 422
    return _stored(
        seen,
        sent,
        lambda base: visits.plan(work(), seen.nomination, given, base=base),
        _("Planen er lagret. De som skal være med, får en e-post når tid og sted er satt."),
    )


@blueprint.post("/befaring/<int:nomination_id>/rapport")
@needs(Permission.REPORT_VISIT)
def report(nomination_id: int) -> Answer:
    """Report who went, and what was answered."""
    seen = visits.see(work(), nomination_id)
    given, sent = read_report(len(seen.stage.questions))
    return _stored(
        seen,
        sent,
        lambda base: visits.report(work(), seen.nomination, given, base=base),
        _("Befaringen er ført."),
    )


@blueprint.post("/befaring/<int:nomination_id>/observasjon")
@needs(Permission.REPORT_VISIT)
def observe(nomination_id: int) -> Answer:
    """Write what the reader saw."""
    seen = visits.see(work(), nomination_id)
    text = request.form.get("observation", "")
    return _stored(
        seen,
        Sent(observation=text),
        lambda base: visits.observe(work(), seen.nomination, text, base=base),
        _("Det du så, er lagret. Juryen kan lese det."),
    )


@blueprint.get("/befaring/<int:nomination_id>/befaring.ics")
@needs(Permission.VIEW_VISITS)
def calendar(nomination_id: int) -> Response:
    """Give a visit as a calendar file."""
    seen = visits.see(work(), nomination_id)
    if seen.visit is None or seen.visit.starts_at is None:
        raise NotFoundError("a time for the visit")
    address = url_for("visits.show", nomination_id=nomination_id, _external=True)
    content = calendars.visit_file(
        seen.nomination.candidate_names,
        seen.visit,
        address,
        urlsplit(address).hostname or "localhost",
        work().now,
    )
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="befaring.ics"'
    return answer


def _stored(seen: Seen, sent: Sent, store: Callable[[str], Any], said: str) -> Answer:
    """Store what was sent, or show it again with why it was not."""
    try:
        store(request.form.get("base", ""))
    except NotImpartialError:
        name = "party" if sent.plan is not None else "went"
        return _page(seen, _with(sent, errors={name: words.not_able()})), 422
    except NobodyWentError:
        return _page(seen, _with(sent, errors={"went": words.nobody_went()})), 422
    except StaleEditError as error:
        theirs = _theirs(seen, error.theirs)
        return _page(visits.see(work(), seen.nomination.id), _with(sent, theirs=theirs)), 409
    flash(said, "success")
    return redirect(url_for("visits.show", nomination_id=seen.nomination.id), 303)


def _with(sent: Sent, **changes: Any) -> Sent:
    return Sent(**{**vars(sent), **changes})


def _theirs(seen: Seen, theirs: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Say what somebody else has stored meanwhile: field, label and text."""
    names = dict(page.lay_out_one(work(), seen, Sent()).able)
    if "text" in theirs:
        return [("observation", _("Det du så"), theirs["text"])]
    if "went" in theirs:
        went = "; ".join(names[one] for one in theirs["went"] if one in names)
        return [
            ("went", _("De som var med"), went),
            *(
                (f"answer-{at}", _("Svar %(number)s", number=at + 1), text)
                for at, text in enumerate(theirs["answers"])
            ),
        ]
    party = "; ".join(names[one] for one in theirs["party"] if one in names)
    return [
        ("starts_at", _("Tid"), plan_shown(theirs)["starts_at"]),
        ("place", _("Sted"), theirs["place"]),
        ("party", _("De som drar"), party),
    ]


def _page(seen: Seen, sent: Sent) -> str:
    view = page.lay_out_one(work(), seen, sent)
    stand_in(
        seen.award_round,
        next_step=words.next_step(seen.stage, plans=view.plans, names=False),
        on_behalf_of=body_of(work(), seen.award_round),
    )
    return render_template(
        "visits/show.html",
        award_round=seen.award_round,
        nomination=seen.nomination,
        view=view,
    )
