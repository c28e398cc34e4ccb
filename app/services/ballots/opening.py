"""Opening one's ballot, and why it may be closed to her."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import Ballot, Round
from app.rules.access import Permission
from app.rules.impartiality import Standing
from app.services import impartiality, may
from app.services.impartiality import Board
from app.services.work import NotFoundError, Work


class Bar(StrEnum):
    """What keeps somebody of the jury from ranking; who ranks, ranks everybody."""

    RECUSED = "recused"
    PENDING = "pending"
    UNDECLARED = "undeclared"
    NOT_CALLED = "not_called"


@dataclass(frozen=True)
class Opened:
    """Somebody's ballot in the stage that is under way."""

    award_round: Round
    appointment_id: int
    running: Sequence[int]
    """What is ranked, by number."""
    bar: Bar | None
    ballot: Ballot | None


def open_ballot(work: Work, award_round: Round) -> Opened:
    """Open the actor's ballot.

    Raises:
        DeniedError: she is not of the jury.
        WrongPhaseError: the jury has not begun.
        NotFoundError: the stage that is under way is decided by scores.

    """
    may.require(work, Permission.VIEW_DESK, award_round)
    if not award_round.is_by_ballot:
        raise NotFoundError("the stage is decided by scores")
    mine = impartiality.appointment_of(work, award_round)
    where = impartiality.board(work.session, award_round, work.today, seat_of=mine)
    return Opened(
        award_round,
        mine,
        where.nominations,
        bar(where, mine),
        find(work.session, award_round, mine),
    )


def bar(where: Board, appointment_id: int) -> Bar | None:
    """Say what keeps somebody from ranking: a conflict or an answer that lacks, to any of them."""
    held = {where.standing(one, appointment_id) for one in where.nominations}
    if Standing.RECUSED in held:
        return Bar.RECUSED
    if Standing.PENDING in held:
        return Bar.PENDING
    if Standing.UNDECLARED in held:
        return Bar.UNDECLARED
    if not all(where.sits(one, appointment_id) for one in where.nominations):
        return Bar.NOT_CALLED
    return None


def find(session: Session, award_round: Round, appointment_id: int) -> Ballot | None:
    """Find somebody's ballot in the stage that is under way."""
    return session.scalars(
        select(Ballot)
        .where(
            Ballot.stage_id == (award_round.stage.id if award_round.stage else None),
            Ballot.appointment_id == appointment_id,
        )
        .options(selectinload(Ballot.revisions))
        .execution_options(populate_existing=True)
    ).one_or_none()
