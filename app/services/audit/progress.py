"""What events vouch for of the time while the jury scores: reminders, exceptions, looks."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.models import EmergencyLook, Reminder, SeatException, Stage
from app.services import seals
from app.services.audit.matching import Check, covers, says, subject, titled


def _reminded(event: Any, row: Any) -> bool:
    return (
        (row.sent_at, row.sent_by_id) == (event.happened_at, event.actor_id)
        and says(event, stage=row.stage_id)
        and covers(event, seals.reminder(row))
    )


def _is_of_seat(event: Any, row: Any) -> bool:
    return says(event, seat=row.seat_id)


def _excepted(event: Any, row: Any) -> bool:
    return (
        _is_of_seat(event, row)
        and (event.kind == "exception.lifted") == row.is_lifted
        and (row.made_at, row.made_by_id) == (event.happened_at, event.actor_id)
        and covers(event, seals.seat_exception(row))
    )


def _looked(event: Any, row: Any) -> bool:
    return (
        (row.looked_at, row.looked_by_id) == (event.happened_at, event.actor_id)
        and says(event, nomination=row.nomination_id)
        and covers(event, seals.look(row))
    )


CHECKS: Sequence[Check] = (
    Check(
        kinds={"jury.reminded"},
        rows=select(
            *Reminder.__table__.columns,
            Stage.round_id,
            subject("appointment", Reminder.appointment_id),
        ).join(Stage, Reminder.stage_id == Stage.id),
        name=titled("a reminder to appointment {id}"),
        agrees=_reminded,
    ),
    Check(
        kinds={"exception.made", "exception.lifted"},
        rows=select(
            *SeatException.__table__.columns,
            Stage.round_id,
            subject("nomination", SeatException.nomination_id),
        ).join(Stage, SeatException.stage_id == Stage.id),
        name=titled("an exception for seat {seat_id} and nomination {id}", seat_id="seat"),
        same=_is_of_seat,
        agrees=_excepted,
    ),
    Check(
        kinds={"scores.looked_at"},
        rows=select(
            *EmergencyLook.__table__.columns,
            Stage.round_id,
            subject("stage", EmergencyLook.stage_id),
        ).join(Stage, EmergencyLook.stage_id == Stage.id),
        name=titled("an emergency look in stage {id}"),
        agrees=_looked,
    ),
)
