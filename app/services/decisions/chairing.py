"""Whoever decides leads the jury, and is recused from nothing that is in the running."""

from app.models import Decision, Round
from app.rules.access import Permission, Verdict
from app.rules.lifecycle import AFTER_DECISION
from app.services import impartiality, may
from app.services.decisions.finding import of_round, sealed
from app.services.locks import lock_round
from app.services.work import Work


def is_impartial(work: Work, award_round: Round) -> bool:
    """Say whether the actor is recused from nothing that is in the running."""
    mine = work.actor.appointment_in(award_round.jury_id)
    if mine is None:
        return True
    held = mine.appointment_id
    return not (
        impartiality.has_declared_conflict(work.session, award_round, held)
        and impartiality.hidden_from(work.session, award_round, held)
    )


def require_impartial_chair(work: Work, award_round: Round, permission: Permission) -> None:
    """Insist that the actor leads, and is recused from nothing that is in the running."""
    may.require(work, permission, award_round, impartial=is_impartial(work, award_round))


def decide_as_chair(work: Work, permission: Permission, award_round: Round) -> Verdict:
    """Answer whether the actor may, as the chair: what she is recused from is looked up last."""
    verdict = may.decide(work, permission, award_round)
    if verdict is not Verdict.ALLOWED:
        return verdict
    return may.decide(work, permission, award_round, impartial=is_impartial(work, award_round))


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
