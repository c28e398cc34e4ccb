"""What the pages of visits show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from app.models import Appointment, Round, Stage, Visit
from app.rules.access import Permission, Verdict
from app.rules.lifecycle import StageKind, StageState
from app.services import decisions, may, stamps, visits
from app.services.visits import Listed, Seen
from app.services.work import Work
from app.web.visits.forms import Sent, plan_shown
from app.words import formats
from app.words.jury import visits as words
from app.words.jury.juries import institution


@dataclass(frozen=True)
class VisitLine:
    """One visit of the list. url: empty where the reader may not open it."""

    number: int | None
    name: str
    meta: str
    party: str
    mark: str
    word: str
    url: str
    goes: bool


@dataclass(frozen=True)
class VisitsPage:
    """The visits of a stage."""

    lede: str
    lines: Sequence[VisitLine]
    questions: Sequence[str]
    names_url: str
    """Where the chair says who goes on; empty for all others, and before the visits begin."""
    begins_url: str
    """Where the secretariat begins the visits."""
    next_step: str


def lay_out(work: Work, award_round: Round) -> VisitsPage:
    """Lay out the list of visits."""
    found = visits.listed(work, award_round)
    stage = visits.stage_of(award_round)
    if stage is None:  # refused above
        raise LookupError
    is_here = award_round.stage is stage
    names = decisions.decide_as_chair(work, Permission.NAME_SHORTLIST, award_round)
    names_here = is_here and names is Verdict.ALLOWED
    plans = may.decide(work, Permission.PLAN_VISITS, award_round) is Verdict.ALLOWED
    begins = plans and is_here and stage.state is StageState.PLANNED
    slug = award_round.slug
    return VisitsPage(
        words.lede(award_round, stage, len(found)),
        [_line(one) for one in found],
        [formats.in_language(one) for one in stage.questions],
        url_for("shortlists.choose", slug=slug) if names_here else "",
        url_for("phases.before", slug=slug, name="begin_visits") if begins else "",
        words.next_step(stage, plans=plans, names=names_here),
    )


def _line(one: Listed) -> VisitLine:
    if not one.is_open:
        mark, word = "recused", ""
        return VisitLine(one.number, one.names, "", "", mark, word, "", goes=False)
    mark, word = words.standing(one.visit)
    return VisitLine(
        one.number,
        one.names,
        words.when_and_where(one.visit),
        formats.listed(_party(one.visit)),
        mark,
        word,
        url_for("visits.show", nomination_id=one.nomination_id),
        goes=one.goes and (one.visit is None or one.visit.held_at is None),
    )


def _party(visit: Visit | None) -> list[str]:
    """Name who went, or until somebody has said so who is to go."""
    if visit is None:
        return []
    return [
        one.appointment.person_name
        for one in visit.party
        if (one.went if visit.held_at else one.is_asked)
    ]


@dataclass(frozen=True)
class Observed:
    """What somebody saw."""

    name: str
    body: str
    text: str
    language: str
    at: Any


@dataclass(frozen=True)
class VisitPage:
    """One visit: three parts, each as a form or as what is stored."""

    names: str
    number: int | None
    when_and_where: str
    is_over: bool
    waits: bool
    """Whether the visits have not begun: nothing can be reported yet."""
    plans: bool
    reports: bool
    observes: bool
    plan: Mapping[str, Any]
    plan_base: str
    report: Mapping[str, Any]
    report_base: str
    observation: str
    observation_base: str
    able: Sequence[tuple[int, str]]
    asked: Sequence[str]
    went: Sequence[str]
    reported_at: Any
    questions: Sequence[tuple[str, str, str]]
    """Each with its language, and what was answered."""
    others: Sequence[Observed]
    sheet_url: str
    """Where a juror reads the nomination."""
    calendar_url: str
    errors: Sequence[tuple[str, str]]
    theirs: Sequence[tuple[str, str, str]]


def lay_out_one(work: Work, seen: Seen, sent: Sent) -> VisitPage:
    """Lay out a visit, with what was sent and refused in its fields."""
    award_round, stage, visit = seen.award_round, seen.stage, seen.visit
    is_here = award_round.stage is stage
    plan, report = visits.plan_data(visit), visits.report_data(visit, len(stage.questions))
    own = visits.observation_data(visit, seen.mine)
    reports = is_here and may.decide(work, Permission.REPORT_VISIT, award_round) is Verdict.ALLOWED
    shown = sent.report or report
    nomination_id = seen.nomination.id
    has_time = visit is not None and visit.starts_at is not None
    return VisitPage(
        names=seen.nomination.candidate_names,
        number=seen.nomination.number,
        when_and_where=words.when_and_where(visit),
        is_over=stage.state is StageState.CONCLUDED,
        waits=stage.state is StageState.PLANNED,
        plans=is_here and may.decide(work, Permission.PLAN_VISITS, award_round) is Verdict.ALLOWED,
        reports=reports,
        observes=reports and seen.mine is not None,
        plan=sent.plan or plan_shown(plan),
        plan_base=stamps.of(plan),
        report=shown,
        report_base=stamps.of(report),
        observation=own["text"] if sent.observation is None else sent.observation,
        observation_base=stamps.of(own),
        able=[(one.id, _who(one)) for one in seen.can_go],
        asked=[_who(one.appointment) for one in visit.party if one.is_asked] if visit else [],
        went=[_who(one.appointment) for one in visit.party if one.went] if visit else [],
        reported_at=visit.held_at if visit else None,
        questions=_questions(stage, shown["answers"]),
        others=_others(visit, seen.mine if reports else None),
        sheet_url=url_for("scores.sheet", nomination_id=nomination_id)
        if seen.mine is not None and nomination_id in _running(award_round, seen)
        else "",
        calendar_url=url_for("visits.calendar", nomination_id=nomination_id) if has_time else "",
        errors=list(sent.errors.items()),
        theirs=sent.theirs,
    )


def _running(award_round: Round, seen: Seen) -> Sequence[int]:
    is_in = seen.nomination.state in award_round.in_the_running
    return [seen.nomination.id] if is_in else []


def _questions(stage: Stage, answers: Sequence[str]) -> list[tuple[str, str, str]]:
    said = [*answers, *[""] * len(stage.questions)]
    return [
        (formats.in_language(texts), formats.language_of(texts), said[at])
        for at, texts in enumerate(stage.questions)
    ]


def _others(visit: Visit | None, mine: int | None) -> list[Observed]:
    """Give what was observed; not the reader's own where it stands in her field."""
    return [
        Observed(
            one.appointment.person_name,
            institution(one.appointment.seat),
            one.text,
            one.appointment.account.language if one.appointment.account else "",
            one.written_at,
        )
        for one in (visit.observations if visit else [])
        if one.text and one.appointment_id != mine
    ]


@dataclass(frozen=True)
class MadeVisit:
    """A visit that has been made, beside a sheet."""

    when_and_where: str
    went: Sequence[str]
    questions: Sequence[tuple[str, str, str]]
    others: Sequence[Observed]


def made_to(session: Session, award_round: Round, nomination_id: int) -> list[MadeVisit]:
    """Give what is known from the visits to a nomination, for whoever may read it."""
    stages = {one.id: one for one in award_round.stages if one.kind is StageKind.VISIT}
    if not stages:
        return []
    return [
        MadeVisit(
            words.when_and_where(visit),
            [_who(one.appointment) for one in visit.party if one.went],
            _questions(stages[visit.stage_id], visit.answers),
            _others(visit, None),
        )
        for visit in visits.observations(session, award_round, nomination_id)
    ]


def _who(appointment: Appointment) -> str:
    return f"{appointment.person_name}, {institution(appointment.seat)}"
