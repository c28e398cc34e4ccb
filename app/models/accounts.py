"""Accounts and the roles they are given."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, choice
from app.models.prizes import Prize
from app.rules.access import Role


class Account(Model):
    """A person who can sign in."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """In lower case: an address is one account, however it is typed."""
    name: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    """Where she can be reached when mail is not answered; empty where she has not said."""
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(5), default="nb")
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    session_number: Mapped[int] = mapped_column(default=0)
    """Part of the token of every form: raised when the account is signed out everywhere."""
    demo_role: Mapped[str | None] = mapped_column(String(200))
    """What the account is for in the demonstration; empty for everybody else."""

    roles: Mapped[list["RoleGrant"]] = relationship(
        back_populates="account", foreign_keys="RoleGrant.account_id"
    )


class RoleGrant(Model):
    """A role given to an account, in one prize or in the whole installation."""

    __tablename__ = "role_grants"
    __table_args__ = (Index("ix_role_grants_account_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    prize_id: Mapped[int | None] = mapped_column(ForeignKey("prizes.id"))
    granted_at: Mapped[datetime]
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    revocation_asked_at: Mapped[datetime | None]
    revocation_asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    """Who has asked for it to be taken, and waits for another to confirm."""
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    account: Mapped[Account] = relationship(back_populates="roles", foreign_keys=[account_id])
    prize: Mapped[Prize | None] = relationship()
