"""May she? The access table, asked of whoever acts in a round, in the phase that it is in now."""

from datetime import datetime

from app.models import Round
from app.rules import access
from app.rules.access import Permission, Role, Situation, Verdict
from app.services import audit
from app.services.locks import lock_round
from app.services.work import Work


def situation(award_round: Round, now: datetime, *, impartial: bool = True) -> Situation:
    """Give what the access table needs to know of a round at a time."""
    stage = award_round.stage
    return Situation(award_round.phase(now), stage.state if stage else None, impartial)


def roles(work: Work, award_round: Round, organisation_id: int | None = None) -> frozenset[Role]:
    """Give the actor's roles in a round."""
    return work.actor.roles(
        prize_id=award_round.prize_id,
        jury_id=award_round.jury_id,
        organisation_id=organisation_id,
    )


def decide(
    work: Work,
    permission: Permission,
    award_round: Round,
    *,
    organisation_id: int | None = None,
    impartial: bool = True,
) -> Verdict:
    """Answer whether the actor may, in this round, now."""
    held = roles(work, award_round, organisation_id)
    return access.decide(permission, held, situation(award_round, work.now, impartial=impartial))


def require(
    work: Work,
    permission: Permission,
    award_round: Round,
    *,
    organisation_id: int | None = None,
    impartial: bool = True,
) -> None:
    """Insist that the actor may, in this round, now. A refusal to somebody known is kept.

    Raises:
        DeniedError, WrongPhaseError: as ``access.require``.

    """
    held = roles(work, award_round, organisation_id)
    try:
        access.require(permission, held, situation(award_round, work.now, impartial=impartial))
    except access.DeniedError as denied:
        if work.actor.is_signed_in:
            verdict, round_id = denied.verdict.value, award_round.id
            work.keep(lambda kept: _record_denial(kept, permission, verdict, round_id))
        raise


def require_installation(work: Work, permission: Permission) -> None:
    """Insist that the actor may, in the installation as a whole: in no round and for no prize.

    Raises:
        DeniedError: her roles are in single prizes, or others.

    """
    access.require(permission, work.actor.roles(), Situation())


def begin(work: Work, permission: Permission, award_round: Round) -> Round:
    """Lock a round, then insist that the actor may: the beginning of whatever changes in it.

    What is asked before the lock may have changed when it is had.

    Raises:
        DeniedError, WrongPhaseError: as ``access.require``.

    """
    locked = lock_round(work.session, award_round)
    require(work, permission, locked)
    return locked


def _record_denial(work: Work, permission: Permission, verdict: str, round_id: int) -> None:
    audit.record(
        work,
        "access.denied",
        f"round:{round_id}",
        award_round=work.session.get(Round, round_id),
        permission=permission.value,
        verdict=verdict,
    )
