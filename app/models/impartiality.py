"""Declarations of conflicts, and rulings on them with who took part. Added to, never changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, Texts, choice
from app.rules.impartiality import Answer, Outcome


class Declaration(Model):
    """What a juror or deputy declares for one nomination. The latest one holds."""

    __tablename__ = "declarations"
    __table_args__ = (
        Index("ix_declarations_nomination_id_appointment_id", "nomination_id", "appointment_id"),
        CheckConstraint("answer != 'possible' OR description != ''", name="possible_is_described"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    answer: Mapped[Answer] = mapped_column(choice(Answer, "answer"))
    description: Mapped[str] = mapped_column(Text, default="")
    declared_at: Mapped[datetime]


class Ruling(Model):
    """What the jury ruled of a possible conflict, on which section of the law; who entered it."""

    __tablename__ = "rulings"
    __table_args__ = (
        Index("ix_rulings_nomination_id_appointment_id", "nomination_id", "appointment_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    outcome: Mapped[Outcome] = mapped_column(choice(Outcome, "outcome"))
    ground: Mapped[str] = mapped_column(Text)
    law: Mapped[Texts]
    ruled_at: Mapped[datetime]
    ruled_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    declaration_id: Mapped[int | None] = mapped_column(ForeignKey("declarations.id"))
    """What was ruled on; None for what was ruled before this was noted."""
    lacks_quorum: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether too few were out of question, so that those in question took part too."""

    participants: Mapped[list["RulingParticipant"]] = relationship(order_by="RulingParticipant.id")


class RulingParticipant(Model):
    """That somebody took part in a ruling, and whether she led it."""

    __tablename__ = "ruling_participants"
    __table_args__ = (UniqueConstraint("ruling_id", "appointment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ruling_id: Mapped[int] = mapped_column(ForeignKey("rulings.id"))
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    leads: Mapped[bool]
