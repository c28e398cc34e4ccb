"""Nominations: drafts, what was handed in, and what the secretariat made of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import DIGEST, Model, choice
from app.models.files import Attachment
from app.models.openings import Opening
from app.models.organisations import Municipality, Organisation
from app.rules.attachments import HeldBack
from app.rules.candidates import CandidateKind, called
from app.rules.lifecycle import NominationState
from app.rules.stages import own
from app.rules.windows import Own


class Nomination(Model):
    """A nomination of one or more candidates in a round."""

    __tablename__ = "nominations"
    __table_args__ = (
        UniqueConstraint("round_id", "reference"),
        UniqueConstraint("round_id", "number"),
        CheckConstraint(
            "state IN ('draft', 'withdrawn') OR (reference IS NOT NULL AND number IS NOT NULL)",
            name="submitted_has_reference",
        ),
        Index("ix_nominations_round_id_state", "round_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    """The nominator's organisation; unknown for recorded rounds."""
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime]
    state: Mapped[NominationState] = mapped_column(choice(NominationState, "state"))
    number: Mapped[int | None]
    """In the order of submission, within the round."""
    reference: Mapped[str | None] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(5), default="nb")
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The working text, by question key. What counts is the latest version."""
    written_candidates: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    """The candidates as they are being written once something has been handed in: until they are
    handed in too, those that count stand as rows."""
    saved_at: Mapped[datetime | None]
    submissions: Mapped[int] = mapped_column(default=0)
    """How many versions have been handed in; also the number of the one that counts."""
    withdrawn_late_at: Mapped[datetime | None]
    """When it was withdrawn, if that was after the decision: then what was judged stays so."""
    sending_asked_at: Mapped[datetime | None]
    """When those who may submit were last asked to, by somebody who may not."""
    sending_asked_by_id: Mapped[int | None]
    """An account, as the events name theirs: the database is not asked whether it is there."""
    version: Mapped[int] = mapped_column(default=1)
    """Raised by every save: a lost update is refused."""

    organisation: Mapped[Organisation | None] = relationship()
    candidates: Mapped[list["Candidate"]] = relationship(
        order_by="Candidate.position", cascade="all, delete-orphan"
    )
    versions: Mapped[list["NominationVersion"]] = relationship(order_by="NominationVersion.number")
    moves: Mapped[list["NominationMove"]] = relationship(order_by="NominationMove.id")
    attachments: Mapped[list[Attachment]] = relationship(order_by=Attachment.id, viewonly=True)
    """All that was ever attached to it."""
    opening: Mapped[Opening | None] = relationship(
        primaryjoin=lambda: (Opening.nomination_id == Nomination.id) & Opening.ended_at.is_(None),
        viewonly=True,
    )
    """What the secretariat has opened of it, until that is answered or taken back."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read from the class

    @property
    def own_state(self) -> NominationState:
        """Where it stands for its nominators, who may not know what the jury has decided."""
        if self.withdrawn_late_at:
            return NominationState.WITHDRAWN
        return own(self.state)

    @property
    def held_back(self) -> dict[str, HeldBack]:
        """The files that only those who sent them may read yet, or nobody ever, by their digest."""
        found = ((one.shown_sha256, one.shown.held_back) for one in self.attachments)
        return {shown: why for shown, why in found if why is not None}

    @property
    def own(self) -> Own | None:
        """What is open of it by a deadline of its own, if that is not over."""
        return self.opening.own if self.opening else None

    @property
    def candidate_names(self) -> str:
        """Name the candidates, as one would say them."""
        return " / ".join(one.called for one in self.candidates if not one.is_unclear)


class Candidate(Model):
    """One candidate: a municipality of the register, or something else by name."""

    __tablename__ = "candidates"
    __table_args__ = (UniqueConstraint("nomination_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    position: Mapped[int]
    kind: Mapped[CandidateKind] = mapped_column(
        choice(CandidateKind, "kind"),
        default=CandidateKind.ORGANISATION,
    )
    name: Mapped[str] = mapped_column(String(200))
    """Kept as it was that year: municipalities merge and change their names."""
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipalities.id"))
    """The candidate itself; of a place and a work, where it lies."""
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What a kind is asked besides: ``where`` (as it was called or written), ``affiliation``, and
    ``parties``, each with ``name``, ``role`` and ``org_number``."""
    org_number: Mapped[str | None] = mapped_column(String(20))
    """As it was written: a draft may hold one that is wrong."""
    place: Mapped[str] = mapped_column(String(120), default="")
    is_invented: Mapped[bool] = mapped_column(default=False)
    is_unclear: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Written in a draft where a municipality is chosen, and not the name of one and only one."""

    municipality: Mapped[Municipality | None] = relationship()

    @property
    def called(self) -> str:
        """Name it, as it is named everywhere."""
        return called(self.kind, self.name, self.details.get("where", ""))


class NominationVersion(Model):
    """What was handed in, frozen. The jury reads this, never the working text."""

    __tablename__ = "nomination_versions"
    __table_args__ = (UniqueConstraint("nomination_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    word_count: Mapped[int]
    """Words that the jury reads: what reading time is reckoned from."""
    content: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(DIGEST)
    """Of the content."""
    submitted_at: Mapped[datetime]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class NominationMove(Model):
    """One move of a nomination, with its reason where one is owed."""

    __tablename__ = "nomination_moves"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(20))
    target: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    moved_at: Mapped[datetime]
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
