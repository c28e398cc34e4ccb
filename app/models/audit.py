"""The audit trail: chained events, added to and never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import DIGEST, Model


class AuditChain(Model):
    """The head of one chain: a round's, or the installation's. Locked while it grows."""

    __tablename__ = "audit_chains"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"), unique=True)
    """None for the installation's own chain."""
    name: Mapped[str] = mapped_column(String(90), unique=True)
    length: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(DIGEST)


class AuditEvent(Model):
    """One event. Holds identifiers and digests, no personal data and no free text."""

    __tablename__ = "audit_events"
    __table_args__ = (UniqueConstraint("chain_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("audit_chains.id"))
    position: Mapped[int]
    happened_at: Mapped[datetime]
    actor_id: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80))
    data: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(DIGEST)
    digest: Mapped[str] = mapped_column(DIGEST)
