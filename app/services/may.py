"""May she? The access table, asked of whoever acts in a round, in the phase that it is in now.

A refusal to somebody known is put on record: once an hour for her, the permission and the round, so
that asking again and again does not bury the trail.
"""

from typing import NoReturn

from app.models import Prize, Round
from app.rules import access
from app.rules.access import JURY, DeniedError, Permission, Role, Situation, Verdict
from app.rules.lifecycle import StageKind
from app.rules.terms import OUTLIVES_TERMS
from app.services import attempts, audit
from app.services.locks import lock_round
from app.services.work import Work


def situation(work: Work, award_round: Round, *, impartial: bool = True) -> Situation:
    """Give what the access table needs to know of a round and of whoever acts in it, now."""
    stage = award_round.stage
    held = work.actor.appointment_in(award_round.jury_id)
    return Situation(
        award_round.phase(work.now),
        stage.state if stage else None,
        impartial,
        pledged=held is None or held.pledged,
        kind=stage.kind if stage else StageKind.FINAL,
        is_last=award_round.is_in_last_stage,
    )


def roles(
    work: Work,
    award_round: Round,
    organisation_id: int | None = None,
    nomination_id: int | None = None,
) -> frozenset[Role]:
    """Give the actor's roles in a round. Whoever was elected to lead in it is a chair."""
    held = work.actor.roles(
        prize_id=award_round.prize_id,
        jury_id=award_round.jury_id,
        organisation_id=organisation_id,
        nomination_id=nomination_id,
        sees_through=award_round.milestone in OUTLIVES_TERMS,
    )
    return held | {Role.CHAIR} if award_round.id in work.actor.acts_in and held & JURY else held


def decide(
    work: Work,
    permission: Permission,
    award_round: Round,
    *,
    organisation_id: int | None = None,
    nomination_id: int | None = None,
    impartial: bool = True,
) -> Verdict:
    """Answer whether the actor may, in this round, now."""
    held = roles(work, award_round, organisation_id, nomination_id)
    return access.decide(permission, held, situation(work, award_round, impartial=impartial))


def require(
    work: Work,
    permission: Permission,
    award_round: Round,
    *,
    organisation_id: int | None = None,
    nomination_id: int | None = None,
    impartial: bool = True,
) -> None:
    """Insist that the actor may, in this round, now.

    Raises:
        DeniedError, UnpledgedError, WrongPhaseError: as ``access.require``.

    """
    held = roles(work, award_round, organisation_id, nomination_id)
    try:
        access.require(permission, held, situation(work, award_round, impartial=impartial))
    except DeniedError as denied:
        _keep_denial(work, permission, denied.verdict, award_round)
        raise


def decide_installation(work: Work, permission: Permission) -> Verdict:
    """Answer whether the actor may, in the installation as a whole."""
    return access.decide(permission, work.actor.roles(), Situation())


def require_installation(work: Work, permission: Permission) -> None:
    """Insist that the actor may, in the installation as a whole: in no round and for no prize.

    Raises:
        DeniedError: her roles are in single prizes, or others.

    """
    verdict = decide_installation(work, permission)
    if verdict is not Verdict.ALLOWED:
        refuse(work, permission, verdict)


def decide_prize(work: Work, permission: Permission, prize: Prize) -> Verdict:
    """Answer whether the actor may, for a prize as such: in none of its rounds."""
    return access.decide(permission, work.actor.roles(prize_id=prize.id), Situation())


def require_prize(work: Work, permission: Permission, prize: Prize) -> None:
    """Insist that the actor may, for a prize as such.

    Raises:
        DeniedError: her roles are in another prize, or others.

    """
    verdict = decide_prize(work, permission, prize)
    if verdict is not Verdict.ALLOWED:
        refuse(work, permission, verdict)


def decide_for_body(
    work: Work,
    permission: Permission,
    organisation_id: int | None = None,
    *,
    signing: bool = False,
) -> Verdict:
    """Answer whether the actor may, for an organisation or for all of them.

    Organisations are no prize's: an office in any of them counts.

    Args:
        work: of whoever acts.
        permission: to do what.
        organisation_id: for which; none where it is about all.
        signing: whether of those who act for it only signatories count.

    """
    counts = not signing or organisation_id in work.actor.signs_for
    held = work.actor.roles(organisation_id=organisation_id if counts else None)
    offices = {role for role, _prize in work.actor.grants}
    return access.decide(permission, held | offices, Situation())


def require_for_body(
    work: Work,
    permission: Permission,
    organisation_id: int | None = None,
    *,
    signing: bool = False,
) -> None:
    """Insist that the actor may, as ``decide_for_body`` answers.

    Raises:
        DeniedError: she neither acts for it nor has the office.

    """
    verdict = decide_for_body(work, permission, organisation_id, signing=signing)
    if verdict is not Verdict.ALLOWED:
        refuse(work, permission, verdict)


def refuse(
    work: Work, permission: Permission, verdict: Verdict, award_round: Round | None = None
) -> NoReturn:
    """Refuse what the table alone does not: whoever has no such office anywhere, or no seat.

    Raises:
        DeniedError: always. Without a round it is on the installation's trail.

    """
    _keep_denial(work, permission, verdict, award_round)
    raise DeniedError(permission, verdict)


def begin(work: Work, permission: Permission, award_round: Round) -> Round:
    """Lock a round, then insist that the actor may: the beginning of whatever changes in it.

    What is asked before the lock may have changed when it is had.

    Raises:
        DeniedError, WrongPhaseError: as ``access.require``.

    """
    locked = lock_round(work.session, award_round)
    require(work, permission, locked)
    return locked


def _keep_denial(
    work: Work, permission: Permission, verdict: Verdict, award_round: Round | None
) -> None:
    if not work.actor.is_signed_in:
        return
    round_id = award_round.id if award_round else None
    key = f"denied:{work.actor.account_id}:{permission.value}:{round_id or audit.INSTALLATION}"
    if attempts.is_news(work.session, key, work.now):
        work.keep(lambda kept: _record_denial(kept, key, permission, verdict, round_id))


def _record_denial(
    work: Work, key: str, permission: Permission, verdict: Verdict, round_id: int | None
) -> None:
    if not attempts.tell(work.session, key, work.now):
        return
    audit.record(
        work,
        "access.denied",
        f"round:{round_id}" if round_id else audit.INSTALLATION,
        award_round=work.session.get(Round, round_id) if round_id else None,
        permission=permission.value,
        verdict=verdict.value,
    )
