"""Attendance: who is there, in the room or remote, from when; and turning to an item.

Whoever is kept out of an item leaves it as the meeting turns to it: that is noted by itself.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.models import AttendanceNote, MeetingItem, MeetingTurn
from app.rules.meetings import Mode
from app.services import stamps
from app.services.meetings.entering import begin
from app.services.meetings.finding import Table, table_of
from app.services.meetings.recording import add
from app.services.work import Work


class AttendanceFault(StrEnum):
    """Why attendance cannot be as it was sent."""

    UNKNOWN_PERSON = "unknown_person"
    BEFORE_THE_MEETING = "before_the_meeting"
    NOT_YET = "not_yet"
    KEPT_OUT = "kept_out"


class AttendanceRefusedError(ValueError):
    """It cannot be so; ``fault`` says why, and ``names`` of whom."""

    def __init__(self, fault: AttendanceFault, *names: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.names = names


def attendance_data(table: Table, item: MeetingItem | None = None) -> dict[str, Any]:
    """Give how everybody takes part, in an item or in the meeting, as plain data."""
    return {str(one): table.mode(one, item).value for one in table.people}


def note_attendance(
    work: Work,
    meeting_id: int,
    modes: Mapping[int, Mode],
    *,
    item_id: int | None = None,
    since: datetime | None = None,
    base: str | None = None,
) -> Table:
    """Note how people take part from now on, or from an earlier moment of the meeting.

    Args:
        work: of whoever keeps the meeting.
        meeting_id: which.
        modes: by appointment; who is not among them stays as she was.
        item_id: for which item alone; None for the meeting.
        since: from when; None for now.
        base: the stamp of what the writer began from.

    Raises:
        AttendanceRefusedError: not so.
        StaleEditError: somebody else has noted otherwise since.
        LockedError: the meeting is over.

    """
    table = begin(work, meeting_id, item_id)
    item = table.item(item_id)
    held = attendance_data(table, item)
    wanted = held | {str(one): mode.value for one, mode in modes.items()}
    stamps.insist(held, wanted, base)
    moment = since or work.now
    _insist_possible(table, item, modes, moment, work.now)
    for one in _in_order(table):
        if one in modes and modes[one] is not table.mode(one, item):
            _note(work, table, one, modes[one], item, moment)
    table = table_of(work.session, table.award_round, meeting_id, work.today)
    return _step_out(work, table)


def turn(work: Work, meeting_id: int, item_id: int | None) -> Table:
    """Turn to an item, or away from all. Whoever is kept out of it is noted as having left it.

    Sent twice, it is done once.

    Raises:
        LockedError: the meeting is over.

    """
    table = begin(work, meeting_id)
    table.item(item_id)
    if table.current_id != item_id:
        turned = MeetingTurn(meeting_id=meeting_id, item_id=item_id)
        add(work, table, turned, "meeting.turned", item=item_id)
    return _step_out(work, table_of(work.session, table.award_round, meeting_id, work.today))


def _step_out(work: Work, table: Table) -> Table:
    """Have everybody whom it is closed to leave the item that the meeting is at."""
    item = table.current
    leaving = sorted(table.present(item) & table.kept_out(item)) if item else []
    for one in leaving:
        _note(work, table, one, Mode.OUT, item, work.now)
    if not leaving:
        return table
    return table_of(work.session, table.award_round, table.meeting.id, work.today)


def _note(
    work: Work, table: Table, one: int, mode: Mode, item: MeetingItem | None, moment: datetime
) -> None:
    noted = AttendanceNote(
        meeting_id=table.meeting.id,
        appointment_id=one,
        item_id=item.id if item else None,
        mode=mode,
        happened_at=moment,
    )
    add(work, table, noted, "meeting.attended", appointment=one, mode=mode.value)


def _in_order(table: Table) -> list[int]:
    return [one for people in table.seats for one in people]


def _insist_possible(
    table: Table,
    item: MeetingItem | None,
    modes: Mapping[int, Mode],
    moment: datetime,
    now: datetime,
) -> None:
    if not modes.keys() <= table.people.keys():
        raise AttendanceRefusedError(AttendanceFault.UNKNOWN_PERSON)
    if moment < table.meeting.opened_at.replace(second=0, microsecond=0):
        raise AttendanceRefusedError(AttendanceFault.BEFORE_THE_MEETING)
    if moment > now:
        raise AttendanceRefusedError(AttendanceFault.NOT_YET)
    shut = [
        table.people[one].person_name
        for one, mode in modes.items()
        if mode is not Mode.OUT and not table.is_clear(item, one)
    ]
    if shut:
        raise AttendanceRefusedError(AttendanceFault.KEPT_OUT, *shut)
