"""Invitations: to a role or a seat, bound to that and not to the spelling of an address."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.accounts import Account
from app.models.base import Model, choice
from app.models.jury import Seat
from app.models.nominations import Nomination
from app.models.organisations import Organisation
from app.models.prizes import Prize
from app.rules.access import Role


class Invitation(Model):
    """A role offered to somebody, who takes it with the account that she has or makes."""

    __tablename__ = "invitations"
    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(32))
    """Part of what its link is signed over: a row with its number elsewhere has another."""
    email: Mapped[str] = mapped_column(String(254), index=True)
    """Where the link is sent. Whoever has the link may take it with another address."""
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(5), default="nb")
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    prize_id: Mapped[int | None] = mapped_column(ForeignKey("prizes.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"), index=True)
    """The seat of a jury that is offered; None of an office."""
    rank: Mapped[int | None]
    """0 for its member, 1, 2 … for its deputies."""
    since: Mapped[date | None]
    """The first day in the seat."""
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    """Of an invitation to act for an organisation; of one to an office there is none."""
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nominations.id"), index=True)
    """The one nomination that it lets into, and nothing else of the organisation."""
    is_signatory: Mapped[bool] = mapped_column(default=False, server_default=false())
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    confirmed_at: Mapped[datetime | None]
    """By a second administrator, or at once where none is needed: only then it is sent."""
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    expires_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    taken_at: Mapped[datetime | None]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    declined_at: Mapped[datetime | None]
    declined_words: Mapped[str] = mapped_column(String(1000), default="")
    """Why not, in the words of whoever was invited."""

    prize: Mapped[Prize | None] = relationship()
    seat: Mapped[Seat | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    nomination: Mapped[Nomination | None] = relationship()
    made_by: Mapped[Account | None] = relationship(foreign_keys=[made_by_id])
