"""Score sheets and their revisions. A sealed revision is never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import JsonText, Model
from app.models.jury import Appointment


class ScoreSheet(Model):
    """One juror's sheet for one nomination in one stage: her draft, and what she sealed."""

    __tablename__ = "score_sheets"
    __table_args__ = (
        UniqueConstraint("stage_id", "nomination_id", "appointment_id"),
        CheckConstraint("(sealed_at IS NULL) = (revision_count = 0)", name="sealed_has_a_revision"),
        Index("ix_score_sheets_nomination_id", "nomination_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    draft_scores: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """By criterion key, as decimal text. Working values: nobody but the juror sees them."""
    draft_grounds: Mapped[str] = mapped_column(Text, default="")
    draft_evidence: Mapped[dict[str, Any]] = mapped_column(
        JsonText, default=dict, server_default="{}"
    )
    """By criterion key, what a score rests on and where that stands: ``rules.evidence``."""
    private_notes: Mapped[str] = mapped_column(Text, default="")
    saved_at: Mapped[datetime]
    sealed_at: Mapped[datetime | None]
    revision_count: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    appointment: Mapped[Appointment] = relationship()
    revisions: Mapped[list["ScoreRevision"]] = relationship(order_by="ScoreRevision.number")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read from the class


class ScoreRevision(Model):
    """What was sealed: the scores, the grounds, and why it was changed. Append-only."""

    __tablename__ = "score_revisions"
    __table_args__ = (UniqueConstraint("sheet_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheets.id"))
    number: Mapped[int]
    scores: Mapped[dict[str, Any]]
    grounds: Mapped[str] = mapped_column(Text)
    evidence: Mapped[dict[str, Any]] = mapped_column(JsonText, default=dict, server_default="{}")
    """As in the draft; nothing in what was sealed before it could be said."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was changed; empty for the first."""
    could_see_others: Mapped[bool]
    """Whether the juror was entitled to see others' scores by then."""
    sealed_at: Mapped[datetime]
    sealed_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    salt: Mapped[str] = mapped_column(String(32))
    """A part of the digest on record, so that nobody finds the scores by trying them all."""
