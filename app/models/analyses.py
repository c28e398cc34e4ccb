"""Analyses of a stage's scores, kept for as long as what they were computed from stands."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import DIGEST, Model


class KeptAnalysis(Model):
    """One analysis, as it was computed from one state of the scores for one kind of reader."""

    __tablename__ = "analyses"
    __table_args__ = (UniqueConstraint("stage_id", "stamp"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"))
    stamp: Mapped[str] = mapped_column(DIGEST)
    """Digest of what tells one state of the scores from another; see ``services.analyses``."""
    inputs_digest: Mapped[str] = mapped_column(DIGEST)
    method_version: Mapped[str] = mapped_column(String(10))
    seed: Mapped[int]
    content: Mapped[dict[str, Any]]
    computed_at: Mapped[datetime]
