"""What one signs in with, on its way: a new account, a new password, a new address."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.accounts import Account
from app.models.base import Model


class Registration(Model):
    """A link to make an account, sent to the address that somebody gave as hers."""

    __tablename__ = "registrations"

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(32))
    email: Mapped[str] = mapped_column(String(254))
    mailbox: Mapped[str] = mapped_column(String(254), index=True)
    """Where mail to the address ends: many spellings of one are no more boxes."""
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(5), default="nb")
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PasswordReset(Model):
    """A link to choose a new password, sent because somebody asked for it."""

    __tablename__ = "password_resets"

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class AddressChange(Model):
    """A new address of an account, which counts when both addresses have said yes to it."""

    __tablename__ = "address_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    confirmed_from_old_at: Mapped[datetime | None]
    confirmed_from_new_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    """When it was done or replaced by another: from then on its links are worth nothing."""

    account: Mapped[Account] = relationship()
