"""Notices: the outbox of mail."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.accounts import Account
from app.models.base import Model


class Notice(Model):
    """One message to one person, queued with what caused it and sent later."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_sent_at_not_before", "sent_at", "not_before"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    kind: Mapped[str] = mapped_column(String(40))
    """Names the template under ``templates/mail/``."""
    context: Mapped[dict[str, Any]] = mapped_column(default=dict)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    """What the message is about: the same thing is never told twice."""
    queued_at: Mapped[datetime]
    not_before: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    """While somebody is sending it: another sender keeps away until then."""
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(Text, default="")

    account: Mapped[Account] = relationship()
