"""Shortlists: who goes on from a stage of judging, as the chair named them. Append-only."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model


class Shortlist(Model):
    """What a shortlist stage came to: who goes on, and the ranking that was on the table."""

    __tablename__ = "shortlists"

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it departs from the order of the ranking; empty where it does not."""
    ranking: Mapped[dict[str, Any]]
    """The ranking as it stood, with its inputs, in the form that a decision keeps."""
    digest: Mapped[str] = mapped_column(String(80))
    """Of who goes on and who does not, the reason and the ranking."""
    named_at: Mapped[datetime]
    named_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    entries: Mapped[list["ShortlistEntry"]] = relationship(order_by="ShortlistEntry.id")


class ShortlistEntry(Model):
    """One nomination that was judged in the stage: whether it goes on."""

    __tablename__ = "shortlist_entries"
    __table_args__ = (UniqueConstraint("shortlist_id", "nomination_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shortlist_id: Mapped[int] = mapped_column(ForeignKey("shortlists.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    goes_on: Mapped[bool]
