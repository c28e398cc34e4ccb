"""Files: bytes in the store, listed by their digests, and what they are attached to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, choice
from app.rules.attachments import LONGEST_NAME, HeldBack, ScanState, held_back


class File(Model):
    """Bytes that are in the store, once, whatever refers to them."""

    __tablename__ = "files"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(100))
    """As parsing found it."""
    stored_at: Mapped[datetime]
    scan: Mapped[ScanState] = mapped_column(choice(ScanState, "scan"))
    scanned_at: Mapped[datetime | None]
    """When the scanner answered. What waits all the same is larger than it takes."""

    @property
    def held_back(self) -> HeldBack | None:
        """What keeps readers from it, if anything does."""
        return held_back(self.scan, was_asked=self.scanned_at is not None)


class Attachment(Model):
    """That a file was attached to an answer: a record, which is only added to.

    Whether it is still part of the answer, the answer says.
    """

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_nomination_id", "nomination_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    question_key: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256"), index=True)
    """What is kept: a document as it was sent, a picture without what it says beside itself."""
    shown_sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256"), index=True)
    """What readers are given: of a PDF without what could run."""
    attached_at: Mapped[datetime]
    attached_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    kept: Mapped[File] = relationship(foreign_keys=[sha256], lazy="joined")
    shown: Mapped[File] = relationship(foreign_keys=[shown_sha256], lazy="joined")
