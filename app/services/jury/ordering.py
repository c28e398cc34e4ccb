"""The order of a seat's deputies: changed, and as it was when the judging of a round began."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager

from app.models import Appointment, Jury, RankChange, Round, RoundMove, Seat
from app.rules.access import Permission
from app.services import audit, may
from app.services.work import Work


def deputies(seat: Seat, today: date) -> list[Appointment]:
    """List the deputies of a seat who sit or will, in their order."""
    held = [
        one
        for one in seat.appointments
        if one.is_deputy and (one.until is None or one.until >= today)
    ]
    return sorted(held, key=lambda one: (one.rank, one.since, one.id))


def move_deputy(work: Work, appointment: Appointment, *, up: bool) -> bool:
    """Let a deputy change places with the one before her, or the one after her.

    Rounds whose judging has begun keep the order that held then. Gives whether anything changed.

    Raises:
        DeniedError: the actor is not of the prize's secretariat.

    """
    seat = appointment.seat
    may.require_prize(work, Permission.MANAGE_JURY, seat.jury.prize)
    work.session.execute(select(Jury.id).where(Jury.id == seat.jury_id).with_for_update())
    for one in seat.appointments:
        work.session.refresh(one)
    order = deputies(seat, work.today)
    if appointment not in order:
        return False
    ranks = [one.rank for one in order]
    if len(set(ranks)) < len(ranks):
        ranks = list(range(1, len(ranks) + 1))
    at = order.index(appointment)
    to = at + (-1 if up else 1)
    if not 0 <= to < len(order):
        return False
    order[at], order[to] = order[to], order[at]
    for one, rank in zip(order, ranks, strict=True):
        _rank(work, one, rank)
    return True


def _rank(work: Work, appointment: Appointment, rank: int) -> None:
    if appointment.rank == rank:
        return
    before, appointment.rank = appointment.rank, rank
    work.session.add(
        RankChange(
            appointment_id=appointment.id,
            before=before,
            after=rank,
            changed_at=work.now,
            changed_by_id=work.actor.account_id,
        )
    )
    work.session.flush()
    audit.record(
        work,
        "appointment.ranked",
        f"appointment:{appointment.id}",
        before=before,
        rank=rank,
    )


def moved_deputies(session: Session, jury: Jury) -> Sequence[RankChange]:
    """List how the deputies of a jury have changed places, the latest first."""
    return session.scalars(
        select(RankChange)
        .join(Appointment, Appointment.id == RankChange.appointment_id)
        .join(Seat, Seat.id == Appointment.seat_id)
        .where(Seat.jury_id == jury.id)
        .order_by(RankChange.id.desc())
        .options(contains_eager(RankChange.appointment))
    ).all()


def ranks_then(session: Session, award_round: Round) -> Mapping[int, int]:
    """Give the ranks that have been changed since the judging of a round began, as they were."""
    begun = (
        select(func.max(RoundMove.moved_at))
        .where(RoundMove.round_id == award_round.id, RoundMove.name == "begin_judging")
        .scalar_subquery()
    )
    changed = session.execute(
        select(RankChange.appointment_id, RankChange.before)
        .join(Appointment, Appointment.id == RankChange.appointment_id)
        .join(Seat, Seat.id == Appointment.seat_id)
        .where(Seat.jury_id == award_round.jury_id, RankChange.changed_at > begun)
        .order_by(RankChange.id.desc())
    )
    return {appointment_id: before for appointment_id, before in changed}  # noqa: C416 - rows
