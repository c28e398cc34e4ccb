"""Domains of mail addresses, and whose they are: what the secretariat has confirmed, no guesses."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model
from app.models.organisations import Municipality, Organisation


class Domain(Model):
    """A domain that the secretariat has confirmed to be somebody's, until it is taken away."""

    __tablename__ = "domains"
    __table_args__ = (
        CheckConstraint(
            "municipality_id IS NOT NULL OR organisation_id IS NOT NULL", name="is_somebodys"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(253), index=True)
    """As it travels: ``xn--`` where it has letters beyond a to z."""
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipalities.id"))
    """Of the register in force. A municipality is there before anybody has registered for it."""
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    confirmed_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    municipality: Mapped[Municipality | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
