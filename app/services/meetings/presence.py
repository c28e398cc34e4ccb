"""Who was at the table: in a meeting of a stage, and when a nomination was taken."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import (
    AttendanceNote,
    Meeting,
    MeetingItem,
    MeetingTurn,
    Round,
    Stage,
)
from app.rules import meetings as rules
from app.rules.meetings import Noted, Turn
from app.services import jury


def present_in(session: Session, stage: Stage) -> frozenset[int]:
    """List who was at the table at any time, in any meeting of a stage that was held."""
    return at_table(session, session.get_one(Round, stage.round_id), _of_stage(session, stage))


def present_for(session: Session, stage: Stage, nomination_id: int) -> frozenset[int]:
    """List who was at the table when a nomination was taken, in any meeting of a stage."""
    ids = _of_stage(session, stage)
    taken = select(MeetingItem.id).where(
        MeetingItem.meeting_id.in_(ids), MeetingItem.nomination_id == nomination_id
    )
    award_round = session.get_one(Round, stage.round_id)
    return at_table(session, award_round, ids, frozenset(session.scalars(taken)))


def at_table(
    session: Session,
    award_round: Round,
    meeting_ids: Sequence[int],
    item_ids: frozenset[int] | None = None,
) -> frozenset[int]:
    """List who was at the table in some meetings; of some items alone, where they are given."""
    if not meeting_ids:
        return frozenset()
    seats = seats_of(session, award_round)
    turns = turns_of(session, meeting_ids)
    notes: dict[int, list[Noted]] = {one: [] for one in meeting_ids}
    for one in attended_in(session, meeting_ids):
        notes[one.meeting_id].append(noted(one))
    return frozenset(
        who
        for meeting_id in meeting_ids
        for item, sitting in rules.course(notes[meeting_id], turns[meeting_id], seats)
        if item_ids is None or item in item_ids
        for who in sitting
    )


def attended_in(session: Session, meeting_ids: Sequence[int]) -> Sequence[AttendanceNote]:
    """List who came and left in some meetings, in the order that counts."""
    return session.scalars(
        select(AttendanceNote)
        .where(AttendanceNote.meeting_id.in_(meeting_ids))
        .order_by(AttendanceNote.happened_at, AttendanceNote.id)
        .options(joinedload(AttendanceNote.appointment))
    ).all()


def noted(one: AttendanceNote) -> Noted:
    """Give what a row of attendance says, as the rules have it."""
    return Noted(one.appointment_id, one.item_id, one.mode, one.happened_at)


def turns_of(session: Session, meeting_ids: Sequence[int]) -> dict[int, list[Turn]]:
    """Give which item each meeting turned to, and when, in order."""
    made: dict[int, list[Turn]] = {one: [] for one in meeting_ids}
    found = session.scalars(
        select(MeetingTurn)
        .where(MeetingTurn.meeting_id.in_(meeting_ids))
        .order_by(MeetingTurn.turned_at, MeetingTurn.id)
    )
    for one in found:
        made[one.meeting_id].append(Turn(one.item_id, one.turned_at))
    return made


def seats_of(session: Session, award_round: Round) -> list[tuple[int, ...]]:
    """List who can sit in each seat of the jury, in the order in which they do."""
    held = jury.appointed(session, award_round)
    return [one.appointments for one in jury.seat_orders(held, frozenset())]


def _of_stage(session: Session, stage: Stage) -> Sequence[int]:
    return session.scalars(select(Meeting.id).where(Meeting.stage_id == stage.id)).all()
