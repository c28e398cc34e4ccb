"""Changes of a round's dates, each with its reason."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, choice
from app.rules.dates import RoundDate


class DateChange(Model):
    """One date of a round that was changed: what it was, what it is, and why. Append-only."""

    __tablename__ = "date_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    date: Mapped[RoundDate] = mapped_column(choice(RoundDate, "date"))
    before: Mapped[datetime | None]
    after: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    """Empty while the round is only planned."""
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
