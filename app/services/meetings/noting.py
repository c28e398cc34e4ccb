"""Notes: what the secretary writes down on an item, or on the meeting."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import MeetingNote
from app.services import stamps
from app.services.meetings.entering import begin
from app.services.meetings.recording import add
from app.services.work import Work


def notes(session: Session, meeting_id: int) -> dict[int | None, MeetingNote]:
    """Give the notes that hold, by item; under None what is of the meeting."""
    found = session.scalars(
        select(MeetingNote).where(MeetingNote.meeting_id == meeting_id).order_by(MeetingNote.number)
    )
    return {one.item_id: one for one in found}


def note_data(held: MeetingNote | None) -> dict[str, Any]:
    """Give a note as plain data, with its number: two who write the same are told of each other."""
    return {"text": held.text if held else "", "number": held.number if held else 0}


def note(
    work: Work, meeting_id: int, item_id: int | None, text: str, *, base: str | None = None
) -> MeetingNote | None:
    """Write a note anew. Each version stands. None where nothing is said, or nothing is other.

    Raises:
        StaleEditError: somebody else has written otherwise since.
        LockedError: the meeting is over.

    """
    table = begin(work, meeting_id, item_id)
    before = notes(work.session, meeting_id).get(item_id)
    held = note_data(before)
    wanted = held | {"text": text.strip()}
    stamps.insist(held, wanted, base)
    if held == wanted:
        return before
    made = MeetingNote(
        meeting_id=meeting_id, item_id=item_id, number=held["number"] + 1, text=wanted["text"]
    )
    add(work, table, made, "meeting.noted", item=item_id)
    return made
