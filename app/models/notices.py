"""Notices: the outbox of mail, and how sending it goes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.accounts import Account
from app.models.base import Model, choice
from app.models.rounds import Round
from app.rules.notices import Stopped


@dataclass(frozen=True)
class Receiver:
    """Who a message is for: a name, where it goes, and the language that she reads."""

    name: str
    email: str
    language: str


class Notice(Model):
    """One message to one person, queued with what caused it and sent later."""

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_sent_at_not_before", "sent_at", "not_before"),
        CheckConstraint("sent_at IS NULL OR stopped IS NULL", name="sent_or_stopped"),
        CheckConstraint("account_id IS NOT NULL OR to_address <> ''", name="has_receiver"),
        CheckConstraint(
            "(claimed_by IS NULL) = (claimed_until IS NULL)", name="claimed_by_somebody"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    """Empty where the receiver has no account yet."""
    to_name: Mapped[str] = mapped_column(String(200), default="")
    to_address: Mapped[str] = mapped_column(String(254), default="")
    """Where it goes, if it is not to the address of an account."""
    to_language: Mapped[str] = mapped_column(String(5), default="")
    kind: Mapped[str] = mapped_column(String(40))
    """Names the template under ``templates/mail/``."""
    context: Mapped[dict[str, Any]] = mapped_column(default=dict)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    """What the message is about: the same thing is never told twice."""
    queued_at: Mapped[datetime]
    not_before: Mapped[datetime]
    claimed_by: Mapped[str | None] = mapped_column(String(32))
    """The sender that is sending it: another keeps away."""
    claimed_until: Mapped[datetime | None]
    """By the database's clock: after it, the sender that had it is taken for dead."""
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    """How often a server took or refused it; not how often there was none to hand it to."""
    retry_at: Mapped[datetime | None]
    """After it was refused or put off: the time from which it is tried again."""
    stopped: Mapped[Stopped | None] = mapped_column(choice(Stopped, "stopped"))
    last_error: Mapped[str] = mapped_column(Text, default="")

    account: Mapped[Account | None] = relationship()
    award_round: Mapped[Round | None] = relationship()

    @property
    def receiver(self) -> Receiver:
        """Whom it is for: what the message itself says goes before what her account says."""
        held = self.account
        return Receiver(
            self.to_name or (held.name if held else ""),
            self.to_address or (held.email if held else ""),
            self.to_language or (held.language if held else "nb"),
        )

    @property
    def is_stopped_for_good(self) -> bool:
        """Whether its receiver's account has been closed."""
        return self.account is not None and self.account.disabled_at is not None


class Sending(Model):
    """How sending goes, in the one row of its table: whether there is a server, and a sender."""

    __tablename__ = "sending"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ran_at: Mapped[datetime | None]
    """When a sender last looked for mail that is due."""
    sent_at: Mapped[datetime | None]
    """When a server last took a message."""
    failing_since: Mapped[datetime | None]
    """Since when no server could be reached; empty while all is well."""
    failures: Mapped[int] = mapped_column(default=0)
    """How many senders in a row could not reach one."""
    retry_at: Mapped[datetime | None]
    """Until then the server is left alone."""
    last_error: Mapped[str] = mapped_column(Text, default="")
