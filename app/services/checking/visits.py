"""Visits: to whom, by whom, and what was seen by those who may see it."""

from sqlalchemy import or_, select

from app.models import Observation, Stage, Visit, VisitMember
from app.rules.lifecycle import StageKind, StageState
from app.services.checking.asking import Invariant, outside_jury, outside_round

INVARIANTS = (
    Invariant(
        "visit {id} is to a nomination of another round",
        outside_round(select(Visit.id), Visit.stage_id, Visit.nomination_id),
    ),
    Invariant(
        "visit {id} is of a stage that has no visits",
        select(Visit.id)
        .join(Stage, Visit.stage_id == Stage.id)
        .where(Stage.kind != StageKind.VISIT),
    ),
    Invariant(
        "visit {id} was made before the visits began",
        select(Visit.id)
        .join(Stage, Visit.stage_id == Stage.id)
        .where(Visit.held_at.is_not(None), Stage.state == StageState.PLANNED),
    ),
    Invariant(
        "visit {id} was made, and nobody went",
        select(Visit.id).where(
            Visit.held_at.is_not(None),
            ~select(VisitMember.id)
            .where(VisitMember.visit_id == Visit.id, VisitMember.went.is_(True))
            .exists(),
        ),
    ),
    Invariant(
        "appointment {appointment_id} goes on visit {id}, and is not of its jury",
        outside_jury(
            select(Visit.id, VisitMember.appointment_id).join(
                VisitMember, VisitMember.visit_id == Visit.id
            ),
            Visit.stage_id,
            VisitMember.appointment_id,
        ).where(or_(VisitMember.is_asked, VisitMember.went)),
    ),
    Invariant(
        "appointment {appointment_id} wrote what she saw on visit {id}, and is not of its jury",
        outside_jury(
            select(Visit.id, Observation.appointment_id).join(
                Observation, Observation.visit_id == Visit.id
            ),
            Visit.stage_id,
            Observation.appointment_id,
        ),
    ),
)
