"""Attempts in vain: counted, so that who guesses waits, and so that the trail is not flooded."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model


class Attempts(Model):
    """What somebody has tried in vain, under a key that holds no address."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_last_at", "last_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime]
    """Of the last that was counted."""
    waits_until: Mapped[datetime | None]
    """Until then none is looked at."""
