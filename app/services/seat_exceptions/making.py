"""Making an exception for a seat that will not deliver, and undoing it. Who it is about is told."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy.orm import Session

from app.models import Round, Seat, SeatException
from app.rules.access import Permission
from app.rules.forms import is_empty
from app.rules.notices import NoticeKind
from app.services import (
    audit,
    digests,
    handed_in,
    impartiality,
    jury,
    lists,
    may,
    notices,
    seals,
)
from app.services.impartiality import Board
from app.services.seat_exceptions.finding import standing
from app.services.work import Work


class Refusal(StrEnum):
    """Why an exception cannot be made or lifted."""

    NO_SEAT = "no_seat"
    NOT_JUDGED = "not_judged"
    HANDED_IN = "handed_in"
    NOTHING_REMAINS = "nothing_remains"
    NO_REASON = "no_reason"
    NONE_HOLDS = "none_holds"


class ExceptionRefusedError(ValueError):
    """It cannot be so; ``refusal`` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def make(
    work: Work, award_round: Round, seat_id: int, nomination_id: int | None, reason: str
) -> list[SeatException]:
    """Not wait for a seat any more, with one nomination or with all that remain for it.

    Whoever sits there can hand in all the same, and then that counts. Sent twice, it is made once.

    Args:
        work: the secretariat's.
        award_round: whose stage is in scoring or deliberation.
        seat_id: the seat that will not deliver.
        nomination_id: with which nomination; None: with all that it has not delivered.
        reason: why.

    Raises:
        ExceptionRefusedError: no such seat or nomination, nothing remains, or no reason.

    """
    award_round = may.begin(work, Permission.EXCEPT_SEAT, award_round)
    seat = _seat(work.session, award_round, seat_id)
    where = impartiality.board(work.session, award_round, work.today)
    if nomination_id is not None and nomination_id not in where.nominations:
        raise ExceptionRefusedError(Refusal.NOT_JUDGED)
    if is_empty(reason):
        raise ExceptionRefusedError(Refusal.NO_REASON)
    wanted = [nomination_id] if nomination_id is not None else list(where.nominations)
    delivered = _delivered(work.session, award_round, where, seat_id)
    held = standing(work.session, award_round)
    left = [one for one in wanted if one not in delivered]
    if not left:
        one = nomination_id is not None
        raise ExceptionRefusedError(Refusal.HANDED_IN if one else Refusal.NOTHING_REMAINS)
    new = [one for one in left if (one, seat_id) not in held]
    made = [_record(work, award_round, one, seat_id, reason, is_lifted=False) for one in new]
    if made:
        _tell(work.session, award_round, where, seat, made)
    return made


def lift(
    work: Work, award_round: Round, seat_id: int, nomination_id: int, reason: str
) -> SeatException:
    """Wait for a seat again, with a nomination.

    Raises:
        ExceptionRefusedError: no exception holds, or there is no reason.

    """
    award_round = may.begin(work, Permission.EXCEPT_SEAT, award_round)
    if (nomination_id, seat_id) not in standing(work.session, award_round):
        raise ExceptionRefusedError(Refusal.NONE_HOLDS)
    if is_empty(reason):
        raise ExceptionRefusedError(Refusal.NO_REASON)
    seat = _seat(work.session, award_round, seat_id)
    made = _record(work, award_round, nomination_id, seat_id, reason, is_lifted=True)
    where = impartiality.board(work.session, award_round, work.today)
    _tell(work.session, award_round, where, seat, [made])
    return made


def _seat(session: Session, award_round: Round, seat_id: int) -> Seat:
    if seat_id not in jury.seat_ids(session, award_round):
        raise ExceptionRefusedError(Refusal.NO_SEAT)
    return jury.seat(session, seat_id)


def _delivered(session: Session, award_round: Round, where: Board, seat_id: int) -> frozenset[int]:
    """List what whoever sits in the seat has handed in."""
    sealed = handed_in.sealed(session, award_round)
    return frozenset(
        one
        for one in where.nominations
        if (held := where.seats[one].get(seat_id)) and (one, held.appointment_id) in sealed
    )


def _record(
    work: Work,
    award_round: Round,
    nomination_id: int,
    seat_id: int,
    reason: str,
    *,
    is_lifted: bool,
) -> SeatException:
    stage = award_round.stage
    made = SeatException(
        stage_id=stage.id if stage else None,
        nomination_id=nomination_id,
        seat_id=seat_id,
        is_lifted=is_lifted,
        reason=reason.strip(),
        made_at=work.now,
        made_by_id=work.actor.account_id,
    )
    work.session.add(made)
    work.session.flush()
    audit.record(
        work,
        "exception.lifted" if is_lifted else "exception.made",
        f"nomination:{nomination_id}",
        award_round=award_round,
        seat=seat_id,
        stage=made.stage_id,
        digest=digests.of(seals.seat_exception(made)),
    )
    return made


def _tell(
    session: Session, award_round: Round, where: Board, seat: Seat, made: Sequence[SeatException]
) -> None:
    """Tell whoever sits in the seat, and the chair; nobody of what she is recused from."""
    for one in where.holders:
        if one.account_id is None or one.id in where.left:
            continue
        leads = one.seat.leads and not one.is_deputy
        hidden = where.recused_from(one.id)
        told = [
            each.nomination_id
            for each in made
            if each.nomination_id not in hidden
            and (leads or (one.seat_id == seat.id and where.sits(each.nomination_id, one.id)))
        ]
        if not told:
            continue
        names = lists.names(session, told)
        notices.queue(
            session,
            one.account_id,
            NoticeKind.SEAT_EXCEPTED,
            key=f"exception:{made[0].id}",
            now=made[0].made_at,
            award_round=award_round,
            slug=award_round.slug,
            names=[names[each] for each in told],
            seat=seat.short,
            own=one.seat_id == seat.id,
            lifted=made[0].is_lifted,
            reason=made[0].reason,
        )
