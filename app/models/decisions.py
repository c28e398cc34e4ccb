"""Decisions: who wins, why, and the ranking that was on the table."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, Texts, choice
from app.models.nominations import Nomination


class Distinction(StrEnum):
    """What a decision makes of a nomination."""

    WINNER = "winner"
    NOMINEE = "nominee"
    MENTION = "mention"


class Decision(Model):
    """A decision of a round: a draft until it is sealed, then never changed."""

    __tablename__ = "decisions"
    __table_args__ = (
        UniqueConstraint("round_id", "number"),
        CheckConstraint("(sealed_at IS NULL) = (digest = '')", name="sealed_has_a_digest"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    number: Mapped[int] = mapped_column(default=1)
    no_award: Mapped[bool] = mapped_column(default=False)
    citation: Mapped[Texts] = mapped_column(default=dict)
    """The one sentence under the winner's name."""
    statement: Mapped[Texts] = mapped_column(default=dict)
    grounds: Mapped[list[Any]] = mapped_column(default=list)
    """Reasons per criterion: ``{"title": Texts, "text": Texts}`` each."""
    reason_for_other: Mapped[str] = mapped_column(Text, default="")
    ranking: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The ranking as it stood when the decision was sealed, with its inputs."""
    digest: Mapped[str] = mapped_column(default="")
    sealed_at: Mapped[datetime | None]
    sealed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    distinctions: Mapped[list["DecisionEntry"]] = relationship(
        order_by="DecisionEntry.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read from the class


Index(
    "uq_decisions_one_sealed",
    Decision.round_id,
    unique=True,
    sqlite_where=Decision.sealed_at.is_not(None),
    postgresql_where=Decision.sealed_at.is_not(None),
)


class DecisionEntry(Model):
    """One nomination that a decision names."""

    __tablename__ = "decision_entries"
    __table_args__ = (UniqueConstraint("decision_id", "nomination_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    position: Mapped[int]
    distinction: Mapped[Distinction] = mapped_column(choice(Distinction, "distinction"))

    nomination: Mapped[Nomination] = relationship()

    @property
    def candidates(self) -> list[str]:
        """Name the candidates."""
        return [candidate.called for candidate in self.nomination.candidates]
