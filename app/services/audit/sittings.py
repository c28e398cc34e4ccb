"""What events vouch for of who is away in a stage, and who leads instead of the chair."""

from typing import Any

from sqlalchemy import String, case, cast, literal, select
from sqlalchemy.orm import Session

from app.models import Absence, ChairElection, ElectionParticipant, Stage
from app.services import seals
from app.services.audit.matching import Check, covers, says, subject, titled

_ELECTED = {"appointment_id": "appointment"}


def _noted(event: Any, row: Any) -> bool:
    return (
        says(event, appointment=row.appointment_id, is_away=row.is_away)
        and (row.noted_at, row.noted_by_id) == (event.happened_at, event.actor_id)
        and covers(event, seals.absence(row))
    )


_FOR = case(
    (
        ChairElection.nomination_id.is_not(None),
        literal("nomination:") + cast(ChairElection.nomination_id, String),
    ),
    else_=literal("stage:") + cast(ChairElection.stage_id, String),
).label("subject")

CHECKS = (
    Check(
        kinds={"absence.noted"},
        rows=select(
            *Absence.__table__.columns, Stage.round_id, subject("stage", Absence.stage_id)
        ).join(Stage, Absence.stage_id == Stage.id),
        name=titled("an absence of appointment {appointment_id} in stage {id}", **_ELECTED),
        same=lambda event, row: says(event, appointment=row.appointment_id),
        agrees=_noted,
    ),
)


def elections(session: Session) -> Check:
    """Check who was elected to lead, with who took part; one that ends another names nobody."""
    took_part: dict[int, list[int]] = {}
    every = select(ElectionParticipant).order_by(ElectionParticipant.id)
    for one in session.scalars(every):
        took_part.setdefault(one.election_id, []).append(one.appointment_id)

    def agrees(event: Any, row: Any) -> bool:
        is_her = says(event, appointment=row.appointment_id)
        return (
            (is_her if event.kind == "chair.elected" else row.appointment_id is None)
            and event.data.get("participants", []) == took_part.get(row.id, [])
            and (row.elected_at, row.elected_by_id) == (event.happened_at, event.actor_id)
            and covers(event, seals.chair_election(row))
        )

    return Check(
        kinds={"chair.elected", "chair.relieved"},
        rows=select(*ChairElection.__table__.columns, _FOR),
        name=titled("an election of an acting chair for {noun} {id}"),
        same=lambda event, row: (event.kind == "chair.relieved") == (row.appointment_id is None),
        agrees=agrees,
    )
