"""What is known of a meeting: all that its pages show, and that its minutes are made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models import Appointment, MeetingItem, MeetingNote, Motion
from app.rules import meetings as rules
from app.services import lists
from app.services.meetings.finding import Table, leader
from app.services.meetings.noting import notes
from app.services.meetings.presence import noted
from app.services.meetings.voting import motions


@dataclass(frozen=True)
class Record:
    """A meeting with everything that was noted in it."""

    table: Table
    names: Mapping[int, str]
    """Of the candidates, by nomination."""
    notes: Mapping[int | None, MeetingNote]
    motions: Sequence[Motion]
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
    came = [noted(one) for one in table.attended]
    for item_id, sitting in rules.course(came, table.turns, table.seats):
        sat[item_id] = sat.get(item_id, frozenset()) | sitting
    return Record(
        table,
        lists.names(session, [one.nomination_id for one in table.meeting.items]),
        notes(session, meeting_id),
        motions(session, meeting_id),
        sat,
        {one.id: leader(session, table, one) for one in _led(table, sat)},
    )


def _led(table: Table, sat: Mapping[int | None, frozenset[int]]) -> list[MeetingItem]:
    """List what was taken, or is: of the rest nobody asks who leads it."""
    return [one for one in table.meeting.items if one.id in sat]
