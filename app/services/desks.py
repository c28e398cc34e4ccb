"""Desks: what a juror or deputy has to do with each nomination of a round, and has done."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    Appointment,
    Nomination,
    NominationVersion,
    PaperSheet,
    Round,
    Ruling,
    ScoreSheet,
)
from app.rules.access import DECLARABLE, Permission, Verdict
from app.rules.impartiality import Answer, Standing, can_amend
from app.rules.lifecycle import (
    BEFORE_DELIBERATION,
    BEFORE_SCORING,
    VISITING,
    Phase,
    StageState,
)
from app.rules.reading_order import Reading, order
from app.services import handed_in, impartiality, lists, may
from app.services.impartiality import Board, Declared
from app.services.work import Work


class Task(StrEnum):
    """What a juror has to do with a nomination, or has done."""

    DECLARE = "declare"
    AWAIT_RULING = "await_ruling"
    RECUSED = "recused"
    CONFIRM = "confirm"
    """A sheet of hers on paper, which the secretariat has entered."""
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
class Item:
    """One nomination on a juror's work list, and what is known of it."""

    nomination: Nomination
    task: Task
    sheet: ScoreSheet | None
    stepped_in: bool
    """The juror is a deputy who sits here because somebody is recused."""
    deputy_name: str
    """Who sits instead, when the juror is recused and a deputy has stepped in."""
    declaration: Declared | None
    """Her latest."""
    ruling: Ruling | None
    """On her latest declaration."""

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


def desk(work: Work, award_round: Round, reading: Reading = Reading.NUMBER) -> Desk:
    """Lay out the actor's work list: a few columns of each nomination, whatever it holds."""
    may.require(work, Permission.VIEW_DESK, award_round)
    mine = impartiality.appointment_of(work, award_round)
    where = impartiality.board(work.session, award_round, work.today, seat_of=mine)
    own = next((holder for holder in where.holders if holder.id == mine), None)
    if own is None:  # appointed after the decision
        may.refuse(work, Permission.VIEW_DESK, Verdict.NOT_HERS, award_round)
    sealed = _sealed(work.session, award_round, mine)
    papers = _papers(work.session, award_round, mine)
    phase = award_round.phase(work.now)
    stage = award_round.stage.state if award_round.stage else StageState.WAITING
    entries = [
        Entry(nomination_id, number, task)
        for nomination_id, number in lists.judged(work.session, award_round)
        if (task := _task(where, nomination_id, mine, sealed, papers)) is not None
    ]
    if reading is Reading.DRAWN and award_round.stage:
        entries = _drawn(entries, award_round.stage.id, mine)
    return Desk(
        entries,
        own,
        where,
        phase,
        stage if phase is Phase.JUDGING else StageState.CONCLUDED,
        reading,
        award_round.is_by_ballot,
    )


def _drawn(entries: Sequence[Entry], stage_id: int, mine: int) -> list[Entry]:
    """Put what she reads in her order. What is closed to her is looked up, and stays by number."""
    by_id = {entry.id: entry for entry in entries if entry.reveals}
    drawn = [by_id[one] for one in order(stage_id, mine, by_id)]
    return [*drawn, *(entry for entry in entries if not entry.reveals)]


def _sealed(session: Session, award_round: Round, mine: int) -> dict[int, bool]:
    """Say of which nominations she has a sheet or ballot, and whether it is sealed."""
    states = handed_in.states(session, award_round, [mine])
    return {nomination_id: is_sealed for (nomination_id, _), is_sealed in states.items()}


def _papers(session: Session, award_round: Round, mine: int) -> frozenset[int]:
    """Say for which nominations a sheet of hers on paper awaits her answer."""
    stage = award_round.stage
    if stage is None or stage.state is not StageState.SCORING:
        return frozenset()
    return frozenset(
        session.scalars(
            select(PaperSheet.nomination_id).where(
                PaperSheet.stage_id == stage.id,
                PaperSheet.appointment_id == mine,
                PaperSheet.answered_at.is_(None),
            )
        )
    )


def _task(
    where: Board,
    nomination_id: int,
    mine: int,
    sealed: Mapping[int, bool],
    papers: Collection[int],
) -> Task | None:
    """Say what there is to do; None for a deputy who has declared and need not step in."""
    match where.standing(nomination_id, mine):
        case Standing.UNDECLARED:
            return Task.DECLARE
        case Standing.RECUSED:
            return Task.RECUSED
        case Standing.PENDING:
            return Task.AWAIT_RULING
        case Standing.CLEAR:
            pass
    if not where.sits(nomination_id, mine):
        return None
    begun = Task.DRAFT if nomination_id in sealed else Task.NOT_BEGUN
    left = Task.CONFIRM if nomination_id in papers else begun
    return Task.SEALED if sealed.get(nomination_id) else left


def items(
    session: Session, award_round: Round, found: Desk, entries: Sequence[Entry]
) -> list[Item]:
    """Look into some entries of a desk, in a constant number of queries."""
    mine, stage = found.appointment.id, award_round.stage
    ids = [entry.id for entry in entries]
    sheets = {
        sheet.nomination_id: sheet
        for sheet in session.scalars(
            select(ScoreSheet).where(
                ScoreSheet.stage_id == (stage.id if stage else None),
                ScoreSheet.appointment_id == mine,
                ScoreSheet.nomination_id.in_(ids),
            )
        )
    }
    by_id = {nomination.id: nomination for nomination in lists.load(session, ids)}
    return [
        Item(
            by_id[entry.id],
            entry.task,
            sheets.get(entry.id),
            stepped_in=found.appointment.is_deputy and found.where.sits(entry.id, mine),
            deputy_name=found.where.deputy_name(entry.id, found.appointment),
            declaration=found.where.declared.get((entry.id, mine)),
            ruling=found.where.ruled.get((entry.id, mine)),
        )
        for entry in entries
    ]


@dataclass(frozen=True)
class Closed:
    """Why a nomination is closed to somebody of the jury, and what became of her sheet."""

    standing: Standing
    is_away: bool
    answer: Answer | None
    ruling: Ruling | None
    sealed_at: datetime | None
    """When she handed in a sheet, which is kept and does not count."""


def closed(work: Work, award_round: Round, nomination_id: int) -> Closed | None:
    """Say why a nomination is closed to the actor; None where it is not."""
    may.require(work, Permission.VIEW_DESK, award_round)
    mine = impartiality.appointment_of(work, award_round)
    where = impartiality.board(work.session, award_round, work.today, [nomination_id])
    if where.is_open_to(nomination_id, mine):
        return None
    stage = award_round.stage
    declared = where.declared.get((nomination_id, mine))
    return Closed(
        where.standing(nomination_id, mine),
        mine in where.away,
        declared.answer if declared else None,
        where.ruled.get((nomination_id, mine)),
        work.session.scalar(
            select(ScoreSheet.sealed_at).where(
                ScoreSheet.stage_id == (stage.id if stage else None),
                ScoreSheet.nomination_id == nomination_id,
                ScoreSheet.appointment_id == mine,
            )
        ),
    )


def word_counts(session: Session, award_round: Round, ids: Collection[int]) -> list[int]:
    """Count the words that the jury reads of some nominations, one figure for each."""
    rows = session.execute(
        select(NominationVersion.nomination_id, NominationVersion.word_count)
        .join(Nomination, Nomination.id == NominationVersion.nomination_id)
        .where(
            Nomination.round_id == award_round.id,
            Nomination.state.in_(award_round.in_the_running),
            NominationVersion.number == Nomination.submissions,
        )
    )
    wanted = frozenset(ids)
    return [words for nomination_id, words in rows if nomination_id in wanted]
