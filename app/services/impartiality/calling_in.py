"""Calling in the deputy who steps in for somebody recused."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.models import Appointment, Round
from app.rules.calendar import has_passed
from app.rules.impartiality import Reach, Standing
from app.rules.lifecycle import StageState
from app.rules.notices import NoticeKind
from app.services import audit, lists, notices
from app.services.impartiality.boards import Board, board
from app.services.work import Work

NAMED = 4
"""So many nominations are named in a message; of more it says how many."""


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
        key=f"{_about(award_round, nomination_id)}:seat:{seat_id}",
        now=work.now,
        award_round=award_round,
        nomination_id=nomination_id,
        slug=award_round.slug,
        **_called_for(
            work.session, award_round, where, nomination_id, deputy, recused_id, work.now
        ),
    )
    return deputy


def _about(award_round: Round, nomination_id: int) -> str:
    """Give what she is told of once: a recusal that reaches everything is one thing."""
    if award_round.recusal_reach is Reach.COMPARISON:
        return f"round:{award_round.id}"
    return f"nomination:{nomination_id}"


def _called_for(
    session: Session,
    award_round: Round,
    where: Board,
    nomination_id: int,
    deputy: Appointment,
    recused_id: int,
    now: datetime,
) -> dict[str, Any]:
    """Say what she is called in for, and what she can do with it now.

    A recusal that reaches all that is compared calls her in for all of it.
    """
    called = [
        one
        for one in where.nominations
        if where.standing(one, recused_id) is Standing.RECUSED and where.sits(one, deputy.id)
    ]
    names = lists.names(session, called[:NAMED])
    stage, until = award_round.stage, award_round.scoring_deadline_at
    return {
        "names": [names[one] for one in called[:NAMED]],
        "count": len(called),
        "standing": where.standing(nomination_id, deputy.id).value,
        "scoring": stage is not None and stage.state is StageState.SCORING,
        "deadline": until.isoformat() if until and not has_passed(until, now) else None,
    }
