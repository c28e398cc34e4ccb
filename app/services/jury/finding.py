"""Finding juries, their seats, and who holds them on which day."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.models import Appointment, Jury, Prize, Round, RoundMove, Seat
from app.rules import terms
from app.rules.access import Permission
from app.rules.calendar import day_of
from app.rules.impartiality import SeatOrder
from app.rules.lifecycle import Milestone
from app.services import may
from app.services.jury.ordering import ranks_then
from app.services.work import NotFoundError, Work

_WHOLE: tuple[ExecutableOption, ...] = (
    selectinload(Jury.seats).joinedload(Seat.institution),
    selectinload(Jury.seats).selectinload(Seat.appointments).joinedload(Appointment.account),
)


def of_prize(work: Work, prize: Prize) -> Sequence[Jury]:
    """List the juries of a prize with their seats, the latest term first.

    Raises:
        DeniedError: the actor has no office in the prize that shows them.

    """
    may.require_prize(work, Permission.VIEW_JURY, prize)
    return all_of(work.session, prize)


def all_of(session: Session, prize: Prize) -> Sequence[Jury]:
    """List the juries of a prize, as ``of_prize`` does, whoever asks."""
    return session.scalars(
        select(Jury)
        .where(Jury.prize_id == prize.id)
        .order_by(Jury.term_from.desc(), Jury.id.desc())
        .options(*_WHOLE)
    ).all()


def one(work: Work, jury_id: int) -> Jury:
    """Give a jury with its prize, seats and appointments.

    Raises:
        NotFoundError: there is none.
        DeniedError: as ``of_prize``.

    """
    found = work.session.scalars(
        select(Jury).where(Jury.id == jury_id).options(joinedload(Jury.prize), *_WHOLE)
    ).one_or_none()
    if found is None:
        raise NotFoundError("jury")
    may.require_prize(work, Permission.VIEW_JURY, found.prize)
    return found


def rounds_of(session: Session, jury: Jury) -> Sequence[Round]:
    """List the rounds of a jury, the latest first."""
    return session.scalars(
        select(Round)
        .where(Round.jury_id == jury.id)
        .order_by(Round.year.desc())
        .options(joinedload(Round.prize))
    ).all()


def of_round(session: Session, award_round: Round) -> Jury | None:
    """Give the jury of a round with its seats, institutions and appointments."""
    if award_round.jury_id is None:
        return None
    return session.scalars(
        select(Jury)
        .where(Jury.id == award_round.jury_id)
        .options(
            selectinload(Jury.seats).joinedload(Seat.institution),
            selectinload(Jury.seats).selectinload(Seat.appointments),
        )
    ).one()


def seats(session: Session, award_round: Round) -> Sequence[Seat]:
    """List the seats of a round's jury in order."""
    jury = of_round(session, award_round)
    return jury.seats if jury else []


def seat(session: Session, seat_id: int) -> Seat:
    """Give a seat with its institution."""
    return session.get_one(Seat, seat_id, options=[joinedload(Seat.institution)])


def seat_ids(session: Session, award_round: Round) -> Sequence[int]:
    """List the seats of a round's jury in order, by their ids alone."""
    return session.scalars(
        select(Seat.id).where(Seat.jury_id == award_round.jury_id).order_by(Seat.position)
    ).all()


def appointed(session: Session, award_round: Round) -> Sequence[Appointment]:
    """List everybody who was ever appointed: members first, then deputies, seat by seat.

    Once judging has begun the deputies are in the order that held then, whoever is moved later.
    """
    found = session.scalars(
        select(Appointment)
        .join(Seat)
        .where(Seat.jury_id == award_round.jury_id)
        .order_by(Seat.position, Appointment.rank, Appointment.id)
        .options(
            joinedload(Appointment.seat).options(
                joinedload(Seat.institution), joinedload(Seat.jury)
            )
        )
    ).all()
    if award_round.milestone in {Milestone.PLANNED, Milestone.CALLED}:
        return found
    then = ranks_then(session, award_round)
    if not then:
        return found
    return sorted(found, key=lambda one: (one.seat.position, then.get(one.id, one.rank), one.id))


def holders(session: Session, award_round: Round, today: date) -> list[Appointment]:
    """List who sits or may step in: members first, then deputies, seat by seat.

    Of a round that has been decided, as it was on that day; of one that is judged, as it was on
    the jury's last day if that has gone.
    """
    held = appointed(session, award_round)
    day = day_that_counts(session, award_round, held, today)
    return [one for one in held if terms.holds(one.since, one.until, day)]


def day_that_counts(
    session: Session, award_round: Round, held: Sequence[Appointment], today: date
) -> date:
    """Give the day on which the seats are held.

    Today, or the day of the decision: who comes and goes later changes nothing in it. A jury sees
    a round through that it judges: once its term is over, its last day.
    """
    if not held:
        return today
    last = terms.last_day(held[0].seat.jury.term_to, [one.until for one in held])
    day = _decided_on(session, award_round) or today
    return terms.day_in_office(award_round.milestone, day, last)


def _decided_on(session: Session, award_round: Round) -> date | None:
    if award_round.milestone not in {Milestone.DECIDED, Milestone.ARCHIVED}:
        return None
    decided = session.scalar(
        select(func.max(RoundMove.moved_at)).where(
            RoundMove.round_id == award_round.id, RoundMove.name == "finalise"
        )
    )
    return day_of(decided) if decided else None


def seat_orders(held: Sequence[Appointment], gone: Collection[int] = ()) -> list[SeatOrder]:
    """Give each seat with its appointments in the order in which they sit, and who is gone."""
    by_seat: dict[int, list[int]] = {}
    for appointment in held:
        by_seat.setdefault(appointment.seat_id, []).append(appointment.id)
    return [
        SeatOrder(seat_id, tuple(ids), frozenset(ids) & frozenset(gone))
        for seat_id, ids in by_seat.items()
    ]
