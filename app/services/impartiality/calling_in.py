"""Calling in the deputy who steps in for somebody recused."""

from app.models import Appointment, Round
from app.rules.notices import NoticeKind
from app.services import audit, notices
from app.services.impartiality.boards import board
from app.services.work import Work


def call_in_deputy(
    work: Work, award_round: Round, nomination_id: int, recused_id: int
) -> Appointment | None:
    """Tell the deputy who steps in for somebody recused, at once; None if the seat is vacant."""
    where = board(work.session, award_round, work.today, [nomination_id])
    seat_id = next(a.seat_id for a in where.holders if a.id == recused_id)
    sitting = where.seats[nomination_id][seat_id]
    if sitting.appointment_id is None:
        audit.record(
            work,
            "seat.vacant",
            f"nomination:{nomination_id}",
            award_round=award_round,
            seat=seat_id,
        )
        return None
    deputy = next(a for a in where.holders if a.id == sitting.appointment_id)
    if not sitting.stepped_in or deputy.account_id is None or deputy.id in where.left:
        return None
    audit.record(
        work,
        "deputy.stepped_in",
        f"nomination:{nomination_id}",
        award_round=award_round,
        seat=seat_id,
        appointment=deputy.id,
    )
    notices.queue(
        work.session,
        deputy.account_id,
        NoticeKind.DEPUTY_CALLED,
        key=f"nomination:{nomination_id}:seat:{seat_id}",
        now=work.now,
        award_round=award_round,
        nomination_id=nomination_id,
        slug=award_round.slug,
    )
    return deputy
