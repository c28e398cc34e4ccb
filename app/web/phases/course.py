"""Pausing a round, having it go on, cancelling it: each on a page that says first who is told what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.rules.dates import RoundDate
from app.services import foresight, phases, rounds
from app.services.foresight import ForeseenOtherwiseError
from app.services.nominations import ReasonMissingError
from app.services.phases import DatesQuestionedError, DatesRefusedError
from app.web import acts
from app.web.acts import ActPage
from app.web.context import stand_in
from app.web.dates.forms import DatesForm, read_dates
from app.web.guards import needs
from app.web.moments import write_moment
from app.web.transaction import work
from app.words.acts.rounds import before_course
from app.words.rounds import dates as words
from app.words.rounds.glance import title
from app.words.rounds.phases import moved
from app.words.text import _

blueprint = Blueprint("course", __name__)
NAMES = {"pause": "pause", "fortsett": "resume", "avlys": "cancel"}
"""What the moves are called in addresses."""


@dataclass(frozen=True)
class CourseForm:
    """What was filled in: why, or what else is told; and the dates that it goes on with."""

    reason: str = ""
    dates: DatesForm | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    question: str = ""


@blueprint.get("/priser/<round:slug>/styring/<any(pause, fortsett, avlys):act>")
@needs(Permission.RUN_ROUND)
def before(slug: str, act: str) -> tuple[str, int]:
    """Show what it leads to, and ask why."""
    return _page(rounds.by_slug(work().session, slug), NAMES[act])


@blueprint.post("/priser/<round:slug>/styring/<any(pause, fortsett, avlys):act>")
@needs(Permission.RUN_ROUND)
def do(slug: str, act: str) -> Response | tuple[str, int]:
    """Pause a round, have it go on, or cancel it, as it was shown."""
    award_round, name = rounds.by_slug(work().session, slug), NAMES[act]
    reason = request.form.get("reason", "")
    try:
        if name == "resume":
            return _resume(award_round, reason)
        make = phases.pause if name == "pause" else phases.cancel
        make(work(), award_round, reason, seen=acts.seen())
    except ReasonMissingError:
        told = {"reason": _("Skriv grunnen. Alle kan lese den.")}
        return _page(award_round, name, CourseForm(reason, errors=told))[0], 422
    except ForeseenOtherwiseError:
        return _page(award_round, name, CourseForm(reason), is_stale=True)
    return _done(award_round, name)


def _resume(award_round: Round, reason: str) -> Response | tuple[str, int]:
    phases.foresee_course(work(), award_round, "resume")
    free = phases.dates_to_set(work().session, award_round, work().now)
    sent = read_dates(request.form, free)
    given, errors = sent.read(award_round)
    form = CourseForm(reason, sent, errors)
    if errors:
        return _page(award_round, "resume", form)[0], 422
    try:
        phases.resume(
            work(),
            award_round,
            given,
            reason,
            seen=acts.seen(),
            is_confirmed=sent.is_confirmed,
        )
    except DatesRefusedError as error:
        found = {date.value: words.said(fault) for date, fault in error.faults.items()}
        return _page(award_round, "resume", CourseForm(reason, sent, found))[0], 422
    except DatesQuestionedError as error:
        asked = words.question(award_round.dates | given, error.far)
        form = CourseForm(reason, sent, {"confirm": asked}, asked)
        return _page(award_round, "resume", form)[0], 422
    except ForeseenOtherwiseError:
        return _page(award_round, "resume", CourseForm(reason, sent), is_stale=True)
    return _done(award_round, "resume")


def _done(award_round: Round, name: str) -> Response:
    flash(moved(name))
    return redirect(url_for("phases.control", slug=award_round.slug), 303)


def _page(
    award_round: Round, name: str, form: CourseForm | None = None, *, is_stale: bool = False
) -> tuple[str, int]:
    foreseen = phases.foresee_course(work(), award_round, name)
    said = before_course(foreseen)
    stand_in(award_round, next_step=said.title, on_behalf_of=award_round.prize.secretariat.name)
    address = next(one for one, move in NAMES.items() if move == name)
    act = ActPage(
        said,
        foresight.stamp(foreseen),
        action=url_for("course.do", slug=award_round.slug, act=address),
        back=url_for("phases.control", slug=award_round.slug),
        over=title(award_round),
        is_stale=is_stale,
    )
    shown = render_template(
        "phases/course.html",
        award_round=award_round,
        act=act,
        name=name,
        form=form or CourseForm(),
        dates=_dates(award_round, form) if name == "resume" else [],
    )
    return shown, acts.status(act)


def _dates(award_round: Round, form: CourseForm | None) -> list[tuple[RoundDate, str, str, str]]:
    """List the dates to be set: each with its name, what is written, and what is wrong with it."""
    free = phases.dates_to_set(work().session, award_round, work().now)
    written = form.dates.written if form and form.dates else {}
    errors = form.errors if form else {}
    return [
        (
            date,
            words.called(date),
            written.get(date, write_moment(award_round.dates[date])),
            errors.get(date.value, ""),
        )
        for date in RoundDate
        if date in free
    ]
