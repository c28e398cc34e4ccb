"""The time line of a round as those who run it see it: every step, with dates and counts."""

from collections.abc import Callable
from datetime import datetime

from app.models import Round, Stage
from app.rules.lifecycle import Milestone, NominationState, Phase, StageState
from app.services.attention import Overview
from app.words import formats
from app.words import terms as words
from app.words.rounds.calls import TimelineStep
from app.words.text import _, _n

_STAGES = (StageState.DECLARING, StageState.SCORING, StageState.DELIBERATION)
_JUDGING_FROM = 2
_AFTER = {
    Phase.PLANNED: -1,
    Phase.OPEN: 0,
    Phase.CALL_PAUSED: 0,
    Phase.CANCELLED: 0,
    Phase.SCREENING: 1,
    Phase.DECIDED: 6,
    Phase.ANNOUNCED: 7,
    Phase.ARCHIVED: 7,
}
"""Which step is under way; those before it are done."""


def steps(award_round: Round, seen: Overview, now: datetime) -> list[TimelineStep]:
    """Lay out the seven steps from the call to the announcement; one more for each other stage.

    Of the last stage each state is a step; a stage before it is one step.
    """
    before, told = award_round.stages[:-1], list(_TOLD)
    if not award_round.is_in_last_stage:
        told[_JUDGING_FROM : _JUDGING_FROM + len(_STAGES)] = [_later(state) for state in _STAGES]
    told[_JUDGING_FROM:_JUDGING_FROM] = [_earlier(stage) for stage in before]
    at = _place(award_round, seen.phase)
    return [
        TimelineStep("past" if place < at else "now" if place == at else "future", *said)
        for place, said in enumerate(tell(award_round, seen, now) for tell in told)
    ]


def _place(award_round: Round, phase: Phase) -> int:
    stage = award_round.stage
    if award_round.milestone is not Milestone.JUDGING or stage is None:
        is_behind = _AFTER[phase] >= _JUDGING_FROM
        return _AFTER[phase] + (len(award_round.stages[:-1]) if is_behind else 0)
    at = _JUDGING_FROM + award_round.stages.index(stage)
    is_told = award_round.is_in_last_stage and stage.state in _STAGES
    return at + _STAGES.index(stage.state) if is_told else at


Told = tuple[str, str, str]


def _call(award_round: Round, seen: Overview, _now: datetime) -> Told:
    handed_in = len(seen.handed_in)
    note = _n("%(num)s sendt inn", "%(num)s sendt inn", handed_in) if handed_in else ""
    return _("Åpen for forslag"), period(award_round.opens_at, award_round.deadline_at), note


def _screening(award_round: Round, seen: Overview, now: datetime) -> Told:
    start = award_round.deadline_at
    when = period(start, seen.made_at.get("begin_judging"))
    admitted = seen.counts[NominationState.ADMITTED] + seen.counts[NominationState.SHORTLISTED]
    note = _n("%(num)s tatt opp", "%(num)s tatt opp", admitted) if admitted else ""
    return words.phase(Phase.SCREENING), when if start and start <= now else since(start), note


def _earlier(stage: Stage) -> Callable[[Round, Overview, datetime], Told]:
    """Give what is told of a stage before the last: when it was concluded, or how it stands."""

    def tell(award_round: Round, seen: Overview, _now: datetime) -> Told:
        name, named = words.term(stage.kind), seen.made_at.get(f"stage:{stage.id}")
        if named is not None:
            return name, formats.day_and_month(named), ""
        is_here = award_round.milestone is Milestone.JUDGING and award_round.stage is stage
        return name, "", words.term(stage.state) if is_here else ""

    return tell


def _later(state: StageState) -> Callable[[Round, Overview, datetime], Told]:
    """Give what is told of a step of the last stage before it is under way: its name."""
    return lambda _round, _seen, _now: (words.term(state), "", "")


def _declaring(_round: Round, seen: Overview, _now: datetime) -> Told:
    begun = seen.made_at.get("open_declaring")
    missing = sum(part.count for part in seen.undeclared)
    note = _n("%(num)s mangler", "%(num)s mangler", missing) if missing else ""
    when = period(begun, seen.made_at.get("open_scoring")) if begun else ""
    return words.term(StageState.DECLARING), when, note


def _scoring(award_round: Round, seen: Overview, now: datetime) -> Told:
    begun = seen.made_at.get("open_scoring")
    ended = seen.made_at.get("open_deliberation") or award_round.scoring_deadline_at
    when = period(begun, ended) if begun else until(ended)
    note = ""
    if begun and ended and "open_deliberation" not in seen.made_at and now < ended:
        day, days = _days(begun, now) + 1, _days(begun, ended) + 1
        note = _("Dag %(day)s av %(days)s", day=day, days=days)
    name = words.stage_state(StageState.SCORING, by_ballot=award_round.is_by_ballot)
    return name, when, note


def _deliberation(award_round: Round, seen: Overview, _now: datetime) -> Told:
    planned = award_round.deliberation_at
    begun = seen.made_at.get("open_deliberation")
    met = begun or planned
    when = formats.day_and_month(met) if met else ""
    note = _("Møte %(time)s", time=formats.time_of_day(planned)) if planned and not begun else ""
    return words.term(StageState.DELIBERATION), when, note


def _decision(_round: Round, seen: Overview, _now: datetime) -> Told:
    sealed = seen.made_at.get("finalise")
    when = formats.day_and_month(sealed) if sealed else ""
    return _("Avgjørelse"), when, _("Forseglet") if sealed else ""


def _announcement(award_round: Round, _seen: Overview, _now: datetime) -> Told:
    settled, planned = award_round.embargo_until, award_round.announcement_planned_at
    moment = settled or planned
    if moment is None:
        return _("Kunngjøring"), "", _("Ikke fastsatt")
    time = formats.time_of_day(moment)
    return (
        _("Kunngjøring"),
        formats.day_and_month(moment),
        time if settled else _("Planlagt %(time)s", time=time),
    )


_TOLD: tuple[Callable[[Round, Overview, datetime], Told], ...] = (
    _call,
    _screening,
    _declaring,
    _scoring,
    _deliberation,
    _decision,
    _announcement,
)


def period(start: datetime | None, end: datetime | None) -> str:
    """Write a period of days: 3.–6. juni, 2. mars–15. mai; «fra …» while it lasts."""
    if start is None:
        return until(end)
    if end is None:
        return since(start)
    first, last = formats.local(start).date(), formats.local(end).date()
    if first == last:
        return formats.day_and_month(start)
    if (first.year, first.month) == (last.year, last.month):
        opening = f"{first.day}" if formats.language() == "en" else f"{first.day}."
        return f"{opening}–{formats.day_and_month(end)}"
    return f"{formats.day_and_month(start)}–{formats.day_and_month(end)}"


def since(start: datetime | None) -> str:
    """Write from when."""
    return _("Fra %(day)s", day=formats.day_and_month(start)) if start else ""


def until(end: datetime | None) -> str:
    """Write until when."""
    return _("Til %(day)s", day=formats.day_and_month(end)) if end else ""


def _days(start: datetime, end: datetime) -> int:
    return (formats.local(end).date() - formats.local(start).date()).days
