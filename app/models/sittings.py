"""Who leads instead of the chair, and who is away in a stage. Added to, never changed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model


class ChairElection(Model):
    """Whom the jury elected to lead instead of its chair, for one nomination or one stage.

    The latest holds; one without an appointment ends what held before it.
    """

    __tablename__ = "chair_elections"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("stages.id"))
    """None where it is for a nomination."""
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nominations.id"))
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    """How she was elected, or why it ended."""
    elected_at: Mapped[datetime]
    elected_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    """Who entered it."""

    participants: Mapped[list["ElectionParticipant"]] = relationship(
        order_by="ElectionParticipant.id"
    )


class ElectionParticipant(Model):
    """That somebody took part in an election."""

    __tablename__ = "election_participants"
    __table_args__ = (UniqueConstraint("election_id", "appointment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("chair_elections.id"))
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))


class Absence(Model):
    """That somebody of the jury is away in a whole stage, or back again. The latest holds."""

    __tablename__ = "absences"

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"), index=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    is_away: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
