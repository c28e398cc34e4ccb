"""Entering what the jury rules of possible conflicts."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Appointment, Nomination, Round, Ruling
from app.rules.access import Permission
from app.rules.impartiality import Outcome, Standing
from app.rules.notices import NoticeKind
from app.services import audit, digests, may, nominations, notices, seals
from app.services.impartiality.boards import CLOSED, Board, board
from app.services.impartiality.calling_in import call_in_deputy
from app.services.work import NotFoundError, Work


class NothingToRuleError(Exception):
    """There is no possible conflict that awaits a ruling; perhaps somebody was first."""


class OwnConflictError(Exception):
    """Nobody rules on her own conflict, nor on others' conflicts where her own is in question."""


def rule(
    work: Work,
    award_round: Round,
    nomination: Nomination,
    appointment_id: int,
    outcome: Outcome,
    ground: str,
) -> Ruling:
    """Enter what the jury ruled of a possible conflict. Entering the same twice rules once.

    Raises:
        NotFoundError: no such nomination is judged in the round.
        OwnConflictError: her own, or a nomination that she is recused from or closed to herself.
        NothingToRuleError: no possible conflict awaits a ruling.
        ReasonMissingError: a ruling needs its ground.

    """
    award_round = may.begin(work, Permission.RULE_ON_CONFLICT, award_round)
    if nomination.round_id != award_round.id or nomination.state not in nominations.IN_JUDGING:
        raise NotFoundError(f"nomination {nomination.id}")
    where = board(work.session, award_round, work.today, [nomination.id])
    if must_keep_out(work, award_round, where, nomination.id, appointment_id):
        raise OwnConflictError
    earlier = where.ruled.get((nomination.id, appointment_id))
    if earlier is not None and (earlier.outcome, earlier.ground) == (outcome, ground.strip()):
        return earlier
    if where.standing(nomination.id, appointment_id) is not Standing.PENDING:
        raise NothingToRuleError
    if not ground.strip():
        raise nominations.ReasonMissingError
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
    _tell_ruled(work.session, award_round, ruling, work.now)
    if outcome is Outcome.RECUSED:
        call_in_deputy(work, award_round, nomination.id, appointment_id)
    return ruling


def must_keep_out(
    work: Work, award_round: Round, where: Board, nomination_id: int, appointment_id: int
) -> bool:
    """Say whether the actor must keep out of a ruling: hers, or where hers is in question too."""
    own = work.actor.appointment_in(award_round.jury_id)
    if own is None:
        return False
    mine = own.appointment_id
    return mine == appointment_id or where.standing(nomination_id, mine) in CLOSED


def _tell_ruled(session: Session, award_round: Round, ruling: Ruling, now: datetime) -> None:
    concerned = session.get_one(Appointment, ruling.appointment_id)
    if concerned.account_id is not None:
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
        )
