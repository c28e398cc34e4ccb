"""Whoever decides leads the jury, and is recused from nothing that is in the running.

That is the chair, or the acting chair where the chair cannot: ``impartiality.of_comparison``.
"""

from app.models import Decision, Round
from app.rules.access import Permission, Role, Verdict
from app.rules.lifecycle import AFTER_DECISION
from app.services import impartiality, may
from app.services.decisions.finding import of_round, sealed
from app.services.locks import lock_round
from app.services.work import Work


def leads(work: Work, award_round: Round) -> Verdict:
    """Answer whether a chair, elected or not, leads what compares all that is in the running.

    Of anybody else, an auditor say, the access table has the answer.
    """
    mine = work.actor.appointment_in(award_round.jury_id)
    if mine is None or Role.CHAIR not in may.roles(work, award_round):
        return Verdict.ALLOWED
    held = mine.appointment_id
    if mine.leads and not mine.deputy:
        if held in impartiality.away_in(work.session, award_round):
            return Verdict.AWAY
        is_recused = impartiality.has_declared_conflict(
            work.session, award_round, held
        ) and impartiality.hidden_from(work.session, award_round, held)
        return Verdict.RECUSED if is_recused else Verdict.ALLOWED
    found = impartiality.of_comparison(work.session, award_round, work.today)
    if found.chair_can:
        return Verdict.NOT_HERS
    is_hers = found.acting is not None and found.acting.id == held
    return Verdict.ALLOWED if is_hers else Verdict.RECUSED


def is_impartial(work: Work, award_round: Round) -> bool:
    """Say whether the actor leads what compares all that is in the running."""
    return leads(work, award_round) is Verdict.ALLOWED


def require_impartial_chair(work: Work, award_round: Round, permission: Permission) -> None:
    """Insist that the actor leads, and is recused from nothing that is in the running.

    Raises:
        DeniedError, WrongPhaseError: as ``access.require``; also the chair who is away, and the
            acting chair where the chair leads again.

    """
    verdict = leads(work, award_round)
    may.require(work, permission, award_round, impartial=verdict is not Verdict.RECUSED)
    if verdict is not Verdict.ALLOWED:
        may.refuse(work, permission, verdict, award_round)


def decide_as_chair(work: Work, permission: Permission, award_round: Round) -> Verdict:
    """Answer whether the actor may, as the chair: what she is recused from is looked up last."""
    verdict = may.decide(work, permission, award_round)
    return leads(work, award_round) if verdict is Verdict.ALLOWED else verdict


def begin_as_chair(work: Work, permission: Permission, award_round: Round) -> Round:
    """Lock a round, then insist as ``require_impartial_chair`` does."""
    locked = lock_round(work.session, award_round)
    require_impartial_chair(work, locked, permission)
    return locked


def for_reader(work: Work, award_round: Round) -> Decision | None:
    """Give the chair the draft while she decides, and whoever may read it what was sealed.

    Raises:
        DeniedError: the actor does not lead, or is recused from a nomination in the running.
        WrongPhaseError: the deliberation has not begun, or nothing is sealed.

    """
    decides = may.decide(work, Permission.DECIDE, award_round) is not Verdict.NOT_HERS
    if award_round.phase(work.now) in AFTER_DECISION or not decides:
        require_impartial_chair(work, award_round, Permission.VIEW_DECISION)
        return sealed(work.session, award_round)
    require_impartial_chair(work, award_round, Permission.DECIDE)
    return of_round(work.session, award_round)
