"""The lifecycles in plain English, written from the tables themselves.

Run ``python -m app.rules.lifecycle_docs`` after a change of a table; a test fails when
``docs/lifecycle.md`` is not what this gives.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from app.rules.access import ALL_KINDS, ALL_PHASES, ALL_STAGES, TABLE, Grant, Role
from app.rules.lifecycle import (
    COURSE_MOVES,
    FIRST_STATES,
    ROUND_MOVES,
    STAGE_MOVES,
    Condition,
    Course,
    Milestone,
    Move,
    NominationState,
    Phase,
    StageKind,
    StageState,
)
from app.rules.nomination_moves import NOMINATION_MOVES
from app.rules.phases import phase_at

PAGE = Path(__file__).parents[2] / "docs" / "lifecycle.md"

CONDITIONS = {
    Condition.SET_UP: "nothing lacks on the check list of its set-up (`app/services/setup`)",
    Condition.SOMETHING_RUNS: (
        "the call is published and its deadline is ahead, or the jury is at work"
    ),
    Condition.PRIZE_OPEN: "the prize is not closed",
    Condition.UNDER_WAY: "the call is published, and no decision has been sealed",
    Condition.NEW_DATES_VALID: "no date that is not reached lies behind, and they are in order",
    Condition.DEADLINE_PASSED: "the deadline has passed",
    Condition.ALL_SCREENED: "every nomination is handled, and at least one is admitted",
    Condition.JURY_COMPLETE: "every seat of the jury has a member",
    Condition.RULEBOOK_COMPLETE: "the rulebook has a quorum that the seats can reach",
    Condition.IN_DELIBERATION: "the stage is in deliberation",
    Condition.CHAIR_IMPARTIAL: "the chair is recused from no nomination that is in the running",
    Condition.DECISION_COMPLETE: (
        "winner, citation and statement are there, and a reason where one is owed"
    ),
    Condition.ANNOUNCED: "the embargo is over",
    Condition.ROUND_IN_JUDGING: "the round is in judging",
    Condition.EARLIER_STAGE_CONCLUDED: "the stage before it is concluded",
    Condition.COVERED_BY_QUORUM: "every nomination has sealed sheets from a quorum of seats",
    Condition.STAGE_OUTCOME_NAMED: "the outcome of the stage has been named",
    Condition.IN_TIME: (
        "the call is open, or the nomination has a deadline of its own that is not over"
    ),
    Condition.CALL_OPEN: "the call is open",
    Condition.FORM_COMPLETE: "every required question is answered, and no answer has a fault",
    Condition.IN_SCREENING: "the deadline has passed, and judging has not begun",
    Condition.NOT_AWAITED: "the nomination has no deadline of its own, or that is over",
    Condition.NO_RESIDENTS_NAMED: (
        "somebody has checked that the text names and pictures no residents"
    ),
    Condition.REASON_GIVEN: "a reason is given",
    Condition.BEFORE_DECISION: "no decision has been sealed",
    Condition.UNDER_EMBARGO: "a decision has been sealed, and its embargo is not over",
}
FROM_THE_CLOCK = {
    (Phase.PLANNED, Phase.OPEN): "the opening time",
    (Phase.OPEN, Phase.SCREENING): "the deadline",
    (Phase.DECIDED, Phase.ANNOUNCED): "the end of the embargo",
}

_START = datetime(2026, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


def phases_of(milestone: Milestone) -> list[Phase]:
    """List the phases that a milestone goes through as time passes, in order."""
    found: list[Phase] = []
    for days in range(6):
        phase = phase_at(
            milestone,
            opens_at=_START + _DAY,
            deadline_at=_START + 2 * _DAY,
            embargo_until=_START + 4 * _DAY,
            now=_START + days * _DAY,
        )
        if phase not in found:
            found.append(phase)
    return found


def _values(states: Iterable[StageState]) -> list[str]:
    return list(dict.fromkeys(state.value for state in states))


def _diagram(edges: Sequence[tuple[str, str, str]], *first: str) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f"    [*] --> {one}" for one in first)
    for source, target, label in edges:
        yield f"    {source} --> {target}: {label}"
    yield "```"


def _round_edges() -> Iterator[tuple[str, str, str]]:
    """Give the edges between phases: what somebody does, and what the clock does."""
    for move in ROUND_MOVES:
        for source in move.sources:
            left = phases_of(Milestone(source))[-1]
            reached = phases_of(Milestone(move.target))
            made = f"{move.name} ({move.mover.value})"
            if reached[0] is not left:
                yield left.value, reached[0].value, made
            for before, after in pairwise(reached):
                clock = FROM_THE_CLOCK[before, after]
                yield (
                    before.value,
                    after.value,
                    f"{made}, then {clock}" if before is left else clock,
                )


def _edges(moves: Sequence[Move]) -> Iterator[tuple[str, str, str]]:
    for move in moves:
        for source in move.sources:
            yield source, move.target, f"{move.name} ({move.mover.value})"


def _moves_table(moves: Sequence[Move]) -> Iterator[str]:
    yield "| Move | From | To | Who | Only when |"
    yield "| --- | --- | --- | --- | --- |"
    for move in moves:
        when = "; ".join(CONDITIONS[condition] for condition in move.conditions) or "–"
        sources = ", ".join(move.sources)
        yield f"| `{move.name}` | {sources} | {move.target} | {move.mover.value} | {when} |"


def _clock_table() -> Iterator[str]:
    yield "| Milestone, as stored | Phase | Until |"
    yield "| --- | --- | --- |"
    for milestone in Milestone:
        phases = phases_of(milestone)
        for place, phase in enumerate(phases):
            later = phases[place + 1] if place + 1 < len(phases) else None
            until = FROM_THE_CLOCK[phase, later] if later else "somebody moves it"
            if phase is phases[-1] and milestone is Milestone.ARCHIVED:
                until = "for ever"
            yield f"| {milestone.value} | {phase.value} | {until} |"


def _access_table() -> Iterator[str]:
    yield "| Permission | Roles | Phases | While judging | More |"
    yield "| --- | --- | --- | --- | --- |"
    for permission, grant in TABLE.items():
        roles = "everybody" if grant.roles == frozenset(Role) else _named(Role, grant.roles)
        phases = "all" if grant.phases == ALL_PHASES else _named(Phase, grant.phases)
        stages = _stages(grant)
        more = "; ".join(_more(grant)) or "–"
        yield f"| `{permission.value}` | {roles} | {phases} | {stages} | {more} |"


def _named(
    order: type[Role] | type[Phase] | type[StageState] | type[StageKind],
    chosen: frozenset[Role] | frozenset[Phase] | frozenset[StageState] | frozenset[StageKind],
) -> str:
    return ", ".join(one.value for one in order if one in chosen)


def _stages(grant: Grant) -> str:
    if Phase.JUDGING not in grant.phases:
        return "–"
    return "all stages" if grant.stages == ALL_STAGES else _named(StageState, grant.stages)


def _more(grant: Grant) -> Iterator[str]:
    if grant.kinds != ALL_KINDS:
        yield f"in stages of the kind {_named(StageKind, grant.kinds)}"
    if grant.last is not None:
        yield "in the last stage" if grant.last else "in all stages but the last"
    if grant.impartial:
        yield "not recused"
    if grant.barred:
        yield f"never {_named(Role, grant.barred)}"
    if grant.hidden:
        yield "refused as not found"


def as_markdown() -> str:
    """Write the whole page."""
    lines = [
        "# Lifecycles",
        "",
        "Written from `app/rules/lifecycle.py` and `app/rules/access.py` by",
        "`python -m app.rules.lifecycle_docs`. Change the tables, not this page. A move that is",
        "not in a table does not exist: asking for it is an error.",
        "",
        "## A round",
        "",
        *_diagram(list(_round_edges()), Phase.PLANNED.value),
        "",
        *_moves_table(ROUND_MOVES),
        "",
        "What follows from the clock: a round stores only its milestone, and no job has to run for",
        "a deadline to pass or an embargo to end. A decided round without a time of announcement",
        "stays decided.",
        "",
        *_clock_table(),
        "",
        "## Whether a round goes on",
        "",
        *_diagram(list(_edges(COURSE_MOVES)), Course.RUNNING.value),
        "",
        *_moves_table(COURSE_MOVES),
        "",
        "Beside its milestone, which stays: a paused call is in the phase `call_paused`, paused",
        "judging in `judging_paused`, and nothing follows from the clock. A cancelled round is",
        "`cancelled`. No other move of the round or its stage is made meanwhile.",
        "",
        "## A stage of judging",
        "",
        *_diagram(list(_edges(STAGE_MOVES)), *_values(FIRST_STATES.values())),
        "",
        *_moves_table(STAGE_MOVES),
        "",
        "A round has a list of stages: shortlists, visits and finals, the last of them a final.",
        "Visits begin as `planned`, the others as `waiting`. `begin_judging` makes",
        "`open_declaring` of the first, if it has scores, and `finalise` makes `conclude` of the",
        "last. Naming who goes on makes `conclude` of any other, with `shortlist` of each that",
        "does and `leave_out` of each that had gone on before and does not now.",
        "",
        "## A nomination",
        "",
        *_diagram(list(_edges(NOMINATION_MOVES)), NominationState.DRAFT.value),
        "",
        *_moves_table(NOMINATION_MOVES),
        "",
        "What a decision makes of a nomination is read from the sealed decision, and never",
        "stored on the nomination.",
        "",
        "## Who may do what",
        "",
        "Role, phase and impartiality together. Guards, services and templates all ask this table.",
        "",
        *_access_table(),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(as_markdown(), encoding="utf-8")
