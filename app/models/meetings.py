"""Meetings of a jury: agenda, attendance, notes, motions, votes and minutes.

All but whether a meeting is over is append-only: what was noted is noted anew, never changed.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import JsonText, Model, choice
from app.models.jury import Appointment
from app.models.rounds import Stage
from app.rules.meetings import Choice, MeetingOrder, Mode


class Meeting(Model):
    """A meeting of the jury in a stage that is deliberated. One at a time."""

    __tablename__ = "meetings"
    __table_args__ = (
        UniqueConstraint("stage_id", "number"),
        CheckConstraint(
            "(closed_at IS NULL) = (closed_by_id IS NULL)", name="somebody_says_it_is_over"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"))
    number: Mapped[int]
    """Which in turn of the stage."""
    ordering: Mapped[MeetingOrder] = mapped_column(choice(MeetingOrder, "ordering"))
    seed: Mapped[str] = mapped_column(String(64), default="")
    """What the order was drawn with; empty where it is ranked."""
    secretary_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"))
    """Of the jury, who writes; None where the secretariat does."""
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    stage: Mapped[Stage] = relationship()
    items: Mapped[list["MeetingItem"]] = relationship(order_by="MeetingItem.position")


Index(
    "uq_meetings_one_open",
    Meeting.stage_id,
    unique=True,
    sqlite_where=text("closed_at IS NULL"),
    postgresql_where=text("closed_at IS NULL"),
)


class MeetingItem(Model):
    """An item of the agenda: one nomination."""

    __tablename__ = "meeting_items"
    __table_args__ = (
        UniqueConstraint("meeting_id", "position"),
        UniqueConstraint("meeting_id", "nomination_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    position: Mapped[int]
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))


class MeetingTurn(Model):
    """That the meeting turned to an item, or away from all of them. The latest holds."""

    __tablename__ = "meeting_turns"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_items.id"))
    turned_at: Mapped[datetime]
    turned_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))


class AttendanceNote(Model):
    """That somebody came, in the room or remote, or left. The latest holds."""

    __tablename__ = "attendance_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_items.id"))
    """For which item alone; None where it is for the meeting."""
    mode: Mapped[Mode] = mapped_column(choice(Mode, "mode"))
    happened_at: Mapped[datetime]
    """From when, as the secretary says."""
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))

    appointment: Mapped[Appointment] = relationship()


class MeetingNote(Model):
    """What the secretary notes on an item, or on the meeting. The latest holds."""

    __tablename__ = "meeting_notes"
    __table_args__ = (UniqueConstraint("meeting_id", "item_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_items.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))


class Motion(Model):
    """What was moved in a meeting, to be voted on."""

    __tablename__ = "motions"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_items.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"))
    """Whose motion it is; None where nobody in particular moved it."""
    put_at: Mapped[datetime]
    put_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))

    moved_by: Mapped[Appointment | None] = relationship()
    division: Mapped["Division | None"] = relationship(back_populates="motion")


class Division(Model):
    """The vote on a motion: open, by name."""

    __tablename__ = "divisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"), unique=True)
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"))
    """Who led the item."""
    is_carried: Mapped[bool]
    by_casting: Mapped[bool]
    """Whether the votes were even, and the leader's settled it."""
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))

    motion: Mapped[Motion] = relationship(back_populates="division")
    votes: Mapped[list["Vote"]] = relationship(order_by="Vote.id")


class Vote(Model):
    """What one at the table voted, and her dissent, if she has it entered."""

    __tablename__ = "votes"
    __table_args__ = (UniqueConstraint("division_id", "appointment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    division_id: Mapped[int] = mapped_column(ForeignKey("divisions.id"))
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    choice: Mapped[Choice] = mapped_column(choice(Choice, "choice"))
    dissent: Mapped[str] = mapped_column(Text, default="")

    appointment: Mapped[Appointment] = relationship()


class MinutesVersion(Model):
    """A version of the minutes of a meeting. The latest is the one that is answered on."""

    __tablename__ = "minutes_versions"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    language: Mapped[str] = mapped_column(String(5))
    sections: Mapped[dict[str, str]] = mapped_column(JsonText)
    """Texts: ``opening``, the number of each item's row, ``closing``. Who is recused from an item
    reads all but that item's.
    """
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))

    answers: Mapped[list["MinutesAnswer"]] = relationship(order_by="MinutesAnswer.id")
    lock: Mapped["MinutesLock | None"] = relationship()


class MinutesAnswer(Model):
    """That somebody who was present approves a version of the minutes, or refuses to."""

    __tablename__ = "minutes_answers"
    __table_args__ = (
        CheckConstraint("approves OR reason != ''", name="a_refusal_has_a_reason"),
        Index("ix_minutes_answers_version_id", "version_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("minutes_versions.id"))
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    approves: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime]
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))

    appointment: Mapped[Appointment] = relationship()


class MinutesLock(Model):
    """That a version of the minutes was approved, and no other follows."""

    __tablename__ = "minutes_locks"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("minutes_versions.id"), unique=True)
    locked_at: Mapped[datetime]
    locked_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    """Whose approval made the majority."""
