"""What the secretariat should look at in a round: computed each time, never stored.

Nothing here is derived from a score: only who has finished how much.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from sqlalchemy.orm import Session

from app.models import Nomination, Round, Seat
from app.rules.access import Permission
from app.rules.calendar import has_passed
from app.rules.lifecycle import NOT_BEGUN, VISITING, NominationState, Phase, StageState
from app.services import (
    lists,
    may,
    notices,
    phases,
    progress,
    public_questions,
    remaining,
    screening,
    visits,
    withdrawals,
)
from app.services.lists import Listed
from app.services.progress import Mark, Pending, Progress
from app.services.remaining import Unfinished
from app.services.screening import HandedIn, Likeness
from app.services.work import Work

BEHIND = Fraction(1, 2)
"""A seat is behind with less than this share of what an even pace would have given by now."""
NAMED = 4
"""So many of those that want for something are named."""
TOO_EARLY = Fraction(1, 4)
"""Nobody is behind before this share of the time has gone."""


class Matter(StrEnum):
    """A thing that may want attention, the most urgent first."""

    FAILED_MAIL = "failed_mail"
    WITHDRAWN_LATE = "withdrawn_late"
    NO_QUORUM_POSSIBLE = "no_quorum_possible"
    PENDING_CONFLICTS = "pending_conflicts"
    TO_SCREEN = "to_screen"
    QUESTIONS_WAIT = "questions_wait"
    VACANT_SEATS = "vacant_seats"
    SCORING_OVERDUE = "scoring_overdue"
    SEATS_BEHIND = "seats_behind"
    DECLARATIONS_MISSING = "declarations_missing"
    BELOW_QUORUM = "below_quorum"
    LIKENESSES = "likenesses"


@dataclass(frozen=True)
class SeatCount:
    """A seat of the jury, and how much of something it has."""

    seat: Seat
    count: int
    of: int


@dataclass(frozen=True)
class Overview:
    """A round as the secretariat sees it at a glance."""

    phase: Phase
    counts: dict[NominationState, int]
    handed_in: Sequence[HandedIn]
    likenesses: Sequence[Likeness]
    progress: Progress | None
    """Only from when the judging has begun."""
    made_at: dict[str, datetime]
    time_gone: Fraction
    """Which share of the time for scoring has gone; nothing outside it."""
    failed_mail: int
    withdrawn_late: Sequence[Nomination]
    """What was judged and has been withdrawn since the decision, until the announcement."""
    pending: Sequence[Pending]
    """Possible conflicts that await a ruling, as long as there can be one."""
    vacant: Sequence[SeatCount]
    undeclared: Sequence[SeatCount]
    behind: Sequence[SeatCount]
    overdue: Sequence[Unfinished]
    """Who has not handed in everything, when the deadline for that is over."""
    withdrawn: Sequence[Nomination]
    """What was withdrawn while the jury judged it."""
    below_quorum: Sequence[Listed]
    beyond_quorum: Sequence[Listed]
    """Nominations with so many vacant seats that a quorum can never be reached."""
    names: Mapping[int, str]
    """The candidates of the first of these."""
    finalists: Sequence[str] = ()
    """Who went on, until the next stage is opened."""
    visits: tuple[int, int] = (0, 0)
    """While visits are under way: how many have been reported, of how many."""
    unanswered: int = 0
    """How many questions about the call await an answer."""

    @property
    def waiting(self) -> int:
        """How many nominations wait to be screened."""
        return sum(self.counts[state] for state in screening.WAITING)

    @property
    def ready(self) -> int:
        """How many of them the secretariat can screen now."""
        return len(screening.ready(self.handed_in))

    @property
    def matters(self) -> list[Matter]:
        """List what wants attention now, the most urgent first."""
        found = {
            Matter.FAILED_MAIL: self.failed_mail > 0,
            Matter.WITHDRAWN_LATE: bool(self.withdrawn_late),
            Matter.NO_QUORUM_POSSIBLE: bool(self.beyond_quorum),
            Matter.PENDING_CONFLICTS: bool(self.pending),
            Matter.TO_SCREEN: self.phase is Phase.SCREENING and self.ready > 0,
            Matter.QUESTIONS_WAIT: self.unanswered > 0,
            Matter.VACANT_SEATS: bool(self.vacant),
            Matter.SCORING_OVERDUE: bool(self.overdue),
            Matter.SEATS_BEHIND: bool(self.behind) and not self.overdue,
            Matter.DECLARATIONS_MISSING: bool(self.undeclared),
            Matter.BELOW_QUORUM: bool(self.below_quorum),
            Matter.LIKENESSES: bool(self.likenesses),
        }
        return [matter for matter in Matter if found[matter]]


def overview(work: Work, award_round: Round) -> Overview:
    """Look a round over, in a constant number of queries."""
    may.require(work, Permission.RUN_ROUND, award_round)
    phase = award_round.phase(work.now)
    handed_in = screening.handed_in(work.session, award_round, work.now)
    made_at = phases.made_at(work.session, award_round)
    judged = None
    if award_round.jury_id is not None and phase is Phase.JUDGING:
        judged = progress.progress(work, award_round)
    stage = award_round.stage
    state = stage.state if judged and stage else None
    scoring = judged if state is StageState.SCORING else None
    early = judged if state in {StageState.DECLARING, StageState.SCORING, *VISITING} else None
    below, beyond = _below_quorum(scoring), _beyond_quorum(early)
    named = [nomination.id for nomination in (*below[:NAMED], *beyond[:NAMED])]
    gone = time_gone(made_at.get("open_scoring"), award_round.scoring_deadline_at, work.now)
    return Overview(
        phase=phase,
        counts=screening.count_by_state(work.session, award_round),
        handed_in=handed_in,
        likenesses=screening.likenesses(work.session, award_round)
        if phase in {Phase.OPEN, Phase.SCREENING}
        else [],
        progress=judged,
        made_at=made_at,
        time_gone=gone if scoring else Fraction(0),
        withdrawn_late=withdrawals.withdrawn_late(work.session, award_round)
        if phase is Phase.DECIDED
        else (),
        failed_mail=notices.count_failed(work.session, award_round, work.now),
        pending=early.pending if early else (),
        vacant=_seats_with(early, Mark.VACANT),
        undeclared=_seats_with(early, Mark.UNDECLARED),
        behind=[count for count in _sealed(scoring) if is_behind(count.count, count.of, gone)],
        overdue=remaining.unfinished(remaining.of_round(work.session, award_round, work.today))
        if scoring and is_overdue(award_round, work.now)
        else (),
        withdrawn=withdrawals.from_judging(work.session, award_round) if judged else (),
        below_quorum=below,
        beyond_quorum=beyond,
        names=lists.names(work.session, named),
        finalists=_finalists(work.session, award_round) if state in NOT_BEGUN else (),
        visits=_visits(work.session, award_round) if state is StageState.UNDER_WAY else (0, 0),
        unanswered=public_questions.count_waiting(work.session, award_round),
    )


def _visits(session: Session, award_round: Round) -> tuple[int, int]:
    every = len(lists.judged(session, award_round))
    return every - len(visits.not_made(session, award_round)), every


def _finalists(session: Session, award_round: Round) -> list[str]:
    found = [one.id for one in lists.judged(session, award_round)]
    names = lists.names(session, found)
    return [names[one] for one in found]


def is_overdue(award_round: Round, now: datetime) -> bool:
    """Say whether the deadline for handing in scores is over."""
    until = award_round.scoring_deadline_at
    return until is not None and has_passed(until, now)


def time_gone(start: datetime | None, end: datetime | None, now: datetime) -> Fraction:
    """Say which share of a period has gone; nothing when it has no beginning or no end."""
    if start is None or end is None or end <= start or now <= start:
        return Fraction(0)
    gone = Fraction(int((now - start).total_seconds()), int((end - start).total_seconds()))
    return min(gone, Fraction(1))


def is_behind(count: int, of: int, gone: Fraction) -> bool:
    """Say whether a seat has come too short a way, for the time that has gone.

    When all the time has gone, whoever lacks anything is behind.
    """
    if of == 0 or gone < TOO_EARLY:
        return False
    return count < of if gone == 1 else Fraction(count, of) < gone * BEHIND


def _seats_with(judged: Progress | None, mark: Mark) -> list[SeatCount]:
    """List the seats with squares of some mark, and how many."""
    if judged is None:
        return []
    found = [
        SeatCount(seat, judged.of_seat(seat.id, mark), len(judged.nominations))
        for seat in judged.seats
    ]
    return [count for count in found if count.count]


def _sealed(judged: Progress | None) -> list[SeatCount]:
    """Count what each seat has handed in, of what it shall."""
    if judged is None:
        return []
    return [
        SeatCount(
            seat,
            judged.of_seat(seat.id, Mark.SEALED),
            len(judged.nominations) - judged.of_seat(seat.id, Mark.VACANT, Mark.EXCEPTED),
        )
        for seat in judged.seats
    ]


def _below_quorum(judged: Progress | None) -> list[Listed]:
    if judged is None:
        return []
    short = {part.nomination_id for part in judged.coverage if not part.is_enough}
    return [nomination for nomination in judged.nominations if nomination.id in short]


def _beyond_quorum(judged: Progress | None) -> list[Listed]:
    if judged is None:
        return []
    short = {
        part.nomination_id
        for part in judged.coverage
        if part.seats_filled < part.quorum and not part.is_enough
    }
    return [nomination for nomination in judged.nominations if nomination.id in short]
