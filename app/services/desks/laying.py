"""Laying out a juror's desk."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    PaperSheet,
    Round,
)
from app.rules.access import Permission, Verdict
from app.rules.impartiality import Standing
from app.rules.lifecycle import (
    Phase,
    StageState,
)
from app.rules.reading_order import Reading, order
from app.services import handed_in, impartiality, lists, may
from app.services.desks.entries import Desk, Entry, Task
from app.services.impartiality import Board
from app.services.work import Work


def desk(work: Work, award_round: Round, reading: Reading = Reading.NUMBER) -> Desk:
    """Lay out the actor's work list: a few columns of each nomination, whatever it holds."""
    may.require(work, Permission.VIEW_DESK, award_round)
    mine = impartiality.appointment_of(work, award_round)
    where = impartiality.board(work.session, award_round, work.today, seat_of=mine)
    own = next((holder for holder in where.holders if holder.id == mine), None)
    if own is None:  # appointed after the decision
        may.refuse(work, Permission.VIEW_DESK, Verdict.NOT_HERS, award_round)
    sealed = _sealed(work.session, award_round, mine)
    papers = _papers(work.session, award_round, mine)
    phase = award_round.phase(work.now)
    stage = award_round.stage.state if award_round.stage else StageState.WAITING
    entries = [
        Entry(nomination_id, number, task)
        for nomination_id, number in lists.judged(work.session, award_round)
        if (task := _task(where, nomination_id, mine, sealed, papers)) is not None
    ]
    if reading is Reading.DRAWN and award_round.stage:
        entries = _drawn(entries, award_round.stage.id, mine)
    return Desk(
        entries,
        own,
        where,
        phase,
        stage if phase is Phase.JUDGING else StageState.CONCLUDED,
        reading,
        award_round.is_by_ballot,
    )


def _drawn(entries: Sequence[Entry], stage_id: int, mine: int) -> list[Entry]:
    """Put what she reads in her order. What is closed to her is looked up, and stays by number."""
    by_id = {entry.id: entry for entry in entries if entry.reveals}
    drawn = [by_id[one] for one in order(stage_id, mine, by_id)]
    return [*drawn, *(entry for entry in entries if not entry.reveals)]


def _sealed(session: Session, award_round: Round, mine: int) -> dict[int, bool]:
    """Say of which nominations she has a sheet or ballot, and whether it is sealed."""
    states = handed_in.states(session, award_round, [mine])
    return {nomination_id: is_sealed for (nomination_id, _), is_sealed in states.items()}


def _papers(session: Session, award_round: Round, mine: int) -> frozenset[int]:
    """Say for which nominations a sheet of hers on paper awaits her answer, or got none in time."""
    stage = award_round.stage
    if stage is None:
        return frozenset()
    return frozenset(
        session.scalars(
            select(PaperSheet.nomination_id).where(
                PaperSheet.stage_id == stage.id,
                PaperSheet.appointment_id == mine,
                PaperSheet.answered_at.is_(None),
            )
        )
    )


def _task(
    where: Board,
    nomination_id: int,
    mine: int,
    sealed: Mapping[int, bool],
    papers: Collection[int],
) -> Task | None:
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
    begun = Task.DRAFT if nomination_id in sealed else Task.NOT_BEGUN
    left = Task.CONFIRM if nomination_id in papers else begun
    return Task.SEALED if sealed.get(nomination_id) else left
