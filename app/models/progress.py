"""What the secretariat does while the jury scores: reminders, exceptions, emergency looks.

All are append-only: what was done is never done otherwise.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model
from app.models.jury import Appointment, Seat
from app.models.rounds import Stage


class Reminder(Model):
    """That somebody of the jury was reminded of what she lacked, in one message."""

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("shown", "appointment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"), index=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    undeclared: Mapped[int]
    """How many conflicts she had yet to answer for."""
    lacking: Mapped[int]
    """How many sheets she had yet to hand in."""
    shown: Mapped[str] = mapped_column(String(80))
    """The stamp of what the sender was shown before: the same page sends once."""
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    appointment: Mapped[Appointment] = relationship()


class SeatException(Model):
    """That a seat is not waited for with a nomination, or is again. The latest one holds."""

    __tablename__ = "seat_exceptions"
    __table_args__ = (Index("ix_seat_exceptions_stage_id", "stage_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    is_lifted: Mapped[bool]
    """Whether this undoes the one before it."""
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    seat: Mapped[Seat] = relationship()


class EmergencyLook(Model):
    """That the secretariat looked at scores that were sealed to it, and why."""

    __tablename__ = "emergency_looks"

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"), index=True)
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nominations.id"))
    """Which nomination; none where it was the whole stage."""
    reason: Mapped[str] = mapped_column(Text)
    looked_at: Mapped[datetime]
    looked_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    stage: Mapped[Stage] = relationship()
