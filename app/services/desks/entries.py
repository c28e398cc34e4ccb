"""What lies on a juror's desk: for each nomination, what she has to do with it or has done."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.models import (
    Appointment,
)
from app.rules.access import DECLARABLE
from app.rules.impartiality import can_amend
from app.rules.lifecycle import (
    BEFORE_DELIBERATION,
    BEFORE_SCORING,
    VISITING,
    Phase,
    StageState,
)
from app.rules.reading_order import Reading
from app.services.impartiality import Board


class Task(StrEnum):
    """What a juror has to do with a nomination, or has done."""

    DECLARE = "declare"
    AWAIT_RULING = "await_ruling"
    RECUSED = "recused"
    CONFIRM = "confirm"
    """A sheet of hers on paper, which the secretariat has entered. When the scoring has closed it
    is too late: it counts for nothing."""
    NOT_BEGUN = "not_begun"
    DRAFT = "draft"
    SEALED = "sealed"


TO_SCORE = (Task.CONFIRM, Task.NOT_BEGUN, Task.DRAFT, Task.SEALED)
"""What she scores, done or not; of these more than the candidates' names may be shown."""


LEFT = (Task.CONFIRM, Task.DRAFT, Task.NOT_BEGUN)
"""What she has yet to hand in."""


class Pile(StrEnum):
    """What lies together on a desk: tasks of which the same is to be said."""

    DECLARING = "declaring"
    WAITING = "waiting"
    TO_CONFIRM = "to_confirm"
    DRAFTS = "drafts"
    TO_DO = "to_do"
    TO_READ = "to_read"
    LATE = "late"
    SEALED = "sealed"
    RECUSED = "recused"

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that lie in it."""
        return _IN_PILE[self]


_IN_PILE = {
    Pile.DECLARING: (Task.DECLARE,),
    Pile.WAITING: (Task.AWAIT_RULING,),
    Pile.TO_CONFIRM: (Task.CONFIRM,),
    Pile.DRAFTS: (Task.DRAFT,),
    Pile.TO_DO: (Task.NOT_BEGUN,),
    Pile.TO_READ: LEFT,
    Pile.LATE: LEFT,
    Pile.SEALED: (Task.SEALED,),
    Pile.RECUSED: (Task.RECUSED,),
}


@dataclass(frozen=True)
class Entry:
    """One nomination on a juror's work list, before it is looked into."""

    id: int
    number: int | None
    task: Task

    @property
    def reveals(self) -> bool:
        """Whether more than the candidates' names may be shown."""
        return self.task in TO_SCORE


@dataclass(frozen=True)
class Desk:
    """A juror's work list: all of it, by number or in the order that she reads in."""

    entries: Sequence[Entry]
    appointment: Appointment
    where: Board
    """Of her own seat."""
    phase: Phase
    stage: StageState
    """Once the judging is over, concluded."""
    reading: Reading
    by_ballot: bool = False
    """Whether she ranks all of them on one ballot, and scores none."""

    def of(self, *tasks: Task) -> list[Entry]:
        """List the entries of some kinds."""
        return [entry for entry in self.entries if entry.task in tasks]

    def count(self, *tasks: Task) -> int:
        """Count the entries of some kinds."""
        return sum(entry.task in tasks for entry in self.entries)

    @property
    def to_score(self) -> list[Entry]:
        """Everything that she scores, done or not."""
        return self.of(*TO_SCORE)

    @property
    def is_deputy(self) -> bool:
        """Whether it is a deputy's."""
        return self.appointment.is_deputy

    @property
    def called(self) -> list[Entry]:
        """What a deputy sits for, because the member is recused."""
        if not self.is_deputy:
            return []
        mine = self.appointment.id
        return [entry for entry in self.entries if self.where.sits(entry.id, mine)]

    @property
    def scored(self) -> int:
        """How many she scores, done or not."""
        return self.count(*TO_SCORE)

    @property
    def left(self) -> int:
        """How many she has yet to hand in."""
        return self.count(*LEFT)

    @property
    def total(self) -> int:
        """How many she hands in when she has finished, as far as is known."""
        waiting = 0 if self.is_deputy else self.count(Task.DECLARE, Task.AWAIT_RULING)
        return self.scored + waiting

    @property
    def is_scoring(self) -> bool:
        """Whether scores can be given."""
        return self.stage is StageState.SCORING

    @property
    def is_before(self) -> bool:
        """Whether the judging has begun, and the scoring has not."""
        return self.stage in BEFORE_SCORING

    @property
    def waits(self) -> bool:
        """Whether it is settled who goes on, and the next stage has not been opened."""
        return self.stage is StageState.WAITING

    @property
    def is_visiting(self) -> bool:
        """Whether the stage is one of visits, in which no scores are given."""
        return self.stage in VISITING

    @property
    def leads(self) -> bool:
        """Whether it is of the member who leads the jury."""
        return self.appointment.seat.leads and not self.is_deputy

    @property
    def is_open(self) -> bool:
        """Whether what she has not answered for can be answered for."""
        return self.stage in {StageState.DECLARING, StageState.SCORING, *VISITING}

    @property
    def takes_conflicts(self) -> bool:
        """Whether a conflict that is found late can be declared: to the end."""
        return self.stage in DECLARABLE

    @property
    def is_away(self) -> bool:
        """Whether she is away in the stage under way."""
        return self.appointment.id in self.where.away

    @property
    def is_over(self) -> bool:
        """Whether the deliberation has begun: what was not done in time can't be done any more."""
        return self.stage not in BEFORE_DELIBERATION

    @property
    def piles(self) -> tuple[Pile, ...]:
        """What lies together, in order: what is to be done comes before what is."""
        if self.is_scoring:
            left: tuple[Pile, ...] = (Pile.TO_CONFIRM, Pile.DRAFTS, Pile.TO_DO)
        else:
            left = (Pile.TO_READ,) if self.is_before else (Pile.LATE,)
        return (Pile.DECLARING, Pile.WAITING, *left, Pile.SEALED, Pile.RECUSED)

    def can_amend(self, nomination_id: int) -> bool:
        """Say whether she has answered for a nomination, and may answer anew."""
        key = nomination_id, self.appointment.id
        ruling = self.where.ruled.get(key)
        return can_amend(key in self.where.answered, ruling.outcome if ruling else None)

    @property
    def next_entry(self) -> Entry | None:
        """What to go on with: what awaits her answer, a draft, then what is not begun."""
        return next((one for task in LEFT for one in self.of(task)), None)
