"""The lifecycles, as data: which moves there are, who makes them, and from where.

``docs/lifecycle.md`` is written from these tables. A move that is not in a table does not exist.

A round stores only what somebody did (its milestone). The phase people see follows from the
milestone and the clock (``phases.py``), so that no job has to run for a deadline to pass or an
embargo to end.
"""

from dataclasses import dataclass
from enum import StrEnum


class Milestone(StrEnum):
    """The last thing that somebody did to a round."""

    PLANNED = "planned"
    CALLED = "called"
    JUDGING = "judging"
    DECIDED = "decided"
    ARCHIVED = "archived"


class Course(StrEnum):
    """Whether a round goes on, wherever it has come to."""

    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class Phase(StrEnum):
    """Where a round stands, as people see it."""

    PLANNED = "planned"
    OPEN = "open"
    CALL_PAUSED = "call_paused"
    SCREENING = "screening"
    JUDGING = "judging"
    JUDGING_PAUSED = "judging_paused"
    DECIDED = "decided"
    ANNOUNCED = "announced"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"


PAUSED = frozenset({Phase.CALL_PAUSED, Phase.JUDGING_PAUSED})
"""Deadlines stand still, and nothing can be handed in."""
WRITTEN_ON = frozenset({Phase.OPEN, Phase.CALL_PAUSED})
"""Drafts of nominations can be written on."""
STOPPED = PAUSED | {Phase.CANCELLED}
UPCOMING = frozenset({Phase.PLANNED, Phase.OPEN, Phase.SCREENING})
"""The jury has not begun."""
AFTER_DECISION = frozenset({Phase.DECIDED, Phase.ANNOUNCED, Phase.ARCHIVED})
RESULT_PUBLIC = frozenset({Phase.ANNOUNCED, Phase.ARCHIVED})


class StageKind(StrEnum):
    """The kinds of stages of judging. A visit gives no scores."""

    SHORTLIST = "shortlist"
    VISIT = "visit"
    FINAL = "final"


class StageState(StrEnum):
    """Where a stage of judging stands: one with scores, or visits, which are planned and made."""

    WAITING = "waiting"
    DECLARING = "declaring"
    SCORING = "scoring"
    DELIBERATION = "deliberation"
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    CONCLUDED = "concluded"


FIRST_STATES = {
    StageKind.SHORTLIST: StageState.WAITING,
    StageKind.VISIT: StageState.PLANNED,
    StageKind.FINAL: StageState.WAITING,
}
"""Where a stage of each kind begins."""
NOT_BEGUN = frozenset(FIRST_STATES.values())
VISITING = frozenset({StageState.PLANNED, StageState.UNDER_WAY})
BEFORE_SCORING = frozenset({StageState.WAITING, StageState.DECLARING}) | VISITING
BEFORE_DELIBERATION = BEFORE_SCORING | {StageState.SCORING}
SCORES_OPEN = frozenset({StageState.DELIBERATION, StageState.CONCLUDED})


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
    CANDIDATE = "candidate"


class Condition(StrEnum):
    """What must hold before a move can be made."""

    PRIZE_OPEN = "prize_open"
    SET_UP = "set_up"
    SOMETHING_RUNS = "something_runs"
    UNDER_WAY = "under_way"
    NEW_DATES_VALID = "new_dates_valid"
    DEADLINE_PASSED = "deadline_passed"
    ALL_SCREENED = "all_screened"
    JURY_COMPLETE = "jury_complete"
    RULEBOOK_COMPLETE = "rulebook_complete"
    IN_DELIBERATION = "in_deliberation"
    CHAIR_IMPARTIAL = "chair_impartial"
    DECISION_COMPLETE = "decision_complete"
    ANNOUNCED = "announced"
    ROUND_IN_JUDGING = "round_in_judging"
    EARLIER_STAGE_CONCLUDED = "earlier_stage_concluded"
    COVERED_BY_QUORUM = "covered_by_quorum"
    STAGE_OUTCOME_NAMED = "stage_outcome_named"
    IN_TIME = "in_time"
    CALL_OPEN = "call_open"
    FORM_COMPLETE = "form_complete"
    IN_SCREENING = "in_screening"
    NOT_AWAITED = "not_awaited"
    NO_RESIDENTS_NAMED = "no_residents_named"
    REASON_GIVEN = "reason_given"
    BEFORE_DECISION = "before_decision"
    UNDER_EMBARGO = "under_embargo"


class UndeclaredMoveError(ValueError):
    """Somebody asked for a move that is not in the table."""

    def __init__(self, name: str, source: str) -> None:
        super().__init__(f"no move {name!r} from {source!r}")
        self.name = name
        self.source = source


@dataclass(frozen=True)
class Move:
    """One declared transition: its name, from where, to where, by whom, on which conditions.

    event: what it is called on the audit trail.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    mover: Mover
    conditions: tuple[Condition, ...] = ()
    event: str = "round.moved"


ROUND_MOVES: tuple[Move, ...] = (
    Move(
        "publish_call",
        (Milestone.PLANNED,),
        Milestone.CALLED,
        Mover.SECRETARIAT,
        (Condition.SET_UP, Condition.PRIZE_OPEN),
    ),
    Move(
        "begin_judging",
        (Milestone.CALLED,),
        Milestone.JUDGING,
        Mover.SECRETARIAT,
        (
            Condition.DEADLINE_PASSED,
            Condition.ALL_SCREENED,
            Condition.JURY_COMPLETE,
            Condition.RULEBOOK_COMPLETE,
        ),
    ),
    Move(
        "finalise",
        (Milestone.JUDGING,),
        Milestone.DECIDED,
        Mover.CHAIR,
        (Condition.IN_DELIBERATION, Condition.CHAIR_IMPARTIAL, Condition.DECISION_COMPLETE),
    ),
    Move(
        "archive",
        (Milestone.DECIDED,),
        Milestone.ARCHIVED,
        Mover.SECRETARIAT,
        (Condition.ANNOUNCED,),
    ),
)

COURSE_MOVES: tuple[Move, ...] = (
    # After the deadline and before the jury begins nothing runs that could stand still.
    Move(
        "pause",
        (Course.RUNNING,),
        Course.PAUSED,
        Mover.SECRETARIAT,
        (Condition.SOMETHING_RUNS, Condition.REASON_GIVEN),
        event="round.paused",
    ),
    Move(
        "resume",
        (Course.PAUSED,),
        Course.RUNNING,
        Mover.SECRETARIAT,
        (Condition.NEW_DATES_VALID,),
        event="round.resumed",
    ),
    Move(
        "cancel",
        (Course.RUNNING, Course.PAUSED),
        Course.CANCELLED,
        Mover.SECRETARIAT,
        (Condition.UNDER_WAY, Condition.REASON_GIVEN),
        event="round.cancelled",
    ),
)
"""Beside the others: a round that stands still or is cancelled stays where it has come to."""

STAGE_MOVES: tuple[Move, ...] = (
    Move(
        "open_declaring",
        (StageState.WAITING,),
        StageState.DECLARING,
        Mover.SECRETARIAT,
        (Condition.ROUND_IN_JUDGING, Condition.EARLIER_STAGE_CONCLUDED),
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
        (Condition.COVERED_BY_QUORUM,),
    ),
    Move(
        "begin_visits",
        (StageState.PLANNED,),
        StageState.UNDER_WAY,
        Mover.SECRETARIAT,
        (Condition.ROUND_IN_JUDGING, Condition.EARLIER_STAGE_CONCLUDED),
    ),
    Move(
        "conclude",
        (StageState.DELIBERATION, StageState.UNDER_WAY),
        StageState.CONCLUDED,
        Mover.CHAIR,
        (Condition.STAGE_OUTCOME_NAMED,),
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
