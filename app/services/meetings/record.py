"""What is known of a meeting: all that its pages show, and that its minutes are made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Appointment, AttendanceNote, MeetingItem, MeetingNote, Motion
from app.rules import meetings as rules
from app.services import lists
from app.services.meetings.finding import Table, leader
from app.services.meetings.noting import notes
from app.services.meetings.presence import notes_of, seats_of, turns_of
from app.services.meetings.voting import motions


@dataclass(frozen=True)
class Record:
    """A meeting with everything that was noted in it."""

    table: Table
    names: Mapping[int, str]
    """Of the candidates, by nomination."""
    notes: Mapping[int | None, MeetingNote]
    motions: Sequence[Motion]
    attended: Sequence[AttendanceNote]
    """Who came and left, in the order of when."""
    sat: Mapping[int | None, frozenset[int]]
    """By item, and under None between items: who was at the table at any time of it."""
    leaders: Mapping[int, Appointment | None]
    """By item, who leads it as things stand."""

    def name(self, item: MeetingItem) -> str:
        """Name what an item is about."""
        return self.names[item.nomination_id]

    def of_item(self, item: MeetingItem | None) -> list[Motion]:
        """List the motions on an item, or on the meeting."""
        wanted = item.id if item else None
        return [one for one in self.motions if one.item_id == wanted]


def record_of(session: Session, table: Table) -> Record:
    """Read what is known of a meeting."""
    meeting_id = table.meeting.id
    sat: dict[int | None, frozenset[int]] = {}
    seats = seats_of(session, table.award_round)
    course = rules.course(
        notes_of(session, [meeting_id])[meeting_id],
        turns_of(session, [meeting_id])[meeting_id],
        seats,
    )
    for item_id, sitting in course:
        sat[item_id] = sat.get(item_id, frozenset()) | sitting
    attended = session.scalars(
        select(AttendanceNote)
        .where(AttendanceNote.meeting_id == meeting_id)
        .order_by(AttendanceNote.happened_at, AttendanceNote.id)
        .options(joinedload(AttendanceNote.appointment).joinedload(Appointment.seat))
    ).all()
    return Record(
        table,
        lists.names(session, [one.nomination_id for one in table.meeting.items]),
        notes(session, meeting_id),
        motions(session, meeting_id),
        attended,
        sat,
        {one.id: leader(session, table, one) for one in _led(table, sat)},
    )


def _led(table: Table, sat: Mapping[int | None, frozenset[int]]) -> list[MeetingItem]:
    """List what was taken, or is: of the rest nobody asks who leads it."""
    return [one for one in table.meeting.items if one.id in sat]
