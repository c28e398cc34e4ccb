"""Rounds of a prize, their stages, criteria and rulebook."""

import json
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.announcements import Announcement
from app.models.base import JsonText, Model, NoTexts, Texts, choice
from app.models.prizes import Prize
from app.rules.ballots import StageBasis
from app.rules.candidates import LISTED, MOST_UNLESS_SAID, CandidateKind, CandidateRules
from app.rules.dates import RoundDate
from app.rules.disclosure import SeesOthers
from app.rules.impartiality import Reach
from app.rules.lifecycle import (
    Course,
    Milestone,
    NominationState,
    Phase,
    StageKind,
    StageState,
)
from app.rules.nominators import USUAL
from app.rules.phases import phase_at, public_phase
from app.rules.stages import Nominees, Plan, PlannedStage, in_the_running, reach

DATE_COLUMNS = {
    RoundDate.OPENS: "opens_at",
    RoundDate.DEADLINE: "deadline_at",
    RoundDate.SCORING: "scoring_deadline_at",
    RoundDate.DELIBERATION: "deliberation_at",
    RoundDate.ANNOUNCEMENT: "announcement_planned_at",
}


class Round(Model):
    """One round of a prize, from call to announcement."""

    __tablename__ = "rounds"
    __table_args__ = (
        CheckConstraint("deadline_at > opens_at", name="deadline_after_opening"),
        CheckConstraint(
            "milestone IN ('planned', 'archived') OR opens_at IS NOT NULL", name="called_has_dates"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    prize_id: Mapped[int] = mapped_column(ForeignKey("prizes.id"))
    jury_id: Mapped[int | None] = mapped_column(ForeignKey("juries.id"))
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    year: Mapped[int]
    language: Mapped[str] = mapped_column(String(5), default="nb")
    """The language of what is published of it: the call, the jury's statement, the minutes."""
    milestone: Mapped[Milestone] = mapped_column(choice(Milestone, "milestone"))
    course: Mapped[Course] = mapped_column(
        choice(Course, "course"), default=Course.RUNNING, server_default=text("'running'")
    )
    is_recorded: Mapped[bool] = mapped_column(default=False)
    """Held before the product existed: entered as history, not run in it."""
    is_invented: Mapped[bool] = mapped_column(default=False)
    """Its nominations exist in the demonstration only."""
    opens_at: Mapped[datetime | None]
    deadline_at: Mapped[datetime | None]
    scoring_deadline_at: Mapped[datetime | None]
    deliberation_at: Mapped[datetime | None]
    announcement_planned_at: Mapped[datetime | None]
    gifts: Mapped[list[Texts]] = mapped_column(default=list)
    nominators: Mapped[list[str]] = mapped_column(
        default=lambda: [kind.value for kind in USUAL],
        nullable=True,
    )
    """The kinds that may nominate. Every row has them; SQLite adds no column that must and has
    no default.
    """
    signatory_required: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether only a signatory of the organisation may submit."""
    takes_support: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether nominators may ask others for statements of support."""
    candidate_kinds: Mapped[list[str]] = mapped_column(
        JsonText, default=lambda: list(LISTED), server_default=json.dumps(LISTED)
    )
    """What can be nominated, in the order in which it is asked for."""
    candidate_needs: Mapped[dict[str, Any]] = mapped_column(
        JsonText, default=dict, server_default="{}"
    )
    """By kind and field, whether it is asked for, where that is not as usual."""
    most_candidates: Mapped[int] = mapped_column(
        default=MOST_UNLESS_SAID, server_default=str(MOST_UNLESS_SAID)
    )
    allows_own: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether nominators may propose themselves."""
    call_intro: Mapped[Texts] = mapped_column(default=dict, server_default=NoTexts())
    """The call's own text: what is to be honoured. Where it is empty, the prize's own stands."""
    call_who: Mapped[Texts] = mapped_column(default=dict, server_default=NoTexts())
    """Who can be given the prize, and who can nominate."""
    call_how: Mapped[Texts] = mapped_column(default=dict, server_default=NoTexts())
    """How one nominates, and what happens then."""
    writing_aids: Mapped[Texts] = mapped_column(default=dict, server_default=NoTexts())
    """The policy on writing aids."""
    residents_warning: Mapped[Texts] = mapped_column(default=dict, server_default=NoTexts())
    """The warning against naming residents, in the call and where one writes."""
    contact_name: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    """Who answers about the call. Where nothing is said the prize's own address stands."""
    contact_email: Mapped[str] = mapped_column(String(254), default="", server_default=text("''"))
    contact_phone: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    history: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Of a recorded round: occasion, award date, jury leader, notes on the sources."""
    version: Mapped[int] = mapped_column(default=1)

    prize: Mapped[Prize] = relationship()
    criteria: Mapped[list["Criterion"]] = relationship(order_by="Criterion.position")
    stages: Mapped[list["Stage"]] = relationship(order_by="Stage.position")
    rulebooks: Mapped[list["Rulebook"]] = relationship(order_by="Rulebook.version")
    announcements: Mapped[list[Announcement]] = relationship(
        order_by=Announcement.id, lazy="selectin"
    )
    """The latest one holds. Loaded with the round, because its phase follows from it."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read from the class

    def phase(self, now: datetime) -> Phase:
        """Derive the phase of the round at a time."""
        return phase_at(
            self.milestone,
            self.course,
            opens_at=self.opens_at,
            deadline_at=self.deadline_at,
            embargo_until=self.embargo_until,
            now=now,
        )

    def public_phase(self, now: datetime) -> Phase:
        """Give the phase that outsiders may know of."""
        return public_phase(self.phase(now))

    @property
    def candidate_rules(self) -> CandidateRules:
        """Give what the round says of candidates."""
        return CandidateRules(
            kinds=tuple(CandidateKind(kind) for kind in self.candidate_kinds),
            needs=self.candidate_needs,
            most=self.most_candidates,
            allows_own=self.allows_own,
        )

    @property
    def dates(self) -> dict[RoundDate, datetime | None]:
        """Give the dates of the round in the order that they must have."""
        return {date: getattr(self, column) for date, column in DATE_COLUMNS.items()}

    @property
    def embargo_until(self) -> datetime | None:
        """When the decision becomes public, if that has been set."""
        return self.announcements[-1].embargo_until if self.announcements else None

    @property
    def stage(self) -> "Stage | None":
        """The stage that is under way: the first that is not concluded, else the last."""
        under_way = (stage for stage in self.stages if stage.state is not StageState.CONCLUDED)
        return next(under_way, self.stages[-1] if self.stages else None)

    @property
    def stage_kinds(self) -> tuple[StageKind, ...]:
        """The stages that the round goes through, in order."""
        return tuple(stage.kind for stage in self.stages)

    @property
    def plan(self) -> Plan:
        """The list of its stages, as it was set up."""
        return tuple(
            PlannedStage(stage.kind, stage.nominees, tuple(stage.questions))
            for stage in self.stages
        )

    @property
    def is_in_last_stage(self) -> bool:
        """Whether the stage that is under way decides the prize."""
        return self.stage is None or self.stage is self.stages[-1]

    @property
    def naming_stage(self) -> "Stage | None":
        """The stage from which those who go on are the nominees; None where the decision names."""
        named = (stage for stage in self.stages if stage.nominees is not Nominees.NOT_HERE)
        return next(named, None)

    @property
    def stage_of_several(self) -> StageKind | None:
        """Which stage is under way, where the round has more than one."""
        return self.stage.kind if self.stage and len(self.stages) > 1 else None

    @property
    def stage_number(self) -> int:
        """Which of all the stages is under way, where another is of its kind; 0 where none is."""
        here, kinds = self.stage, self.stage_kinds
        return self.stages.index(here) + 1 if here and kinds.count(here.kind) > 1 else 0

    @property
    def is_by_ballot(self) -> bool:
        """Whether the stage that is under way is decided by ballots."""
        return self.stage is not None and self.stage.decided_by is StageBasis.BALLOT

    @property
    def sees_others(self) -> SeesOthers:
        """From when members see others' sheets in the stage under way; ballots stay secret."""
        if not self.rulebooks or self.is_by_ballot:
            return SeesOthers.DELIBERATION
        return self.rulebook.sees_others

    @property
    def in_the_running(self) -> frozenset[NominationState]:
        """Which states of a nomination the jury judges in the stage that is under way."""
        return in_the_running((stage.kind, stage.state) for stage in self.stages)

    @property
    def recusal_reach(self) -> Reach:
        """How far a recusal goes in the stage that is under way: a ballot compares all of it."""
        if self.is_by_ballot:
            return Reach.COMPARISON
        return reach(self.stage.kind if self.stage else None, self.rulebook.recusal_reach)

    @property
    def rulebook(self) -> "Rulebook":
        """The version in force."""
        return self.rulebooks[-1]

    def weights(self, rulebook: "Rulebook | None" = None) -> dict[str, Decimal]:
        """Give the weights by criterion key, in the criteria's order, under one of the versions.

        Without ``rulebook``: under the one in force.
        """
        book = rulebook or (self.rulebook if self.rulebooks else None)
        amended = book.weights if book else {}
        return {c.key: Decimal(amended.get(c.key, c.weight)) for c in self.criteria}

    @property
    def weights_amended_at(self) -> datetime | None:
        """When an amendment last changed the weights; None where they are those of the call."""
        changed = [
            book.created_at
            for before, book in pairwise(self.rulebooks)
            if self.weights(before) != self.weights(book)
        ]
        return changed[-1] if changed else None


class Stage(Model):
    """A stage of judging: one with scores, or visits."""

    __tablename__ = "stages"
    __table_args__ = (UniqueConstraint("round_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    position: Mapped[int]
    kind: Mapped[StageKind] = mapped_column(choice(StageKind, "kind"))
    state: Mapped[StageState] = mapped_column(choice(StageState, "state"))
    decided_by: Mapped[StageBasis] = mapped_column(
        choice(StageBasis, "decided_by"),
        default=StageBasis.SCORES,
        server_default=text("'scores'"),
    )
    """What its order is made of; ballots in a final alone."""
    nominees: Mapped[Nominees] = mapped_column(
        choice(Nominees, "nominees"),
        default=Nominees.NOT_HERE,
        server_default=text("'not_here'"),
    )
    """Whether those who go on from it are the nominees, and when others learn of it."""
    questions: Mapped[list[Texts]] = mapped_column(JsonText, default=list, server_default="[]")
    """Of visits: what is asked at each of them."""


class Criterion(Model):
    """What nominations are judged by. Locked when the call opens."""

    __tablename__ = "criteria"
    __table_args__ = (
        UniqueConstraint("round_id", "key"),
        UniqueConstraint("round_id", "position"),
        CheckConstraint("weight >= 0 AND weight <= 1", name="weight_is_a_share"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(40))
    weight: Mapped[Decimal] = mapped_column(Numeric(6, 5))
    name: Mapped[Texts]
    short: Mapped[Texts]
    question: Mapped[Texts]
    levels: Mapped[dict[str, list[str]]]
    """By language, the words of each step of the scale, lowest first."""


class Rulebook(Model):
    """How the jury judges. A later version is an amendment, with its reason."""

    __tablename__ = "rulebooks"
    __table_args__ = (UniqueConstraint("round_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    version: Mapped[int] = mapped_column(default=1)
    scale_low: Mapped[Decimal] = mapped_column(Numeric(6, 2), default=Decimal(1))
    scale_high: Mapped[Decimal] = mapped_column(Numeric(6, 2), default=Decimal(6))
    scale_step: Mapped[Decimal] = mapped_column(Numeric(6, 2), default=Decimal(1))
    grounds_required: Mapped[bool] = mapped_column(default=True)
    grounds_word_limit: Mapped[int] = mapped_column(default=200)
    method: Mapped[str] = mapped_column(String(20), default="fair")
    """How sheets become one order; one of the methods of the ranking."""
    tie_breaks: Mapped[list[str]] = mapped_column(
        default=lambda: ["head to head", "heaviest criterion", "chair"]
    )
    """What parts nominations whose scores tie, in order."""
    weights: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """By criterion key, as decimal text, where an amendment has changed them; else empty."""
    quorum: Mapped[int]
    recusal_reach: Mapped[Reach] = mapped_column(choice(Reach, "recusal_reach"))
    scores_public: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether anybody can fetch the scores, without names, when the result is announced."""
    sees_others: Mapped[SeesOthers] = mapped_column(
        choice(SeesOthers, "sees_others"),
        default=SeesOthers.DELIBERATION,
        server_default=text("'deliberation'"),
    )
    """From when a member sees what the others have handed in."""
    asks_for_meeting: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the jury meets, with minutes, before it decides. Rounds of before keep their rule."""
    casting_vote: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether whoever leads an item settles it where the votes are even."""
    law: Mapped[Texts]
    """The section of the law on impartiality, as text that can be edited."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was amended; empty for the first version."""
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    locked_at: Mapped[datetime | None]


class RoundMove(Model):
    """One move of a round or of its stage: what, from where to where, who, when."""

    __tablename__ = "round_moves"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("stages.id"))
    name: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(20))
    target: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    """Why it was paused or cancelled, or how it goes on: what those concerned are told."""
    moved_at: Mapped[datetime]
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
