"""Finding a meeting, and who is at its table: asked by whatever is done in it or shown of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import Appointment, AttendanceNote, Meeting, MeetingItem, Round, Stage
from app.rules import impartiality as conflicts
from app.rules import meetings as rules
from app.rules.impartiality import Standing
from app.rules.lifecycle import StageState
from app.rules.meetings import Attendance, Mode, Turn
from app.rules.stages import reach
from app.services import impartiality, rounds
from app.services.impartiality import Board
from app.services.meetings.presence import attended_in, noted, seats_of, turns_of
from app.services.work import NotFoundError


@dataclass(frozen=True)
class Table:
    """A meeting as it stands: its items, who takes part, and who is at the table for what."""

    award_round: Round
    stage: Stage
    meeting: Meeting
    where: Board
    seats: Sequence[tuple[int, ...]]
    attended: Sequence[AttendanceNote]
    """Who came and left, in the order of when."""
    turns: Sequence[Turn]

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.meeting.closed_at is None

    @cached_property
    def people(self) -> Mapping[int, Appointment]:
        """Everybody who can sit, by appointment."""
        return {one.id: one for one in self.where.holders}

    @cached_property
    def _standings(self) -> Mapping[tuple[int, int], Standing]:
        if self.award_round.stage is self.stage and self.stage.state is not StageState.CONCLUDED:
            return self.where.standings
        far = reach(self.stage.kind, self.award_round.rulebook.recusal_reach)
        taken = [one.nomination_id for one in self.meeting.items]
        return conflicts.widen(self.where.own, taken, far)

    def item(self, item_id: int | None) -> MeetingItem | None:
        """Find an item; None for what is no item: the meeting itself.

        Raises:
            NotFoundError: it has no such item.

        """
        if item_id is None:
            return None
        for one in self.meeting.items:
            if one.id == item_id:
                return one
        raise NotFoundError(f"item {item_id} of meeting {self.meeting.id}")

    @cached_property
    def attendance(self) -> Attendance:
        """Who takes part, and how."""
        return rules.attendance(noted(one) for one in self.attended)

    @property
    def current_id(self) -> int | None:
        """The item that the meeting is at; None between items."""
        return self.turns[-1].item_id if self.turns else None

    @property
    def current(self) -> MeetingItem | None:
        """The item that the meeting is at."""
        return self.item(self.current_id)

    def standing(self, item: MeetingItem, appointment_id: int) -> Standing:
        """Say where somebody stands towards what an item is about."""
        return self._standings.get((item.nomination_id, appointment_id), Standing.UNDECLARED)

    def is_clear(self, item: MeetingItem | None, appointment_id: int) -> bool:
        """Say whether nothing keeps somebody out of an item: she has declared, and is impartial."""
        return item is None or self.standing(item, appointment_id) is Standing.CLEAR

    def kept_out(self, item: MeetingItem | None) -> frozenset[int]:
        """List whom recusal, or an answer that lacks, keeps out of an item."""
        return frozenset(one for one in self.people if not self.is_clear(item, one))

    def present(self, item: MeetingItem | None) -> frozenset[int]:
        """List who is there for an item, or for what is none."""
        return self.attendance.present(item.id if item else None)

    def sitting(self, item: MeetingItem | None) -> frozenset[int]:
        """List who is at the table for an item, or for what is none."""
        return rules.table(self.seats, self.present(item), self.kept_out(item))

    def mode(self, appointment_id: int, item: MeetingItem | None = None) -> Mode:
        """Say how somebody takes part, in an item or in the meeting."""
        return self.attendance.mode(appointment_id, item.id if item else None)


def of_stage(session: Session, stage: Stage | None) -> Sequence[Meeting]:
    """List the meetings of a stage, in order."""
    return session.scalars(
        select(Meeting)
        .where(Meeting.stage_id == (stage.id if stage else None))
        .order_by(Meeting.number)
        .options(selectinload(Meeting.items))
    ).all()


def of_round(session: Session, award_round: Round) -> Sequence[Meeting]:
    """List the meetings of a round, in all its stages, the latest first."""
    return session.scalars(
        select(Meeting)
        .where(Meeting.stage_id.in_([one.id for one in award_round.stages]))
        .order_by(Meeting.id.desc())
        .options(selectinload(Meeting.items))
    ).all()


def round_of(session: Session, meeting_id: int) -> Round:
    """Give the round that a meeting is of.

    Raises:
        NotFoundError: there is no such meeting.

    """
    found = session.scalars(
        select(Stage.round_id)
        .join(Meeting, Meeting.stage_id == Stage.id)
        .where(Meeting.id == meeting_id)
    ).one_or_none()
    if found is None:
        raise NotFoundError(f"meeting {meeting_id}")
    return rounds.by_id(session, found)


def table_of(session: Session, award_round: Round, meeting_id: int, today: date) -> Table:
    """Lay out a meeting as it stands."""
    meeting = session.scalars(
        select(Meeting)
        .where(Meeting.id == meeting_id)
        .options(selectinload(Meeting.items))
        .execution_options(populate_existing=True)
    ).one()
    stage = next(one for one in award_round.stages if one.id == meeting.stage_id)
    goes_on = award_round.stage is stage and stage.state is not StageState.CONCLUDED
    where = impartiality.board(session, award_round, today, whole=not goes_on)
    return Table(
        award_round,
        stage,
        meeting,
        where,
        # Of a meeting that goes on, those who sit now; of one that is over, whoever sat then.
        [one.appointments for one in where.orders] if goes_on else seats_of(session, award_round),
        attended_in(session, [meeting_id]),
        turns_of(session, [meeting_id])[meeting_id],
    )


def leader(session: Session, table: Table, item: MeetingItem | None) -> Appointment | None:
    """Say who leads an item: the chair, or whoever was elected for it; nobody who is not there.

    What is no item the chair leads as long as she is there, whatever she is recused from.
    """
    sitting = table.sitting(item)
    chair = impartiality.chair_of(table.where)
    if item is None and chair is not None and chair.id in sitting:
        return chair
    elected = impartiality.standing_elections(session, table.award_round)
    leads = impartiality.lead(table.where, elected, item.nomination_id if item else None)
    found = leads.leader
    return found if found is not None and found.id in sitting else None
