"""Ballots of a final and their revisions. A sealed revision is never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model
from app.models.jury import Appointment


class Ballot(Model):
    """One juror's ballot in one stage: her draft, and what she sealed."""

    __tablename__ = "ballots"
    __table_args__ = (
        UniqueConstraint("stage_id", "appointment_id"),
        CheckConstraint("(sealed_at IS NULL) = (revision_count = 0)", name="sealed_has_a_revision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"))
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    draft_ranks: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """By nomination, as it was written. Working values: nobody but the juror sees them."""
    draft_abstention: Mapped[str] = mapped_column(Text, default="")
    """Why she abstains, as far as she has written."""
    saved_at: Mapped[datetime]
    sealed_at: Mapped[datetime | None]
    revision_count: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    appointment: Mapped[Appointment] = relationship()
    revisions: Mapped[list["BallotRevision"]] = relationship(order_by="BallotRevision.number")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read from the class


class BallotRevision(Model):
    """What was sealed: the ranks, or why she abstains, and why it was changed. Append-only."""

    __tablename__ = "ballot_revisions"
    __table_args__ = (UniqueConstraint("ballot_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"))
    number: Mapped[int]
    ranks: Mapped[dict[str, Any]]
    """By nomination, 1, 1, 2 where two are first; empty where she abstains."""
    abstention: Mapped[str] = mapped_column(Text, default="")
    """Why she abstains; empty where she does not."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was changed; empty for the first."""
    could_see_others: Mapped[bool]
    """Whether the juror was entitled to see others' ballots by then."""
    sealed_at: Mapped[datetime]
    sealed_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    salt: Mapped[str] = mapped_column(String(32))
    """A part of the digest on record, so that nobody finds the order by trying them all."""

    @property
    def abstains(self) -> bool:
        """Whether it counts for nothing."""
        return not self.ranks
