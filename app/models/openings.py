"""Openings: one nomination that the secretariat has opened after the deadline, and until when."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, choice
from app.rules.windows import OpeningKind, Own

_LASTS = text("ended_at IS NULL")


class Opening(Model):
    """One nomination, open until a deadline of its own. Who opened it, and why, its move says."""

    __tablename__ = "openings"
    __table_args__ = (
        Index(
            "ix_openings_nomination_id",
            "nomination_id",
            unique=True,
            sqlite_where=_LASTS,
            postgresql_where=_LASTS,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    move_id: Mapped[int] = mapped_column(ForeignKey("nomination_moves.id"), unique=True)
    kind: Mapped[OpeningKind] = mapped_column(choice(OpeningKind, "kind"))
    sections: Mapped[list[str]] = mapped_column(default=list)
    """The keys of the sections that are open; none where the whole of it is."""
    deadline_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """When it was answered or taken back; a deadline that passes ends it without."""

    @property
    def own(self) -> Own:
        """Give it as the rules know it."""
        return Own(self.kind, self.deadline_at, frozenset(self.sections))
