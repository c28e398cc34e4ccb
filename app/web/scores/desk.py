"""The work list as people meet it: what to do, what is done, and how things stand.

What is counted is counted over everything; what is shown is one page of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.models import Round
from app.rules.impartiality import Outcome
from app.rules.lifecycle import Phase, StageState
from app.services import desks, lists
from app.services.desks import TO_SCORE, Desk, Entry, Task
from app.services.work import Work
from app.web import paging
from app.web.paging import Asked, Page
from app.web.scores import desk_rows
from app.web.scores.desk_rows import Row
from app.words import formats
from app.words import terms as words

LEFT = (Task.DRAFT, Task.NOT_BEGUN)


@dataclass(frozen=True)
class Tick:
    """One mark of the row that shows the whole at once."""

    name: str
    mark: str
    word: str
    url: str
    here: bool


@dataclass(frozen=True)
class Section:
    """What stands under one heading of the desk, and where it is found."""

    anchor: str
    tasks: tuple[Task, ...]


DECLARING = Section("erklaer", (Task.DECLARE,))
WAITING = Section("venter", (Task.AWAIT_RULING,))
SEALED = Section("levert", (Task.SEALED,))
RECUSED = Section("inhabil", (Task.RECUSED,))
DRAFTS = Section("utkast", (Task.DRAFT,))
TO_DO = Section("vurdere", (Task.NOT_BEGUN,))
TO_READ = Section("lese", LEFT)
LATE = Section("utkast", LEFT)
CLOSED = {task: f"#{part.anchor}" for part in (DECLARING, WAITING, RECUSED) for task in part.tasks}
"""Where on the desk that which cannot be opened stands."""
LEGEND = (
    Task.SEALED,
    Task.DRAFT,
    Task.NOT_BEGUN,
    Task.DECLARE,
    Task.AWAIT_RULING,
    Task.RECUSED,
)


@dataclass(frozen=True)
class Summary:
    """How a juror's or deputy's desk stands, over everything that is on it."""

    entries: Sequence[Entry]
    phase: Phase
    stage: StageState
    institution: str
    is_deputy: bool

    def count(self, *tasks: str) -> int:
        """Count what is on the desk of some kinds of task."""
        return sum(entry.task in tasks for entry in self.entries)

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
    def sections(self) -> tuple[Section, ...]:
        """The sections of the desk in their order: what is to be done comes before what is."""
        if self.phase is Phase.JUDGING and self.stage is StageState.SCORING:
            left: tuple[Section, ...] = (DRAFTS, TO_DO)
        else:
            left = (TO_READ,) if self.is_before else (LATE,)
        return (DECLARING, WAITING, *left, SEALED, RECUSED)

    @property
    def is_before(self) -> bool:
        """Whether the judging has begun, and the scoring has not."""
        before = (StageState.WAITING, StageState.DECLARING)
        return self.phase is Phase.JUDGING and self.stage in before


@dataclass(frozen=True)
class Jump:
    """A section of a desk of many pages: how much is in it, and where it begins."""

    mark: str
    word: str
    count: int
    url: str


@dataclass(frozen=True)
class View(Summary):
    """A juror's or deputy's desk: one page of its sections, each by number."""

    hits: Sequence[Entry]
    """What is searched for; everything when nothing is."""
    page: Page[Entry]
    rows: Sequence[Row]
    """Those of the page, by number."""
    next_row: Row | None
    """What to go on with, while scores can be given."""
    minutes: int
    """Of reading, for what is left to hand in."""
    can_declare: bool
    amendable: Sequence[Row]
    """What she has answered for, of what the page shows, and may have found a conflict to since."""

    def of(self, *tasks: str) -> list[Row]:
        """List the rows of the page with some kinds of task."""
        return [row for row in self.rows if row.task in tasks]

    def found(self, *tasks: str) -> int:
        """Count, on all pages, what has some kinds of task."""
        return sum(entry.task in tasks for entry in self.hits)

    @property
    def ticks(self) -> list[Tick]:
        """One mark for each."""
        return [
            Tick(row.name, row.mark, row.word, row.url or CLOSED[row.task], row.here)
            for row in self.rows
        ]

    @property
    def legend(self) -> list[tuple[str, str]]:
        """What the marks mean, each kind once."""
        return [
            (words.mark(task), desk_rows.word(task, self.phase, self.stage))
            for task in LEGEND
            if self.count(task)
        ]

    @property
    def jumps(self) -> list[Jump]:
        """Where on the pages what begins, and how much of it there is."""
        made, before = [], 0
        for section in self.sections:
            count = self.found(*section.tasks)
            number = before // paging.SIZE + 1
            made += [
                Jump(
                    words.mark(task),
                    desk_rows.word(task, self.phase, self.stage),
                    self.found(task),
                    self.page.url(number, section.anchor),
                )
                for task in section.tasks
                if self.found(task)
            ]
            before += count
        return made


def summarise(work: Work, award_round: Round, desk: Desk) -> Summary:
    """Say how the actor's desk in a round stands."""
    phase = award_round.phase(work.now)
    stage = award_round.stage.state if award_round.stage else StageState.WAITING
    return Summary(
        desk.entries,
        phase,
        stage if phase is Phase.JUDGING else StageState.CONCLUDED,
        institution_name(desk),
        desk.appointment.is_deputy,
    )


def institution_name(desk: Desk) -> str:
    """Name the institution that the actor's seat belongs to."""
    institution = desk.appointment.seat.institution
    return formats.in_language(institution.names) or institution.name


def lay_out(work: Work, award_round: Round, wanted: Asked, at: int | None = None) -> View:
    """Lay out a page of the actor's desk in a round.

    Args:
        work: the actor, a juror or deputy.
        award_round: the round.
        wanted: which page, of what.
        at: the nomination that must be on the page, whatever was wanted.

    """
    desk = desks.desk(work, award_round)
    summary = summarise(work, award_round, desk)
    is_open = summary.stage in (StageState.DECLARING, StageState.SCORING)
    hits: Sequence[Entry] = desk.entries
    if wanted.query and at is None:
        found = lists.find(work.session, award_round, wanted.query)
        hits = [entry for entry in hits if entry.id in found]
    ordered = [entry for part in summary.sections for entry in hits if entry.task in part.tasks]
    if at is not None:
        wanted = paging.holding([entry.id for entry in ordered], at)
    page = paging.cut(ordered, wanted, "scores.desk", of=len(desk.entries), slug=award_round.slug)
    going_on = desk.next_entry if summary.stage is StageState.SCORING else None
    rows = _rows(work, award_round, desk, page, going_on)
    if is_open and any(row.task is Task.DECLARE for row in rows):
        rows = desk_rows.with_hints(work, award_round, desk, rows)
    shown = {entry.id for entry in page.rows}
    return View(
        **vars(summary),
        hits=hits,
        page=page,
        rows=[row for row in rows if row.id in shown],
        next_row=next((row for row in rows if row.here), None),
        minutes=_minutes(work, award_round, desk),
        can_declare=is_open,
        amendable=[row for row in rows if row.id in shown and can_amend(desk, row.id)]
        if is_open
        else [],
    )


def _rows(
    work: Work, award_round: Round, desk: Desk, page: Page[Entry], going_on: Entry | None
) -> list[Row]:
    """Look into what the page shows, and what is gone on with wherever it stands."""
    phase = award_round.phase(work.now)
    stage = award_round.stage.state if award_round.stage else StageState.WAITING
    wanted = {entry.id for entry in (*page.rows, *([going_on] if going_on else []))}
    entries = [entry for entry in desk.entries if entry.id in wanted]
    rows = [
        desk_rows.row(work, award_round, desk, item, phase, stage)
        for item in desks.items(work.session, award_round, desk, entries)
    ]
    return [replace(row, here=going_on is not None and row.id == going_on.id) for row in rows]


def _minutes(work: Work, award_round: Round, desk: Desk) -> int:
    left = [entry.id for entry in desk.of(*LEFT)]
    counts = desks.word_counts(work.session, award_round, left) if left else []
    return sum(desk_rows.reading_minutes(count) for count in counts)


def can_amend(desk: Desk, nomination_id: int) -> bool:
    """Say whether there is an answer that a new one can replace. A ruling is not hers to change."""
    key = nomination_id, desk.appointment.id
    ruling = desk.where.ruled.get(key)
    ruled_out = ruling is not None and ruling.outcome is Outcome.RECUSED
    return key in desk.where.answered and not ruled_out
