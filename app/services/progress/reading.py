"""Progress of the judging: who has finished how much, without a single score."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from sqlalchemy.orm import Session

from app.models import Appointment, Round, Seat, SeatException
from app.rules.access import Permission
from app.rules.coverage import Coverage
from app.rules.impartiality import Outcome, Standing
from app.services import handed_in, impartiality, jury, lists, may, seat_exceptions
from app.services.impartiality import Board
from app.services.lists import Listed
from app.services.progress.covering import covered
from app.services.work import Work


class Mark(StrEnum):
    """How far a seat has come with a nomination."""

    UNDECLARED = "undeclared"
    PENDING = "pending"
    NOT_BEGUN = "not_begun"
    DRAFT = "draft"
    SEALED = "sealed"
    EXCEPTED = "excepted"
    """Nobody waits for it, with a reason on record."""
    VACANT = "vacant"


@dataclass(frozen=True)
class Square:
    """One seat and one nomination in the table of progress."""

    mark: Mark
    stepped_in: bool


@dataclass(frozen=True)
class Pending:
    """A possible conflict that awaits a ruling."""

    nomination: Listed
    appointment: Appointment
    description: str


@dataclass(frozen=True)
class Uncounted:
    """A sheet that was handed in and does not count: she is recused, or somebody else sits."""

    nomination: Listed
    appointment: Appointment
    is_recused: bool
    ground: str
    """Why the jury recused her; empty where it did not."""


@dataclass(frozen=True)
class Progress:
    """Who has finished how much."""

    nominations: Sequence[Listed]
    seats: Sequence[Seat]
    squares: Mapping[tuple[int, int], Square]
    """By (nomination, seat)."""
    coverage: Sequence[Coverage]
    pending: Sequence[Pending]
    gone: Sequence[tuple[Appointment, int]]
    """Those who have left the jury, and how many of the sheets that count are theirs."""
    uncounted: Sequence[Uncounted]
    """Sheets that were handed in, are kept, and do not count."""
    hidden: frozenset[int] = frozenset()
    """What is left out of all this, because the reader is recused from it."""
    excepted: Mapping[tuple[int, int], SeatException] = field(default_factory=dict)
    """The exceptions that hold for them, by (nomination, seat)."""
    by_ballot: bool = False
    """Whether each seat hands in one ballot about all of them, and no sheets."""

    @cached_property
    def counts(self) -> Mapping[tuple[int, Mark], int]:
        """How many squares there are by (seat, mark): counted once, however often it is asked."""
        return Counter((seat_id, square.mark) for (_, seat_id), square in self.squares.items())

    def count(self, *marks: Mark) -> int:
        """Count the squares with one of some marks."""
        return sum(count for (_, mark), count in self.counts.items() if mark in marks)

    @property
    def expected(self) -> int:
        """How many sheets, or ballots, there will be when everybody has finished."""
        if self.by_ballot:
            return len(self.seats) - self._seats_with_all(Mark.VACANT, Mark.EXCEPTED)
        return len(self.squares) - self.count(Mark.VACANT, Mark.EXCEPTED)

    @property
    def handed_in(self) -> int:
        """How many sheets, or ballots, have been handed in."""
        return self._seats_with_all(Mark.SEALED) if self.by_ballot else self.count(Mark.SEALED)

    def _seats_with_all(self, *marks: Mark) -> int:
        every = len(self.nominations)
        return sum(self.of_seat(seat.id, *marks) == every for seat in self.seats if every)

    def of_seat(self, seat_id: int, *marks: Mark) -> int:
        """Count the squares of a seat with one of some marks."""
        return sum(self.counts.get((seat_id, mark), 0) for mark in marks)

    @property
    def seats_done(self) -> int:
        """Count the seats with nothing left to do."""
        left = (Mark.UNDECLARED, Mark.PENDING, Mark.NOT_BEGUN, Mark.DRAFT)
        return sum(not self.of_seat(seat.id, *left) for seat in self.seats)


def progress(work: Work, award_round: Round) -> Progress:
    """Give the progress of a round."""
    may.require(work, Permission.VIEW_PROGRESS, award_round)
    where = impartiality.board(work.session, award_round, work.today)
    return _progress(work.session, award_round, where, frozenset())


def _progress(
    session: Session, award_round: Round, where: Board, hidden: frozenset[int]
) -> Progress:
    """Give the progress of a round, leaving out the nominations that are hidden."""
    if not award_round.rulebooks:  # a round that was only recorded: no sheets were handed in here
        return Progress([], jury.seats(session, award_round), {}, [], [], [], [])
    judged = [n for n in lists.judged(session, award_round) if n.id not in hidden]
    sheets = handed_in.states(session, award_round)
    seats = jury.seats(session, award_round)
    excepted = seat_exceptions.standing(session, award_round)
    squares = {
        (nomination.id, seat.id): _square(where, nomination.id, seat.id, sheets, excepted)
        for nomination in judged
        for seat in seats
    }
    sealed = {key for key, is_sealed in sheets.items() if is_sealed}
    known = covered(award_round, where, sealed, excepted)
    return Progress(
        judged,
        seats,
        squares,
        [one for one in known if one.nomination_id not in hidden],
        _pending(where, judged),
        _gone(where, judged),
        _uncounted(where, judged, sealed),
        hidden,
        {key: one for key, one in excepted.items() if key in squares},
        by_ballot=award_round.is_by_ballot,
    )


def _gone(where: Board, judged: Sequence[Listed]) -> list[tuple[Appointment, int]]:
    counted = [
        (holder, sum(where.sits(nomination.id, holder.id) for nomination in judged))
        for holder in where.holders
        if holder.id in where.left
    ]
    return [(holder, sheets) for holder, sheets in counted if sheets]


def _uncounted(
    where: Board, judged: Sequence[Listed], sealed: AbstractSet[tuple[int, int]]
) -> list[Uncounted]:
    sitting = {(n, one.appointment_id) for n, held in where.seats.items() for one in held.values()}
    by_id = {nomination.id: nomination for nomination in judged}
    holders = {holder.id: holder for holder in where.holders}
    return [
        Uncounted(
            by_id[nomination_id],
            holders[holder],
            where.standing(nomination_id, holder) is Standing.RECUSED,
            _ground(where, nomination_id, holder),
        )
        for nomination_id, holder in sorted(sealed - sitting)
        if nomination_id in by_id and holder in holders
    ]


def _ground(where: Board, nomination_id: int, holder: int) -> str:
    ruling = where.ruled.get((nomination_id, holder))
    return ruling.ground if ruling and ruling.outcome is Outcome.RECUSED else ""


def for_reader(work: Work, award_round: Round) -> Progress:
    """Give the progress as the actor may see it: without what she is recused from."""
    may.require(work, Permission.VIEW_PROGRESS, award_round)
    where = impartiality.board(work.session, award_round, work.today)
    mine = work.actor.appointment_in(award_round.jury_id)
    hidden = where.recused_from(mine.appointment_id) if mine else frozenset()
    return _progress(work.session, award_round, where, hidden)


def _square(
    where: Board,
    nomination_id: int,
    seat_id: int,
    sheets: Mapping[tuple[int, int], bool],
    excepted: Collection[tuple[int, int]],
) -> Square:
    sitting = where.seats[nomination_id].get(seat_id)
    if sitting is None or sitting.appointment_id is None:
        return Square(Mark.VACANT, stepped_in=False)
    standing = where.standing(nomination_id, sitting.appointment_id)
    if (nomination_id, seat_id) in excepted and not sheets.get(
        (nomination_id, sitting.appointment_id)
    ):
        return Square(Mark.EXCEPTED, sitting.stepped_in)
    if standing is Standing.UNDECLARED:
        mark = Mark.UNDECLARED
    elif standing is Standing.PENDING:
        mark = Mark.PENDING
    else:
        sealed = sheets.get((nomination_id, sitting.appointment_id))
        mark = Mark.NOT_BEGUN if sealed is None else Mark.SEALED if sealed else Mark.DRAFT
    return Square(mark, sitting.stepped_in)


def _pending(where: Board, judged: Sequence[Listed]) -> list[Pending]:
    pending = {key for key, standing in where.standings.items() if standing is Standing.PENDING}
    return [
        Pending(nomination, holder, where.declared[nomination.id, holder.id].description)
        for nomination in (judged if pending else ())
        for holder in where.holders
        if (nomination.id, holder.id) in pending
    ]
