"""Announcements: when a sealed decision becomes public."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model


class Announcement(Model):
    """The time at which a decision becomes public. Moving it adds another; the latest holds."""

    __tablename__ = "announcements"
    __table_args__ = (UniqueConstraint("decision_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"))
    number: Mapped[int] = mapped_column(default=1)
    embargo_until: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    """Why it was moved; empty of the first."""
    set_at: Mapped[datetime]
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
