"""What is sent of a visit: its plan, its report, and what somebody observed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import request

from app.rules.calendar import MomentError, read_moment
from app.rules.numbers import row_numbers
from app.services.visits import Report, VisitPlan
from app.web.moments import write_moment
from app.words import moments
from app.words.text import _

LONGEST_PLACE = 200


@dataclass(frozen=True)
class Sent:
    """What stands in the fields of one form, and what is wrong with it. None: as it is stored."""

    plan: Mapping[str, Any] | None = None
    report: Mapping[str, Any] | None = None
    observation: str | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: Sequence[tuple[str, str, str]] = ()
    """What somebody else has stored meanwhile: field, label and text."""


def read_plan() -> tuple[VisitPlan, Sent]:
    """Read when and where a visit is, and who goes."""
    written = request.form.get("starts_at", "").strip()
    place = request.form.get("place", "").strip()
    party = row_numbers(request.form.getlist("party"))
    errors: dict[str, str] = {}
    starts_at = None
    if written:
        try:
            starts_at = read_moment(written)
        except MomentError as error:
            errors["starts_at"] = moments.said(error.fault)
    if len(place) > LONGEST_PLACE:
        errors["place"] = _("Skriv stedet med høyst %(most)s tegn.", most=LONGEST_PLACE)
    shown = {"starts_at": written, "place": place, "party": party}
    return VisitPlan(starts_at, place, frozenset(party)), Sent(plan=shown, errors=errors)


def read_report(questions: int) -> tuple[Report, Sent]:
    """Read who went, and what was answered."""
    went = row_numbers(request.form.getlist("went"))
    answers = [request.form.get(f"answer-{at}", "") for at in range(questions)]
    return Report(frozenset(went), answers), Sent(report={"went": went, "answers": answers})


def plan_shown(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give a stored plan as the fields have it."""
    at = data["starts_at"]
    return {**data, "starts_at": write_moment(datetime.fromisoformat(at)) if at else ""}
