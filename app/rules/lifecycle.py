"""The lifecycles, as data: which moves there are, who makes them, and from where.

``docs/lifecycle.md`` is written from these tables. A move that is not in a table does not exist.

A round stores only what somebody did (its milestone). The phase people see follows from the
milestone and the clock, so that no job has to run for a deadline to pass or an embargo to end.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Milestone(StrEnum):
    """The last thing that somebody did to a round."""

    PLANNED = "planned"
    CALLED = "called"
    JUDGING = "judging"
    DECIDED = "decided"
    ARCHIVED = "archived"


class Phase(StrEnum):
    """Where a round stands, as people see it."""

    PLANNED = "planned"
    OPEN = "open"
    SCREENING = "screening"
    JUDGING = "judging"
    DECIDED = "decided"
    ANNOUNCED = "announced"
    ARCHIVED = "archived"


class StageKind(StrEnum):
    """The two rounds of judging; the first is optional."""

    SHORTLIST = "shortlist"
    FINAL = "final"


class StageState(StrEnum):
    """Where a stage of judging stands."""

    WAITING = "waiting"
    DECLARING = "declaring"
    SCORING = "scoring"
    DELIBERATION = "deliberation"
    CONCLUDED = "concluded"


class NominationState(StrEnum):
    """Where a nomination stands. What a decision makes of it is read from the decision."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ADMITTED = "admitted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    SHORTLISTED = "shortlisted"


class Mover(StrEnum):
    """Who makes a move."""

    SECRETARIAT = "secretariat"
    CHAIR = "chair"
    NOMINATOR = "nominator"


class UndeclaredMoveError(ValueError):
    """Somebody asked for a move that is not in the table."""

    def __init__(self, name: str, source: str) -> None:
        super().__init__(f"no move {name!r} from {source!r}")
        self.name = name
        self.source = source


@dataclass(frozen=True)
class Move:
    """One declared transition: its name, from where, to where, by whom, on which conditions."""

    name: str
    sources: tuple[str, ...]
    target: str
    mover: Mover
    conditions: tuple[str, ...] = ()


ROUND_MOVES: tuple[Move, ...] = (
    Move(
        "publish_call",
        (Milestone.PLANNED,),
        Milestone.CALLED,
        Mover.SECRETARIAT,
        ("form_and_criteria_ready", "dates_in_order"),
    ),
    Move(
        "begin_judging",
        (Milestone.CALLED,),
        Milestone.JUDGING,
        Mover.SECRETARIAT,
        ("deadline_passed", "all_screened", "jury_complete", "rulebook_complete"),
    ),
    Move(
        "finalise",
        (Milestone.JUDGING,),
        Milestone.DECIDED,
        Mover.CHAIR,
        ("in_deliberation", "chair_impartial", "decision_complete"),
    ),
    Move(
        "archive",
        (Milestone.DECIDED,),
        Milestone.ARCHIVED,
        Mover.SECRETARIAT,
        ("announced",),
    ),
)

STAGE_MOVES: tuple[Move, ...] = (
    Move(
        "open_declaring",
        (StageState.WAITING,),
        StageState.DECLARING,
        Mover.SECRETARIAT,
        ("round_in_judging", "earlier_stage_concluded"),
    ),
    Move(
        "open_scoring",
        (StageState.DECLARING,),
        StageState.SCORING,
        Mover.SECRETARIAT,
    ),
    Move(
        "open_deliberation",
        (StageState.SCORING,),
        StageState.DELIBERATION,
        Mover.SECRETARIAT,
        ("covered_by_quorum",),
    ),
    Move(
        "conclude",
        (StageState.DELIBERATION,),
        StageState.CONCLUDED,
        Mover.CHAIR,
        ("stage_outcome_named",),
    ),
)

_LIVE = (
    NominationState.DRAFT,
    NominationState.SUBMITTED,
    NominationState.RETURNED,
    NominationState.ADMITTED,
    NominationState.SHORTLISTED,
)

NOMINATION_MOVES: tuple[Move, ...] = (
    Move(
        "submit",
        (NominationState.DRAFT,),
        NominationState.SUBMITTED,
        Mover.NOMINATOR,
        ("call_open", "form_complete"),
    ),
    Move(
        "admit",
        (NominationState.SUBMITTED,),
        NominationState.ADMITTED,
        Mover.SECRETARIAT,
        ("in_screening", "no_residents_named"),
    ),
    Move(
        "reject",
        (NominationState.SUBMITTED,),
        NominationState.REJECTED,
        Mover.SECRETARIAT,
        ("in_screening", "reason_given"),
    ),
    Move(
        "withdraw",
        _LIVE,
        NominationState.WITHDRAWN,
        Mover.NOMINATOR,
        ("before_decision", "reason_given"),
    ),
)


def find_move(table: tuple[Move, ...], name: str, source: str) -> Move:
    """Look a move up.

    Raises:
        UndeclaredMoveError: when the table has no move of that name from that state.

    """
    for move in table:
        if move.name == name and source in move.sources:
            return move
    raise UndeclaredMoveError(name, source)


def phase_at(
    milestone: Milestone,
    *,
    opens_at: datetime | None,
    deadline_at: datetime | None,
    embargo_until: datetime | None,
    now: datetime,
) -> Phase:
    """Derive the phase of a round from its milestone and the time.

    A call opens at its opening time and closes at its deadline; a decided round is announced
    when its embargo is over. A decided round without an announcement time stays decided.
    """
    if milestone is Milestone.CALLED:
        if opens_at is not None and now < opens_at:
            return Phase.PLANNED
        if deadline_at is not None and now < deadline_at:
            return Phase.OPEN
        return Phase.SCREENING
    if milestone is Milestone.DECIDED:
        over = embargo_until is not None and now >= embargo_until
        return Phase.ANNOUNCED if over else Phase.DECIDED
    return Phase(milestone.value)
