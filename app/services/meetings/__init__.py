"""Meetings of a jury: opened, attended, noted, voted in, and put down in minutes."""

from app.services.meetings.attending import (
    AttendanceFault,
    AttendanceRefusedError,
    attendance_data,
    note_attendance,
    turn,
)
from app.services.meetings.entering import is_keeper, keeps, require_open, seat_of, see, sees
from app.services.meetings.finding import Table, leader, of_round, of_stage
from app.services.meetings.minutes import (
    CLOSING,
    OPENING,
    AnotherVersionError,
    MeetingGoesOnError,
    NotPresentError,
)
from app.services.meetings.noting import note, note_data, notes
from app.services.meetings.opening import MeetingUnderWayError, close_meeting, open_meeting
from app.services.meetings.presence import at_table, present_for, present_in
from app.services.meetings.record import Record, record_of
from app.services.meetings.voting import (
    Bar,
    Barred,
    MotionMissingError,
    NotAtItemError,
    VotedAlreadyError,
    VoteRefusedError,
    divide,
    motions,
    move,
)

__all__ = [
    "CLOSING",
    "OPENING",
    "AnotherVersionError",
    "AttendanceFault",
    "AttendanceRefusedError",
    "Bar",
    "Barred",
    "MeetingGoesOnError",
    "MeetingUnderWayError",
    "MotionMissingError",
    "NotAtItemError",
    "NotPresentError",
    "Record",
    "Table",
    "VoteRefusedError",
    "VotedAlreadyError",
    "at_table",
    "attendance_data",
    "close_meeting",
    "divide",
    "is_keeper",
    "keeps",
    "leader",
    "motions",
    "move",
    "note",
    "note_attendance",
    "note_data",
    "notes",
    "of_round",
    "of_stage",
    "open_meeting",
    "present_for",
    "present_in",
    "record_of",
    "require_open",
    "seat_of",
    "see",
    "sees",
    "turn",
]
