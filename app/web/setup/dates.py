"""The step of the dates."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.rules.dates import RoundDate
from app.rules.lifecycle import Milestone
from app.rules.setup import Step
from app.services import may, phases, stamps
from app.services.phases import DatesQuestionedError, DatesRefusedError
from app.web.dates.forms import DatesForm, as_it_stands, read_dates
from app.web.dates.page import DateLine
from app.web.guards import needs
from app.web.moments import write_moment
from app.web.setup import page
from app.web.setup.page import Apart
from app.web.setup.picture import points
from app.web.setup.routes import enter
from app.web.setup.saving import save
from app.web.transaction import work
from app.words.rounds import dates as words

blueprint = Blueprint("setup_dates", __name__)
ALL = frozenset(RoundDate)


@blueprint.get("/priser/<round:slug>/oppsett/datoer")
@needs(Permission.SET_UP_ROUND)
def show(slug: str) -> str | Response:
    """Show the dates of a planned round, to be set; of a called one, its page of dates."""
    award_round = enter(slug)
    if award_round.milestone is not Milestone.PLANNED:
        return redirect(url_for("dates.show", slug=slug))
    return _page(award_round, as_it_stands(award_round, ALL))


@blueprint.post("/priser/<round:slug>/oppsett/datoer")
@needs(Permission.SET_UP_ROUND)
def store(slug: str) -> Response | tuple[str, int]:
    """Set the dates of a planned round, all or none."""
    award_round = enter(slug)
    may.require(work(), Permission.CHANGE_DATES, award_round)
    sent = read_dates(request.form, ALL)
    base = request.form.get("base", "")
    given, errors = sent.read(award_round)
    if errors:
        return _page(award_round, sent, errors, base=base), 422
    try:
        return save(
            award_round,
            lambda: phases.plan_dates(
                work(), award_round, given, base=base, is_confirmed=sent.is_confirmed
            ),
            lambda wrong, apart: _page(award_round, sent, wrong, apart=apart),
            _lines,
        )
    except DatesRefusedError as error:
        found = {date.value: words.said(fault) for date, fault in error.faults.items()}
        return _page(award_round, sent, found, base=base), 422
    except DatesQuestionedError as error:
        asked = words.question(award_round.dates | given, error.far)
        return _page(award_round, sent, {"confirm": asked}, question=asked, base=base), 422


def _lines(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (date.value, words.called(date), write_moment(datetime.fromisoformat(at)) if at else "")
        for date in RoundDate
        for at in [data[date.value]]
    ]


def _page(
    award_round: Round,
    form: DatesForm,
    errors: Mapping[str, str] | None = None,
    *,
    base: str = "",
    question: str = "",
    apart: Sequence[Apart] | None = None,
) -> str:
    stamp = base or stamps.of(phases.dates_data(award_round))
    wrong = errors or {}
    frame = page.frame(work(), award_round, Step.DATES, stamp, errors=wrong, apart=apart)
    lines = [
        DateLine(
            date.value,
            words.called(date),
            value,
            form.written.get(date, ""),
            is_free=True,
            error=wrong.get(date.value, ""),
        )
        for date, value in award_round.dates.items()
    ]
    return render_template(
        "setup/dates.html",
        award_round=award_round,
        frame=frame,
        lines=lines,
        form=form,
        question=question,
        points=points(award_round.dates),
    )
