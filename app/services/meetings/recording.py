"""Putting what happens in a meeting on record: a row that is added, and the event of it."""

from typing import Any

from app.models import Model
from app.services import audit, digests, meeting_seals
from app.services.meetings.finding import Table
from app.services.work import Work


def add(work: Work, table: Table, row: Model, kind: str, **data: Any) -> None:
    """Add a row, signed by the actor, and the event that vouches for it."""
    verb = meeting_seals.SIGNED[type(row)]
    setattr(row, f"{verb}_at", work.now)
    setattr(row, f"{verb}_by_id", work.actor.account_id)
    work.session.add(row)
    work.session.flush()
    audit.record(
        work,
        kind,
        f"meeting:{table.meeting.id}",
        award_round=table.award_round,
        row=row.id,  # type: ignore[attr-defined] # each of them has one
        digest=digests.of(meeting_seals.row(type(row), row)),
        **data,
    )
