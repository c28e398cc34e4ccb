"""Sheets that came in on paper, as the secretariat entered them. None counts by itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.accounts import Account
from app.models.base import Model, choice
from app.models.jury import Appointment
from app.rules.paper_sheets import PaperAnswer

_WAITS = text("answered_at IS NULL")


class PaperSheet(Model):
    """One sheet on paper, entered for a juror. What was entered stands; her answer is added."""

    __tablename__ = "paper_sheets"
    __table_args__ = (
        CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name="answered_when_there_is_an_answer"
        ),
        Index(
            "ix_paper_sheets_waiting",
            "stage_id",
            "nomination_id",
            "appointment_id",
            unique=True,
            sqlite_where=_WAITS,
            postgresql_where=_WAITS,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    scores: Mapped[dict[str, Any]]
    """By criterion key, as decimal text. Nobody but the juror is shown them."""
    grounds: Mapped[str] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(String(32))
    """A part of the digest on record, so that nobody finds the scores by trying them all."""
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    answer: Mapped[PaperAnswer | None] = mapped_column(choice(PaperAnswer, "answer"))
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why she refused it."""
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("score_revisions.id"))
    """What she handed in by it."""

    appointment: Mapped[Appointment] = relationship()
    entered_by: Mapped[Account] = relationship(foreign_keys=entered_by_id)
