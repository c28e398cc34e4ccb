"""The secretariat's desk: notes, the check for residents, messages to drafts, candidates told."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, choice
from app.models.nominations import Nomination, NominationVersion
from app.rules.tellings import TellingAnswer


class NominationNote(Model):
    """What the secretariat notes on a nomination, for itself and the auditor.

    It stands, also when the round is archived: it belongs to the case, as no juror's own note does.
    """

    __tablename__ = "nomination_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class ResidentsCheck(Model):
    """That somebody looked for named or pictured residents in a version, and what was found."""

    __tablename__ = "residents_checks"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("nomination_versions.id"), index=True)
    is_clear: Mapped[bool]
    """Whether the jury can read the version as it is."""
    finding: Mapped[str] = mapped_column(Text, default="")
    checked_at: Mapped[datetime]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class DraftMessage(Model):
    """A message to everybody with a draft, written without seeing whose drafts there are."""

    __tablename__ = "draft_messages"
    __table_args__ = (UniqueConstraint("token"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    token: Mapped[str] = mapped_column(String(32))
    """Of the form that it was sent with: the same form sends once."""
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    receivers: Mapped[int]
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class Telling(Model):
    """That somebody was told, by a personal link, that she or hers is a candidate."""

    __tablename__ = "tellings"
    __table_args__ = (
        CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name="answered_when_there_is_an_answer"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(32))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("nomination_versions.id"))
    """What she sees: the version that counted when she was told."""
    candidate: Mapped[str] = mapped_column(String(400))
    """Which of the candidates, as it is called."""
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(5), default="nb")
    told_at: Mapped[datetime]
    told_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answer: Mapped[TellingAnswer | None] = mapped_column(choice(TellingAnswer, "answer"))
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why she declined, if she said so."""

    nomination: Mapped[Nomination] = relationship()
    version: Mapped[NominationVersion] = relationship()
