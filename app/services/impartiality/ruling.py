"""Entering what the jury rules of possible conflicts."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Appointment, Nomination, Round, Ruling
from app.rules.access import Permission
from app.rules.impartiality import Outcome
from app.rules.notices import NoticeKind
from app.services import audit, digests, foresight, may, nominations, notices, seals
from app.services.impartiality.boards import Board, board
from app.services.impartiality.calling_in import call_in_deputy
from app.services.impartiality.foreseeing import foresee
from app.services.impartiality.refusing import OwnConflictError, must_keep_out, refuse_ruling
from app.services.work import NotFoundError, Work


def rule(
    work: Work,
    award_round: Round,
    nomination: Nomination,
    appointment_id: int,
    outcome: Outcome,
    ground: str,
    *,
    seen: str | None = None,
) -> Ruling:
    """Enter what the jury ruled of a possible conflict. Entering the same twice rules once.

    Args:
        work: the secretariat's or the chair's.
        award_round: the round.
        nomination: what the conflict is to.
        appointment_id: whose conflict it is.
        outcome: what the jury came to.
        ground: why.
        seen: the stamp of what she was shown before; None for what nobody was shown.

    Raises:
        NotFoundError: no such nomination is judged in the round.
        OwnConflictError: her own, or a nomination that she is recused from or closed to herself.
        NothingToRuleError: no possible conflict awaits a ruling.
        ReasonMissingError: a ruling needs its ground.
        ForeseenOtherwiseError: what follows from it is no longer what she was shown.

    """
    award_round = may.begin(work, Permission.RULE_ON_CONFLICT, award_round)
    if nomination.round_id != award_round.id or nomination.state not in award_round.in_the_running:
        raise NotFoundError(f"nomination {nomination.id}")
    where = board(work.session, award_round, work.today, [nomination.id])
    if must_keep_out(work, award_round, where, nomination.id, appointment_id):
        raise OwnConflictError
    earlier = where.ruled.get((nomination.id, appointment_id))
    if earlier is not None and (earlier.outcome, earlier.ground) == (outcome, ground.strip()):
        return earlier
    refuse_ruling(work, award_round, where, nomination.id, appointment_id)
    if not ground.strip():
        raise nominations.ReasonMissingError
    if seen is not None:
        foresight.insist(foresee(work, award_round, nomination, appointment_id, outcome), seen)
    ruling = Ruling(
        nomination_id=nomination.id,
        appointment_id=appointment_id,
        outcome=outcome,
        ground=ground.strip(),
        law=award_round.rulebook.law,
        ruled_at=work.now,
        ruled_by_id=work.actor.account_id,
    )
    work.session.add(ruling)
    work.session.flush()
    audit.record(
        work,
        "conflict.ruled",
        f"nomination:{nomination.id}",
        award_round=award_round,
        appointment=appointment_id,
        outcome=outcome.value,
        digest=digests.of(seals.ruling(ruling)),
    )
    where = board(work.session, award_round, work.today, [nomination.id])
    _tell_ruled(work.session, award_round, ruling, where, work.now)
    if outcome is Outcome.RECUSED:
        call_in_deputy(work, award_round, nomination.id, appointment_id)
    return ruling


def _tell_ruled(
    session: Session, award_round: Round, ruling: Ruling, where: Board, now: datetime
) -> None:
    concerned = session.get_one(Appointment, ruling.appointment_id)
    if concerned.account_id is None:
        return
    notices.queue(
        session,
        concerned.account_id,
        NoticeKind.CONFLICT_RULED,
        key=f"ruling:{ruling.id}",
        now=now,
        award_round=award_round,
        nomination_id=ruling.nomination_id,
        slug=award_round.slug,
        outcome=ruling.outcome.value,
        ground=ruling.ground,
        # A deputy may be cleared and not sit: the member does.
        opens=where.is_open_to(ruling.nomination_id, concerned.id),
    )
