"""Sessions: who is signed in, in which browser, and until when."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.accounts import Account
from app.models.base import Model


class AccountSession(Model):
    """One sign-in. The browser holds a token that names it; here is only the token's digest."""

    __tablename__ = "sessions"
    __table_args__ = (
        Index("ix_sessions_account_id", "account_id"),
        Index("ix_sessions_used_at", "used_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    started_at: Mapped[datetime]
    used_at: Mapped[datetime]
    """Of the last use, to within a quarter of an hour."""
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
