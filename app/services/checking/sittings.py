"""Sittings: who was elected to lead, and who is away, are of the jury that it is about."""

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from app.models import Absence, Appointment, ChairElection, Nomination, Round, Seat, Stage
from app.services.checking.asking import Invariant, outside_jury

_before = aliased(Absence)

INVARIANTS = (
    Invariant(
        "appointment {appointment_id} is away from stage {stage_id}, and is not of its jury",
        outside_jury(
            select(Absence.appointment_id, Absence.stage_id),
            Absence.stage_id,
            Absence.appointment_id,
        ),
    ),
    Invariant(
        "appointment {appointment_id} is back in stage {stage_id}, and was never away",
        select(Absence.appointment_id, Absence.stage_id).where(
            Absence.is_away.is_(False),
            ~select(_before.id)
            .where(
                _before.stage_id == Absence.stage_id,
                _before.appointment_id == Absence.appointment_id,
                _before.is_away.is_(True),
                _before.id < Absence.id,
            )
            .exists(),
        ),
    ),
    Invariant(
        "election {id} is of somebody outside the jury of its round",
        select(ChairElection.id)
        .join(Round, ChairElection.round_id == Round.id)
        .join(Appointment, ChairElection.appointment_id == Appointment.id)
        .join(Seat, Appointment.seat_id == Seat.id)
        .where(Round.jury_id.is_distinct_from(Seat.jury_id)),
    ),
    Invariant(
        "election {id} is for a stage or a nomination of another round",
        select(ChairElection.id)
        .join(Stage, ChairElection.stage_id == Stage.id, isouter=True)
        .join(Nomination, ChairElection.nomination_id == Nomination.id, isouter=True)
        .where(
            or_(
                Stage.round_id != ChairElection.round_id,
                Nomination.round_id != ChairElection.round_id,
            )
        ),
    ),
)
