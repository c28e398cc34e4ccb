"""What a digest on record covers of what happens in a meeting: all columns of a row but two.

Who did it, and when, is the event's own.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from app.models import (
    AttendanceNote,
    MeetingNote,
    MeetingTurn,
    MinutesAnswer,
    MinutesLock,
    MinutesVersion,
    Model,
    Motion,
)

SIGNED = {
    MeetingTurn: "turned",
    AttendanceNote: "noted",
    MeetingNote: "written",
    Motion: "put",
    MinutesVersion: "written",
    MinutesAnswer: "answered",
    MinutesLock: "locked",
}
"""By table, the verb of its columns of who and when."""


def row(model: type[Model], held: Any) -> dict[str, Any]:
    """Cover a row of one of those tables."""
    verb = SIGNED[model]
    signed = {"id", f"{verb}_at", f"{verb}_by_id"}
    names = [column.name for column in model.__table__.columns if column.name not in signed]
    return {name: _plain(getattr(held, name)) for name in names}


def division(held: Any, votes: Sequence[Any]) -> dict[str, Any]:
    """Cover a vote: what it was on, who led, what it came to, and what each voted."""
    return {
        "motion": held.motion_id,
        "leader": held.leader_id,
        "carried": held.is_carried,
        "casting": held.by_casting,
        "votes": [[one.appointment_id, _plain(one.choice), one.dissent] for one in votes],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.value if isinstance(value, StrEnum) else value
