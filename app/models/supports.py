"""Statements of support: somebody is asked by a personal link, and writes in her own name."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model
from app.models.nominations import Nomination


class Support(Model):
    """What somebody was asked to write for a nomination, and has written. She has no account."""

    __tablename__ = "supports"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"), index=True)
    nonce: Mapped[str] = mapped_column(String(32))
    """Part of what its link is signed over."""
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(String(200), default="")
    """Whom she writes for, if not for herself."""
    role: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(5), default="nb")
    text: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    expires_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]
    """When she approved what she has written; only then it counts."""
    withdrawn_at: Mapped[datetime | None]
    """By herself."""
    taken_back_at: Mapped[datetime | None]
    """By those who asked."""
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    nomination: Mapped[Nomination] = relationship()
