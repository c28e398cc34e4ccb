"""Prizes: what is awarded again and again."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, Texts
from app.models.organisations import Organisation


class Prize(Model):
    """A prize with its rounds."""

    __tablename__ = "prizes"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[Texts]
    purpose: Mapped[Texts]
    about: Mapped[Texts]
    gifts: Mapped[list[Texts]]
    secretariat_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    """The agency that awards it."""
    contact_email: Mapped[str] = mapped_column(String(254))
    closed_at: Mapped[datetime | None]
    """Since when no round can be begun. What is on record of it stays, and is read."""
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))

    secretariat: Mapped[Organisation] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read from the class
