"""Juries: who sits, who is kept apart, and what is said and ruled of conflicts."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from app.models import (
    Appointment,
    Declaration,
    Nomination,
    Reminder,
    RoleGrant,
    Round,
    Ruling,
    Seat,
    SeatException,
    Stage,
)
from app.models import Jury as JuryModel
from app.rules.access import Role
from app.rules.impartiality import Answer
from app.services.checking.asking import Invariant, outside_jury

_other = aliased(Appointment)
_before = aliased(SeatException)

INVARIANTS = (
    Invariant(
        "appointment {id} ends before it begins",
        select(Appointment.id).where(Appointment.until < Appointment.since),
    ),
    Invariant(
        "seat {seat_id} has two members at once: appointments {id} and {other}",
        select(Appointment.id, Appointment.seat_id, _other.id.label("other"))
        .join(_other, and_(_other.seat_id == Appointment.seat_id, _other.id > Appointment.id))
        .where(
            Appointment.rank == 0,
            _other.rank == 0,
            or_(Appointment.until.is_(None), Appointment.until >= _other.since),
            or_(_other.until.is_(None), _other.until >= Appointment.since),
        ),
    ),
    Invariant(
        "account {account_id} sits in jury {jury_id} and runs the same prize",
        select(Appointment.account_id, Seat.jury_id)
        .join(Seat, Appointment.seat_id == Seat.id)
        .join(JuryModel, Seat.jury_id == JuryModel.id)
        .join(
            RoleGrant,
            and_(
                RoleGrant.account_id == Appointment.account_id,
                RoleGrant.revoked_at.is_(None),
                RoleGrant.role == Role.SECRETARIAT,
                or_(RoleGrant.prize_id == JuryModel.prize_id, RoleGrant.prize_id.is_(None)),
            ),
        )
        .where(Appointment.until.is_(None) | (Appointment.until >= RoleGrant.granted_at)),
    ),
    Invariant(
        "a declaration of appointment {appointment_id} on nomination {nomination_id} of another "
        "jury",
        select(Declaration.appointment_id, Declaration.nomination_id)
        .join(Nomination, Declaration.nomination_id == Nomination.id)
        .join(Round, Nomination.round_id == Round.id)
        .join(Appointment, Declaration.appointment_id == Appointment.id)
        .join(Seat, Appointment.seat_id == Seat.id)
        .where(Round.jury_id.is_distinct_from(Seat.jury_id)),
    ),
    Invariant(
        "a ruling on appointment {appointment_id} and nomination {nomination_id}: no conflict was "
        "declared",
        select(Ruling.appointment_id, Ruling.nomination_id).where(
            ~select(Declaration.id)
            .where(
                Declaration.nomination_id == Ruling.nomination_id,
                Declaration.appointment_id == Ruling.appointment_id,
                Declaration.answer != Answer.NO_CONFLICT,
            )
            .exists()
        ),
    ),
    Invariant(
        "an exception for seat {seat_id} and nomination {nomination_id}: not of one round",
        select(SeatException.seat_id, SeatException.nomination_id)
        .join(Stage, SeatException.stage_id == Stage.id)
        .join(Round, Stage.round_id == Round.id)
        .join(Seat, SeatException.seat_id == Seat.id)
        .join(Nomination, SeatException.nomination_id == Nomination.id)
        .where(
            or_(
                Round.jury_id.is_distinct_from(Seat.jury_id),
                Nomination.round_id != Stage.round_id,
            )
        ),
    ),
    Invariant(
        "an exception for seat {seat_id} and nomination {nomination_id} was lifted and never made",
        select(SeatException.seat_id, SeatException.nomination_id).where(
            SeatException.is_lifted.is_(True),
            ~select(_before.id)
            .where(
                _before.stage_id == SeatException.stage_id,
                _before.seat_id == SeatException.seat_id,
                _before.nomination_id == SeatException.nomination_id,
                _before.is_lifted.is_(False),
                _before.id < SeatException.id,
            )
            .exists(),
        ),
    ),
    Invariant(
        "appointment {appointment_id} was reminded in stage {stage_id}, and is not of its jury",
        outside_jury(
            select(Reminder.appointment_id, Reminder.stage_id),
            Reminder.stage_id,
            Reminder.appointment_id,
        ),
    ),
)
