"""Those who have been let into one nomination of an organisation that they do not act for."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.accounts import Account
from app.models.base import Model, choice
from app.rules.access import CollaboratorRole


class Collaborator(Model):
    """An account that reads one nomination, or writes in it too."""

    __tablename__ = "collaborators"
    __table_args__ = (
        Index(
            "ix_collaborators_account_id_nomination_id",
            "account_id",
            "nomination_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_collaborators_nomination_id", "nomination_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    role: Mapped[CollaboratorRole] = mapped_column(choice(CollaboratorRole, "role"))
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    account: Mapped[Account] = relationship(foreign_keys=[account_id])


class Presence(Model):
    """Where in a nomination somebody was seen writing last. No record: it is written over."""

    __tablename__ = "presences"

    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    section: Mapped[str] = mapped_column(String(40))
    question: Mapped[str] = mapped_column(String(40), default="")
    """Empty where nobody knows in which field: without scripts a page says only which part."""
    seen_at: Mapped[datetime]
    saved_at: Mapped[datetime | None]
    """When she stored something last; nothing of what she has stored is here."""
