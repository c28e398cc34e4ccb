"""Counties, municipalities as the register had them in a year, and organisations."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, Texts, choice
from app.rules.nominators import NominatorKind


def _one_of_those(name: str, *columns: str, where: str) -> Index:
    """Give an index that lets there be one row with some values, among those that count."""
    return Index(
        name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where)
    )


class Municipality(Model):
    """A municipality as the register of one year has it."""

    __tablename__ = "municipalities"
    __table_args__ = (UniqueConstraint("register_year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    register_year: Mapped[int]
    """2013 for the register of 1 January 2013; the highest is the one in force."""
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
    """Of an earlier register: numbers of today's municipalities that cover its area."""
    map_x: Mapped[float]
    map_y: Mapped[float]


class Organisation(Model):
    """A body that nominates, or an institution with a seat in a jury."""

    __tablename__ = "organisations"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[NominatorKind] = mapped_column(
        choice(NominatorKind, "kind"),
        default=NominatorKind.ORGANISATION,
        server_default=NominatorKind.ORGANISATION.value,
    )
    """A private person is one too, of one member: herself."""
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
    confirmed_at: Mapped[datetime | None]
    """Empty while it waits for the secretariat: until then nothing can be submitted for it."""
    confirmed_by_id: Mapped[int | None]
    """An account, as the events name theirs: the database is not asked whether it is there."""
    refused_at: Mapped[datetime | None]
    refused_by_id: Mapped[int | None]
    refusal: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    """Why it was refused, as those who registered it were told."""
    refused_number: Mapped[str] = mapped_column(String(9), default="", server_default=text("''"))
    """The number that it was registered with: whoever it belongs to may have it now."""
    lets_in_itself: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether a signatory lets in each who comes by the domain, or they come in by themselves."""

    municipality: Mapped[Municipality | None] = relationship()


class Membership(Model):
    """An account that acts for an organisation."""

    __tablename__ = "memberships"
    __table_args__ = (
        _one_of_those(
            "ix_memberships_account_id_organisation_id",
            *("account_id", "organisation_id"),
            where="ended_at IS NULL",
        ),
        Index("ix_memberships_organisation_id", "organisation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    is_signatory: Mapped[bool] = mapped_column(default=False)
    """Whether she may submit on its behalf where a round asks for that."""
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    organisation: Mapped[Organisation] = relationship()


class JoinRequest(Model):
    """Somebody who asks to act for an organisation that there is, and what she was answered."""

    __tablename__ = "join_requests"
    __table_args__ = (
        _one_of_those(
            "ix_join_requests_account_id_organisation_id",
            *("account_id", "organisation_id"),
            where="answered_at IS NULL",
        ),
        Index("ix_join_requests_organisation_id", "organisation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    is_let_in: Mapped[bool | None]

    organisation: Mapped[Organisation] = relationship()
