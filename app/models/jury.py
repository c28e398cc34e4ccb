"""Juries: seats by institution, and who holds them when."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.accounts import Account
from app.models.base import JsonText, Model
from app.models.organisations import Organisation
from app.models.prizes import Prize


class Jury(Model):
    """A jury for a term of years."""

    __tablename__ = "juries"

    id: Mapped[int] = mapped_column(primary_key=True)
    prize_id: Mapped[int] = mapped_column(ForeignKey("prizes.id"))
    term_from: Mapped[int]
    term_to: Mapped[int]

    prize: Mapped[Prize] = relationship()
    seats: Mapped[list["Seat"]] = relationship(order_by="Seat.position", back_populates="jury")


class Seat(Model):
    """A seat of a jury, which belongs to an institution. One seat leads."""

    __tablename__ = "seats"
    __table_args__ = (
        UniqueConstraint("jury_id", "position"),
        UniqueConstraint("jury_id", "institution_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    jury_id: Mapped[int] = mapped_column(ForeignKey("juries.id"))
    position: Mapped[int]
    institution_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    short: Mapped[str] = mapped_column(String(20))
    """A short name for narrow places, such as the heading of a column."""
    leads: Mapped[bool] = mapped_column(default=False)
    areas: Mapped[list[str]] = mapped_column(default=list, nullable=True)
    """Numbers of the counties that it answers for: a candidate there may be a conflict.

    Every row has them; SQLite can't add a column that must have a value and no default.
    """

    jury: Mapped[Jury] = relationship(back_populates="seats")
    institution: Mapped[Organisation] = relationship()
    appointments: Mapped[list["Appointment"]] = relationship(
        order_by="Appointment.rank", back_populates="seat"
    )


Index(
    "uq_seats_one_leads",
    Seat.jury_id,
    unique=True,
    sqlite_where=text("leads"),
    postgresql_where=text("leads"),
)


class Appointment(Model):
    """Somebody's appointment to a seat: the member (rank 0) or a deputy (1, 2 …)."""

    __tablename__ = "appointments"

    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    """None for those who sat before the product existed: no account is made up for them."""
    person_name: Mapped[str] = mapped_column(String(200))
    rank: Mapped[int] = mapped_column(default=0)
    since: Mapped[date]
    until: Mapped[date | None]
    employer: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    """Where she works, as it is written; conflicts are suggested by it, and by the next two."""
    offices: Mapped[list[str]] = mapped_column(JsonText, default=list, server_default="[]")
    """The bodies in which she has an office."""
    areas: Mapped[list[str]] = mapped_column(JsonText, default=list, server_default="[]")
    """Numbers of the counties that she herself answers for, besides those of her seat."""

    seat: Mapped[Seat] = relationship(back_populates="appointments")
    account: Mapped[Account | None] = relationship()

    @property
    def is_deputy(self) -> bool:
        """Whether this is a deputy's appointment."""
        return self.rank > 0


class RankChange(Model):
    """That a deputy got another place among those of her seat. Append-only.

    A round goes by the places that held when its judging began.
    """

    __tablename__ = "rank_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"), index=True)
    before: Mapped[int]
    after: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    appointment: Mapped[Appointment] = relationship()


class ConfidentialityStatement(Model):
    """What somebody has promised for an appointment, before anything was opened to her."""

    __tablename__ = "confidentiality_statements"
    __table_args__ = (UniqueConstraint("appointment_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    version: Mapped[int]
    """Of the text (``app/rules/confidentiality.py``)."""
    language: Mapped[str] = mapped_column(String(5))
    """In which it was read."""
    accepted_at: Mapped[datetime]
