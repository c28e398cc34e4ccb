"""Counties, municipalities as the register had them in a year, and organisations."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, Texts


class Municipality(Model):
    """A municipality as the register of one year has it."""

    __tablename__ = "municipalities"
    __table_args__ = (UniqueConstraint("register_year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    register_year: Mapped[int]
    """2013 for the register of 1 January 2013, 2024 for the one in force since then."""
    number: Mapped[str] = mapped_column(String(4))
    name: Mapped[str] = mapped_column(String(100))
    display_name: Mapped[str] = mapped_column(String(120))
    sami_name: Mapped[str] = mapped_column(String(100), default="")
    kven_name: Mapped[str] = mapped_column(String(100), default="")
    county_number: Mapped[str] = mapped_column(String(2))
    county_name: Mapped[str] = mapped_column(String(60))
    org_number: Mapped[str | None] = mapped_column(String(9))
    website: Mapped[str] = mapped_column(String(200), default="")
    successors: Mapped[list[str]] = mapped_column(default=list)
    """Numbers of today's municipalities that cover the area of one of 2013."""
    map_x: Mapped[float]
    map_y: Mapped[float]


class Organisation(Model):
    """A body that nominates, or an institution with a seat in a jury."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    names: Mapped[Texts] = mapped_column(default=dict)
    """The name in other languages, where there is one."""
    org_number: Mapped[str | None] = mapped_column(String(9), unique=True)
    municipality_id: Mapped[int | None] = mapped_column(
        ForeignKey("municipalities.id"), unique=True
    )
    language: Mapped[str] = mapped_column(String(5), default="nb")
    is_invented: Mapped[bool] = mapped_column(default=False)
    """Exists in the demonstration only; said wherever the name is shown."""
    areas: Mapped[list[str]] = mapped_column(default=list)
    """Numbers of the counties that an institution is responsible for."""

    municipality: Mapped[Municipality | None] = relationship()


class Membership(Model):
    """An account that acts for an organisation."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("account_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    is_signatory: Mapped[bool] = mapped_column(default=False)
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
