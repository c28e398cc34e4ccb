"""Prizes: what is awarded again and again."""

from sqlalchemy import ForeignKey, String
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
    contact_email: Mapped[str] = mapped_column(String(254))

    secretariat: Mapped[Organisation] = relationship()
