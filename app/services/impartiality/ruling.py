"""Entering what the jury rules of conflicts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Appointment, Nomination, Round, Ruling, RulingParticipant
from app.rules.access import Permission
from app.rules.impartiality import Outcome, Standing
from app.rules.notices import NoticeKind
from app.services import audit, digests, foresight, may, nominations, notices, seals
from app.services.impartiality.benches import Jurors, jurors
from app.services.impartiality.boards import Board, board
from app.services.impartiality.calling_in import tell_seats
from app.services.impartiality.finding import standing_elections
from app.services.impartiality.foreseeing import foresee
from app.services.impartiality.refusing import (
    NothingToRuleError,
    OwnConflictError,
    must_keep_out,
    outcomes,
)
from app.services.work import NotFoundError, Work


def rule(
    work: Work,
    award_round: Round,
    nomination: Nomination,
    appointment_id: int,
    outcome: Outcome,
    ground: str,
    participants: Sequence[int] | None = None,
    *,
    seen: str | None = None,
) -> Ruling:
    """Enter what the jury ruled of a conflict. Entering the same twice rules once.

    A possible conflict is ruled on either way; somebody who is recused can be cleared again, and
    then both rulings are on record.

    Args:
        work: the secretariat's or the chair's.
        award_round: the round.
        nomination: what the conflict is to.
        appointment_id: whose conflict it is.
        outcome: what the jury came to.
        ground: why.
        participants: who took part, by appointment; everybody who may, if not given.
        seen: the stamp of what she was shown before; None for what nobody was shown.

    Raises:
        NotFoundError: no such nomination is judged in the round, or nobody such sits in it.
        OwnConflictError: her own, where hers is in question too, or where another leads.
        NothingToRuleError: this cannot be ruled of it.
        ReasonMissingError: a ruling needs its ground.
        BenchError: those who are said to have taken part cannot have.
        ForeseenOtherwiseError: what follows from it is no longer what she was shown.

    """
    award_round = may.begin(work, Permission.RULE_ON_CONFLICT, award_round)
    if nomination.round_id != award_round.id or nomination.state not in award_round.in_the_running:
        raise NotFoundError(f"nomination {nomination.id}")
    before = board(work.session, award_round, work.today, [nomination.id])
    if not any(one.id == appointment_id for one in before.holders):
        raise NotFoundError(f"appointment {appointment_id}")
    elected = standing_elections(work.session, award_round)
    if must_keep_out(work, award_round, before, elected, nomination.id, appointment_id):
        raise OwnConflictError
    earlier = before.ruled.get((nomination.id, appointment_id))
    if earlier is not None and (earlier.outcome, earlier.ground) == (outcome, ground.strip()):
        return earlier
    if outcome not in outcomes(before, nomination.id, appointment_id):
        raise NothingToRuleError
    if not ground.strip():
        raise nominations.ReasonMissingError
    found = jurors(award_round, before, elected, nomination.id, appointment_id)
    took_part = found.bench.may if participants is None else participants
    found.insist(took_part)
    if seen is not None:
        foresight.insist(
            foresee(work, award_round, nomination, appointment_id, outcome, took_part), seen
        )
    was = before.own.get((nomination.id, appointment_id), Standing.UNDECLARED)
    declared = before.declared.get((nomination.id, appointment_id))
    ruling = Ruling(
        nomination_id=nomination.id,
        appointment_id=appointment_id,
        outcome=outcome,
        ground=ground.strip(),
        law=award_round.rulebook.law,
        ruled_at=work.now,
        ruled_by_id=work.actor.account_id,
        declaration_id=declared.id if declared else None,
        lacks_quorum=found.bench.lacks_quorum,
        participants=_took_part(found, took_part),
    )
    _store(work, award_round, ruling)
    after = board(work.session, award_round, work.today, [nomination.id])
    _tell_ruled(work.session, award_round, ruling, after, work.now, undoes=was is Standing.RECUSED)
    tell_seats(work, award_round, before, after, cause=f"ruling:{ruling.id}")
    return ruling


def _took_part(found: Jurors, took_part: Sequence[int]) -> list[RulingParticipant]:
    leader = found.leader.id if found.leader else None
    return [
        RulingParticipant(appointment_id=one, leads=one == leader)
        for one in found.bench.may
        if one in took_part
    ]


def _store(work: Work, award_round: Round, ruling: Ruling) -> None:
    work.session.add(ruling)
    work.session.flush()
    audit.record(
        work,
        "conflict.ruled",
        f"nomination:{ruling.nomination_id}",
        award_round=award_round,
        appointment=ruling.appointment_id,
        outcome=ruling.outcome.value,
        declaration=ruling.declaration_id,
        lacks_quorum=ruling.lacks_quorum,
        participants=[one.appointment_id for one in ruling.participants],
        leader=next((one.appointment_id for one in ruling.participants if one.leads), None),
        digest=digests.of(seals.ruling(ruling)),
    )


def _tell_ruled(
    session: Session,
    award_round: Round,
    ruling: Ruling,
    where: Board,
    now: datetime,
    *,
    undoes: bool,
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
        undoes=undoes,
        # A deputy may be cleared and not sit: the member does.
        opens=where.is_open_to(ruling.nomination_id, concerned.id),
    )
