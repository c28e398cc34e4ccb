"""Desks: what a juror or deputy has to do with each nomination of a round, and has done."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from app.models import Appointment, Declaration, Nomination, Round, Ruling, ScoreSheet
from app.rules.access import DeniedError, Permission, Verdict
from app.rules.impartiality import Standing
from app.services import impartiality, nominations, rounds
from app.services.impartiality import Board
from app.services.work import Work


class Task(StrEnum):
    """What a juror has to do with a nomination, or has done."""

    DECLARE = "declare"
    AWAIT_RULING = "await_ruling"
    RECUSED = "recused"
    NOT_BEGUN = "not_begun"
    DRAFT = "draft"
    SEALED = "sealed"


@dataclass(frozen=True)
class Item:
    """One nomination on a juror's work list."""

    nomination: Nomination
    task: Task
    sheet: ScoreSheet | None
    stepped_in: bool
    """The juror is a deputy who sits here because somebody is recused."""
    deputy_name: str
    """Who sits instead, when the juror is recused and a deputy has stepped in."""
    declaration: Declaration | None
    """Her latest."""
    ruling: Ruling | None
    """On her latest declaration."""

    @property
    def reveals(self) -> bool:
        """Whether more than the candidates' names may be shown."""
        return self.task in {Task.NOT_BEGUN, Task.DRAFT, Task.SEALED}


@dataclass(frozen=True)
class Desk:
    """A juror's work list."""

    items: Sequence[Item]
    appointment: Appointment

    def of(self, *tasks: Task) -> list[Item]:
        """List the items of some kinds."""
        return [item for item in self.items if item.task in tasks]

    @property
    def to_score(self) -> list[Item]:
        """Everything that she scores, done or not."""
        return self.of(Task.NOT_BEGUN, Task.DRAFT, Task.SEALED)

    @property
    def next_item(self) -> Item | None:
        """What to go on with: a draft first, then what is not begun."""
        return next(iter(self.of(Task.DRAFT) + self.of(Task.NOT_BEGUN)), None)


def desk(work: Work, award_round: Round) -> Desk:
    """Lay out the actor's work list, in a constant number of queries."""
    rounds.require(work, Permission.VIEW_DESK, award_round)
    mine = impartiality.appointment_of(work, award_round)
    where = impartiality.board(work.session, award_round, work.now.date())
    stage = award_round.stage
    sheets = {
        sheet.nomination_id: sheet
        for sheet in work.session.scalars(
            select(ScoreSheet).where(
                ScoreSheet.stage_id == (stage.id if stage else None),
                ScoreSheet.appointment_id == mine,
            )
        )
    }
    own = next((holder for holder in where.holders if holder.id == mine), None)
    if own is None:  # appointed after the decision
        raise DeniedError(Permission.VIEW_DESK, Verdict.NOT_HERS)
    return Desk(
        [
            Item(
                nomination,
                task,
                sheets.get(nomination.id),
                stepped_in=own.is_deputy and where.sits(nomination.id, mine),
                deputy_name=where.deputy_name(nomination.id, own),
                declaration=where.declared.get((nomination.id, mine)),
                ruling=where.ruled.get((nomination.id, mine)),
            )
            for nomination in nominations.admitted(work.session, award_round)
            if (task := _task(where, nomination.id, mine, sheets.get(nomination.id))) is not None
        ],
        own,
    )


def _task(where: Board, nomination_id: int, mine: int, sheet: ScoreSheet | None) -> Task | None:
    """Say what there is to do; None for a deputy who has declared and need not step in."""
    match where.standing(nomination_id, mine):
        case Standing.UNDECLARED:
            return Task.DECLARE
        case Standing.RECUSED:
            return Task.RECUSED
        case Standing.PENDING:
            return Task.AWAIT_RULING
        case Standing.CLEAR:
            pass
    if not where.sits(nomination_id, mine):
        return None
    if sheet is None:
        return Task.NOT_BEGUN
    return Task.SEALED if sheet.sealed_at else Task.DRAFT
