"""What anybody asks about a call, and who wants to hear of the next one."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model
from app.models.prizes import Prize


class PublicQuestion(Model):
    """A question about a call. Answered it is public, without who asked."""

    __tablename__ = "public_questions"
    __table_args__ = (Index("ix_public_questions_round_id_answered_at", "round_id", "answered_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(5), default="nb")
    email: Mapped[str] = mapped_column(String(254), default="")
    """Where the answer is sent, if she gave an address; forgotten when it has been."""
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    set_aside_at: Mapped[datetime | None]
    """When the secretariat found that it is not to be answered in public."""
    set_aside_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class Subscription(Model):
    """An address that wants to hear when the next round of a prize opens."""

    __tablename__ = "subscriptions"
    __table_args__ = (UniqueConstraint("prize_id", "mailbox"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(32))
    prize_id: Mapped[int] = mapped_column(ForeignKey("prizes.id"))
    email: Mapped[str] = mapped_column(String(254))
    mailbox: Mapped[str] = mapped_column(String(254))
    """Where mail to the address ends: many spellings of one are no more boxes."""
    language: Mapped[str] = mapped_column(String(5), default="nb")
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    """Until when the link counts by which the address is confirmed."""
    confirmed_at: Mapped[datetime | None]

    prize: Mapped[Prize] = relationship()
