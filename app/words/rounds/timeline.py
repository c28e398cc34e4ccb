"""The time line of a round as those who run it see it: every step, with dates and counts."""

from collections.abc import Callable
from datetime import datetime

from app.models import Round
from app.rules.lifecycle import Milestone, NominationState, Phase, StageKind, StageState
from app.services.attention import Overview
from app.words import formats
from app.words import terms as words
from app.words.rounds.calls import TimelineStep
from app.words.text import _, _n

_SHORTLIST_AT = 2
"""Where a shortlist stands, whose own stage is one step: those after it are of the final."""
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
    """Lay out the seven steps from the call to the announcement; eight with a shortlist."""
    at, told = _place(award_round, seen.phase), list(_TOLD)
    if StageKind.SHORTLIST in award_round.stage_kinds:
        is_past = award_round.stage_of_several is not StageKind.SHORTLIST
        told.insert(_SHORTLIST_AT, _shortlist)
        at += at >= _SHORTLIST_AT and is_past
        if not is_past:
            told[_SHORTLIST_AT + 1 : _SHORTLIST_AT + 4] = [_LATER[state] for state in _STAGES]
            at = min(at, _SHORTLIST_AT)
    return [
        TimelineStep("past" if place < at else "now" if place == at else "future", *said)
        for place, said in enumerate(tell(award_round, seen, now) for tell in told)
    ]


def _place(award_round: Round, phase: Phase) -> int:
    stage = award_round.stage
    if award_round.milestone is Milestone.JUDGING and stage is not None:
        # A stage that waits has come as far as the screening that is behind it.
        return (
            _JUDGING_FROM + _STAGES.index(stage.state) if stage.state in _STAGES else _JUDGING_FROM
        )
    return _AFTER[phase]


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


def _shortlist(award_round: Round, seen: Overview, _now: datetime) -> Told:
    named, stage = seen.made_at.get("shortlist"), award_round.stage
    name = words.term(StageKind.SHORTLIST)
    if named is not None:
        return name, formats.day_and_month(named), ""
    if award_round.milestone is not Milestone.JUDGING or stage is None:
        return name, "", ""
    return name, "", words.term(stage.state)


def _later(state: StageState) -> Callable[[Round, Overview, datetime], Told]:
    """Give what is told of a step of the final while the shortlist is under way: its name."""
    return lambda _round, _seen, _now: (words.term(state), "", "")


_LATER = {state: _later(state) for state in _STAGES}


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
