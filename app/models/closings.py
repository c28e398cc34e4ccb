"""Closings of prizes, and what opened them again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.accounts import Account
from app.models.base import Model


class PrizeClosing(Model):
    """That a prize was closed, or opened again: why, when and by whom."""

    __tablename__ = "prize_closings"

    id: Mapped[int] = mapped_column(primary_key=True)
    prize_id: Mapped[int] = mapped_column(ForeignKey("prizes.id"), index=True)
    reopens: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    made_by: Mapped[Account | None] = relationship()
