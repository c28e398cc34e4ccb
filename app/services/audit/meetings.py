"""What events vouch for of meetings: how they went, who was there, what was voted and written."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    AttendanceNote,
    Division,
    Meeting,
    MeetingItem,
    MeetingNote,
    MeetingTurn,
    MinutesAnswer,
    MinutesLock,
    MinutesVersion,
    Model,
    Motion,
    Stage,
    Vote,
)
from app.services import meeting_seals
from app.services.audit.matching import Check, covers, says, subject, titled

ROW = {"row_id": "row"}


def _held(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Compare a meeting, a row for each of its items, with what was said as it began and ended."""
    last = {event.kind: event for event in told}
    opened, closed = last["meeting.opened"], last.get("meeting.closed")
    row = held[0]
    agenda = [one.i_nomination_id for one in sorted(held, key=lambda one: one.i_position or 0)]
    ended = (closed.happened_at, closed.actor_id) if closed else (None, None)
    return (
        says(opened, stage=row.stage_id, number=row.number, ordering=row.ordering, seed=row.seed)
        and says(opened, secretary=row.secretary_id, agenda=[one for one in agenda if one])
        and (row.opened_at, row.opened_by_id) == (opened.happened_at, opened.actor_id)
        and (row.closed_at, row.closed_by_id) == ended
    )


def _is_row(event: Any, row: Any) -> bool:
    return says(event, row=row.row_id)


def _signed(model: type[Model], event: Any, row: Any) -> bool:
    verb = meeting_seals.SIGNED[model]
    signature = getattr(row, f"{verb}_at"), getattr(row, f"{verb}_by_id")
    return (
        _is_row(event, row)
        and signature == (event.happened_at, event.actor_id)
        and covers(event, meeting_seals.row(model, row))
    )


def _added(kind: str, model: Any, what: str) -> Check:
    """Check rows that are added to a meeting, or to a version of its minutes."""
    rows = select(
        *model.__table__.columns,
        model.id.label("row_id"),
        Stage.round_id,
        subject("meeting", Meeting.id),
    )
    if model in {MinutesAnswer, MinutesLock}:
        joined = rows.join(MinutesVersion, MinutesVersion.id == model.version_id).join(
            Meeting, Meeting.id == MinutesVersion.meeting_id
        )
    else:
        joined = rows.join(Meeting, Meeting.id == model.meeting_id)
    return Check(
        kinds={kind},
        rows=joined.join(Stage, Stage.id == Meeting.stage_id),
        name=titled(what, **ROW),
        same=_is_row,
        agrees=partial(_signed, model),
    )


def divisions(session: Session) -> Check:
    """Check the votes that were taken, with what each voted."""
    votes: dict[int, list[Any]] = {}
    for one in session.execute(select(*Vote.__table__.columns).order_by(Vote.id)):
        votes.setdefault(one.division_id, []).append(one)
    return Check(
        kinds={"motion.voted_on"},
        rows=select(
            *Division.__table__.columns,
            Division.id.label("row_id"),
            Stage.round_id,
            subject("meeting", Meeting.id),
        )
        .join(Motion, Motion.id == Division.motion_id)
        .join(Meeting, Meeting.id == Motion.meeting_id)
        .join(Stage, Stage.id == Meeting.stage_id),
        name=titled("vote {row_id} in meeting {id}", **ROW),
        same=_is_row,
        agrees=partial(_divided, votes),
    )


def _divided(votes: Mapping[int, Sequence[Any]], event: Any, row: Any) -> bool:
    return (
        _is_row(event, row)
        and says(event, carried=row.is_carried)
        and (row.taken_at, row.taken_by_id) == (event.happened_at, event.actor_id)
        and covers(event, meeting_seals.division(row, votes.get(row.id, [])))
    )


CHECKS: Sequence[Check] = (
    Check(
        kinds={"meeting.opened", "meeting.closed"},
        rows=select(
            *Meeting.__table__.columns,
            MeetingItem.position.label("i_position"),
            MeetingItem.nomination_id.label("i_nomination_id"),
            Stage.round_id,
            subject("meeting", Meeting.id),
        )
        .join(Stage, Meeting.stage_id == Stage.id)
        .outerjoin(MeetingItem, MeetingItem.meeting_id == Meeting.id),
        name=titled("meeting {id} and its agenda"),
        agrees=_held,
        whole=True,
    ),
    _added("meeting.turned", MeetingTurn, "turn {row_id} of meeting {id}"),
    _added("meeting.attended", AttendanceNote, "attendance {row_id} in meeting {id}"),
    _added("meeting.noted", MeetingNote, "note {row_id} of meeting {id}"),
    _added("motion.put", Motion, "motion {row_id} in meeting {id}"),
    _added("minutes.written", MinutesVersion, "version {row_id} of the minutes of meeting {id}"),
    _added("minutes.answered", MinutesAnswer, "answer {row_id} to the minutes of meeting {id}"),
    _added("minutes.locked", MinutesLock, "lock {row_id} of the minutes of meeting {id}"),
)
