"""The work list as people meet it: what to do, what is done, and how things stand.

What is counted is counted over everything; what is shown is one page of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.models import Round
from app.rules.impartiality import Answer
from app.rules.reading import reading_minutes
from app.rules.reading_order import Reading
from app.services import desks, disclosure, lists, scores, withdrawals
from app.services.desks import LEFT, Desk, Entry, Pile, Task
from app.services.scores import OwnScores
from app.services.work import Work
from app.web import paging
from app.web.impartiality.forms import GivenAnswer, LateConflict
from app.web.paging import Asked, Page
from app.web.scores import desk_rows, reading
from app.web.scores.desk_rows import DeskRow
from app.web.scores.reading import Choice
from app.words import terms
from app.words.jury import desks as desk_words
from app.words.jury import dues, juries, worklist
from app.words.jury import looks as look_words
from app.words.jury import sheets as sheet_words
from app.words.jury.desks import Opening
from app.words.jury.dues import Due
from app.words.jury.looks import LookLine

ANCHORS = {
    Pile.DECLARING: "erklaer",
    Pile.WAITING: "venter",
    Pile.TO_CONFIRM: "bekreft",
    Pile.DRAFTS: "utkast",
    Pile.TO_DO: "vurdere",
    Pile.TO_READ: "lese",
    Pile.LATE: "utkast",
    Pile.SEALED: "levert",
    Pile.RECUSED: "inhabil",
}
"""Where on the desk each pile lies."""
CLOSED = {
    task: f"#{ANCHORS[pile]}"
    for pile in (Pile.DECLARING, Pile.WAITING, Pile.RECUSED)
    for task in pile.tasks
}
"""Where on the desk that which cannot be opened stands."""
LEGEND = (
    Task.SEALED,
    Task.DRAFT,
    Task.CONFIRM,
    Task.NOT_BEGUN,
    Task.DECLARE,
    Task.AWAIT_RULING,
    Task.RECUSED,
)
NAMED = 4
"""So many of those that a deputy is called in for are named."""
ANSWER_ORDER = (Answer.NO_CONFLICT, Answer.POSSIBLE, Answer.AUTOMATIC)


@dataclass(frozen=True)
class DeskAnswers:
    """What was declared and refused, to be shown again with what is wrong with it."""

    given: Mapping[int, GivenAnswer] = field(default_factory=dict)
    late: LateConflict | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    """By the id of the field."""


@dataclass(frozen=True)
class Tick:
    """One mark of the row that shows the whole at once."""

    name: str
    mark: str
    word: str
    url: str
    here: bool


@dataclass(frozen=True)
class Jump:
    """What lies on a desk of many pages: how much there is of it, and where it begins."""

    mark: str
    word: str
    count: int
    url: str


@dataclass(frozen=True)
class DeskPage:
    """A juror's or deputy's desk: one page of its piles, each in the order that she reads in."""

    desk: Desk
    institution: str
    opening: Opening
    withdrawn: str
    """What was withdrawn from her desk; empty where nothing was."""
    looks: Sequence[LookLine]
    """What the secretariat has seen of what is sealed."""
    due: Due | None
    hits: Sequence[Entry]
    """What is searched for; everything when nothing is."""
    page: Page[Entry]
    rows: Sequence[DeskRow]
    """Those of the page, in that order."""
    sealed_until: str
    """From when others see what she has handed in."""
    next_row: DeskRow | None
    """What to go on with, while scores can be given."""
    orders: Sequence[Choice]
    """In what order the list can stand; none where there is nothing to put in order."""
    is_drawn: bool
    """Whether the order was drawn for her."""
    answers: DeskAnswers
    answer_options: Sequence[tuple[str, str]]

    def of(self, *tasks: Task) -> list[DeskRow]:
        """List the rows of the page with some kinds of task."""
        return [row for row in self.rows if row.task in tasks]

    def found(self, *tasks: Task) -> int:
        """Count, on all pages, what has some kinds of task."""
        return sum(entry.task in tasks for entry in self.hits)

    @property
    def elsewhere(self) -> list[GivenAnswer]:
        """What was answered on other pages, which goes along when this one is sent."""
        shown = {row.id for row in self.rows}
        return [given for key, given in self.answers.given.items() if key not in shown]

    @property
    def pointed_out(self) -> list[str]:
        """Name those of the page that something is said of beside the question."""
        return [row.name for row in self.of(Task.DECLARE) if row.hints]

    @property
    def amendable(self) -> list[tuple[int, str]]:
        """What she has answered for, of what is shown, and may have found a conflict to since."""
        return [
            (row.id, f"{row.number}. {row.name}")
            for row in sorted(self.rows, key=lambda row: (row.number or 0, row.id))
            if self.desk.takes_conflicts and self.desk.can_amend(row.id)
        ]

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong; what is on another page, or on none, has no field to lead to."""
        fields = {f"{kind}-{row.id}" for row in self.rows for kind in ("answer", "description")}
        if self.amendable:
            fields |= {"late", "late-answer", "late-description"}
        return [(key if key in fields else "", said) for key, said in self.answers.errors.items()]

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
            (terms.mark(task), worklist.task_word(task, self.desk))
            for task in LEGEND
            if self.desk.count(task)
        ]

    @property
    def jumps(self) -> list[Jump]:
        """Where on the pages what begins, and how much of it there is."""
        return list(self._jumps())

    def _jumps(self) -> Iterator[Jump]:
        before = 0
        for pile in self.desk.piles:
            url = self.page.url(before // paging.SIZE + 1, ANCHORS[pile])
            for task in pile.tasks:
                count = self.found(task)
                if count:
                    yield Jump(terms.mark(task), worklist.task_word(task, self.desk), count, url)
                before += count


def lay_out(
    work: Work, award_round: Round, wanted: Asked, answers: DeskAnswers, at: int | None = None
) -> DeskPage:
    """Lay out a page of the actor's desk in a round.

    Args:
        work: the actor, a juror or deputy.
        award_round: the round.
        wanted: which page, of what.
        answers: what was declared and is not stored, to be shown again.
        at: the nomination that must be on the page, whatever was wanted.

    """
    desk = desks.desk(work, award_round, reading.chosen())
    own = scores.own_scores(
        work.session, award_round, desk.appointment.id, [entry.id for entry in desk.to_score]
    )
    hits: Sequence[Entry] = _sorted(award_round, desk, own)
    if wanted.query and at is None:
        found = lists.find(work.session, award_round, wanted.query)
        hits = [entry for entry in hits if entry.id in found]
    ordered = [entry for pile in desk.piles for entry in hits if entry.task in pile.tasks]
    if at is not None:
        wanted = paging.holding([entry.id for entry in ordered], at)
    page = paging.cut(
        ordered,
        wanted,
        "scores.desk",
        of=len(desk.entries),
        filters=reading.filters(),
        slug=award_round.slug,
    )
    going_on = desk.next_entry if desk.is_scoring else None
    shown = {entry.id for entry in page.rows}
    looked_into = shown | ({going_on.id} if going_on else set())
    entries = [entry for entry in _sorted(award_round, desk, own) if entry.id in looked_into]
    rows = desk_rows.rows(work, award_round, desk, entries, going_on, own)
    return DeskPage(
        desk=desk,
        institution=juries.institution(desk.appointment.seat),
        opening=desk_words.opening(desk, award_round, work.now, _called(work.session, desk)),
        withdrawn=worklist.withdrawn(withdrawals.told_of(work, award_round)),
        looks=_looks(work, award_round),
        due=dues.due(desk, award_round, work.now, _minutes(work, award_round, desk)),
        hits=hits,
        page=page,
        rows=[row for row in rows if row.id in shown],
        sealed_until=sheet_words.sealed_until(award_round),
        next_row=next((row for row in rows if row.here), None),
        orders=reading.choices(award_round, has_scores=desk.count(Task.SEALED) > 1)
        if desk.scored > 1
        else [],
        is_drawn=desk.reading is Reading.DRAWN and desk.scored > 1,
        answers=answers,
        answer_options=[(answer.value, terms.term(answer)) for answer in ANSWER_ORDER],
    )


def _sorted(award_round: Round, desk: Desk, own: Mapping[int, OwnScores]) -> Sequence[Entry]:
    """Put what is handed in by what she gave, if she wants it so: the best first."""
    if not reading.is_by_score():
        return desk.entries
    weights = award_round.weights()
    given = {one: scored.average(weights) for one, scored in own.items() if scored.is_sealed}
    return sorted(desk.entries, key=lambda entry: -(given.get(entry.id) or 0))


def _looks(work: Work, award_round: Round) -> list[LookLine]:
    held = disclosure.looks_for(work, award_round)
    shown = [one.look.nomination_id for one in held if one.look.nomination_id is not None]
    return look_words.lines(held, lists.names(work.session, shown)) if held else []


def _called(session: Session, desk: Desk) -> list[str]:
    ids = [entry.id for entry in desk.called[:NAMED]]
    names = lists.names(session, ids)
    return [names[one] for one in ids]


def _minutes(work: Work, award_round: Round, desk: Desk) -> int:
    left = [entry.id for entry in desk.of(*LEFT)]
    counts = desks.word_counts(work.session, award_round, left) if left else []
    return sum(reading_minutes(count) for count in counts)
