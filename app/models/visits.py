"""Visits: when and where each is, who goes and who went, what was answered and observed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import JsonText, Model
from app.models.jury import Appointment


class Visit(Model):
    """The visit to one nomination in one stage, from when something is planned of it."""

    __tablename__ = "visits"
    __table_args__ = (
        UniqueConstraint("stage_id", "nomination_id"),
        CheckConstraint(
            "(held_at IS NULL) = (held_by_id IS NULL)", name="somebody_says_it_was_made"
        ),
        Index("ix_visits_nomination_id", "nomination_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    starts_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    held_at: Mapped[datetime | None]
    """When somebody said that it had been made, and by whom; the latest."""
    held_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    answers: Mapped[list[str]] = mapped_column(JsonText, default=list, server_default="[]")
    """To the questions of the stage, in their order."""

    party: Mapped[list["VisitMember"]] = relationship(
        order_by="VisitMember.id", cascade="all, delete-orphan"
    )
    observations: Mapped[list["Observation"]] = relationship(order_by="Observation.id")


class VisitMember(Model):
    """Somebody of the jury who is to go on a visit, and whether she went."""

    __tablename__ = "visit_members"
    __table_args__ = (UniqueConstraint("visit_id", "appointment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"))
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    is_asked: Mapped[bool]
    """Whether the plan has her go."""
    went: Mapped[bool]

    appointment: Mapped[Appointment] = relationship()


class Observation(Model):
    """What somebody of the jury saw at a visit, in her own words. No score follows from it."""

    __tablename__ = "observations"
    __table_args__ = (UniqueConstraint("visit_id", "appointment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"))
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]

    appointment: Mapped[Appointment] = relationship()
