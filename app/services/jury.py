"""Juries: seats, and who is appointed to them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Account, Appointment, Jury, Organisation, Prize, Round, RoundMove, Seat
from app.rules import terms
from app.rules.access import Permission
from app.rules.calendar import day_of
from app.rules.impartiality import SeatOrder
from app.rules.lifecycle import Milestone
from app.rules.notices import NoticeKind
from app.rules.setup import Lack, Step
from app.services import audit, digests, may, notices, seals
from app.services.rounds.locking import LockedError
from app.services.work import NotFoundError, Work


def create(work: Work, prize: Prize, *, term_from: int, term_to: int) -> Jury:
    """Create a jury without seats."""
    jury = Jury(prize_id=prize.id, term_from=term_from, term_to=term_to)
    work.session.add(jury)
    work.session.flush()
    audit.record(work, "jury.created", f"jury:{jury.id}", prize=prize.id, term=[term_from, term_to])
    return jury


def add_seat(
    work: Work, jury: Jury, institution: Organisation, *, short: str, leads: bool = False
) -> Seat:
    """Add a seat that belongs to an institution."""
    seat = Seat(
        jury=jury,
        institution=institution,
        position=len(jury.seats) + 1,
        short=short,
        leads=leads,
    )
    work.session.add(seat)
    work.session.flush()
    audit.record(
        work,
        "seat.added",
        f"seat:{seat.id}",
        jury=jury.id,
        leads=leads,
        institution=institution.id,
    )
    return seat


def appoint(
    work: Work,
    seat: Seat,
    *,
    person_name: str,
    since: date,
    until: date | None,
    account: Account | None = None,
    deputy: bool = False,
) -> Appointment:
    """Appoint somebody to a seat, as its member or as the next of its deputies."""
    rank = sum(1 for held in seat.appointments if held.is_deputy) + 1 if deputy else 0
    appointment = Appointment(
        seat=seat,
        account=account,
        person_name=person_name,
        rank=rank,
        since=since,
        until=until,
    )
    work.session.add(appointment)
    work.session.flush()
    audit.record(
        work,
        "appointment.made",
        f"appointment:{appointment.id}",
        seat=seat.id,
        account=account.id if account else None,
        rank=rank,
        until=seals.day(until),
        digest=digests.of(seals.appointment(appointment)),
    )
    return appointment


def assign(work: Work, award_round: Round, jury: Jury) -> None:
    """Give a round its jury, which must be one of its prize's.

    Raises:
        NotFoundError: it is another prize's.
        LockedError: the jury has begun.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    if jury.prize_id != award_round.prize_id:
        raise NotFoundError(f"jury {jury.id} of prize {award_round.prize_id}")
    if award_round.milestone not in {Milestone.PLANNED, Milestone.CALLED}:
        raise LockedError("the jury has begun")
    award_round.jury_id = jury.id
    work.session.flush()
    audit.record(
        work, "jury.assigned", f"round:{award_round.id}", award_round=award_round, jury=jury.id
    )


def tell(
    session: Session, award_round: Round, kind: NoticeKind, key: str, now: datetime, **context: Any
) -> None:
    """Queue a message to everybody who sits in a round's jury or may step in."""
    for holder in holders(session, award_round, day_of(now)):
        if holder.account_id is not None:
            notices.queue(
                session,
                holder.account_id,
                kind,
                key=key,
                now=now,
                award_round=award_round,
                slug=award_round.slug,
                **context,
            )


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


def of_prize(session: Session, prize_id: int) -> Sequence[Jury]:
    """List the juries of a prize with their seats, the latest term first."""
    return session.scalars(
        select(Jury)
        .where(Jury.prize_id == prize_id)
        .order_by(Jury.term_to.desc(), Jury.id.desc())
        .options(
            selectinload(Jury.seats).joinedload(Seat.institution),
            selectinload(Jury.seats).selectinload(Seat.appointments),
        )
    ).all()


def lacks(session: Session, award_round: Round, now: datetime) -> list[Lack]:
    """List what lacks of the jury before the call can open, and what may be a mistake."""
    found = of_round(session, award_round)
    if found is None:
        return [Lack(Step.JURY, "no_jury")]
    if not found.seats:
        return [Lack(Step.JURY, "no_seat")]
    lacking = []
    if not any(seat.leads for seat in found.seats):
        lacking.append(Lack(Step.JURY, "no_leader"))
    on = day_of(max(now, award_round.opens_at or now))
    vacant = [seat.short for seat in found.seats if not _is_held(seat, on)]
    if vacant:
        figures: dict[str, str | int] = {"count": len(vacant), "seats": ", ".join(vacant)}
        lacking.append(Lack(Step.JURY, "seats_vacant", stops=False, figures=figures))
    meets = award_round.deliberation_at
    if meets is not None and day_of(meets).year > found.term_to:
        figures = {"year": found.term_to, "day": day_of(meets).isoformat()}
        lacking.append(Lack(Step.DATES, "term_ends", stops=False, figures=figures))
    return lacking


def _is_held(seat: Seat, day: date) -> bool:
    return any(
        not one.is_deputy and terms.holds(one.since, one.until, day) for one in seat.appointments
    )


def seats(session: Session, award_round: Round) -> Sequence[Seat]:
    """List the seats of a round's jury in order."""
    jury = of_round(session, award_round)
    return jury.seats if jury else []


def appointed(session: Session, award_round: Round) -> Sequence[Appointment]:
    """List everybody who was ever appointed: members first, then deputies, seat by seat."""
    return session.scalars(
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


def seat_orders(held: Sequence[Appointment], left: Collection[int] = ()) -> list[SeatOrder]:
    """Give each seat with its appointments in the order in which they sit, and who has left."""
    by_seat: dict[int, list[int]] = {}
    for appointment in held:
        by_seat.setdefault(appointment.seat_id, []).append(appointment.id)
    return [
        SeatOrder(seat_id, tuple(ids), frozenset(ids) & frozenset(left))
        for seat_id, ids in by_seat.items()
    ]
