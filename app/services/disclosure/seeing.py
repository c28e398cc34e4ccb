"""Where the actor stands on the scale of disclosure, in a round and towards each nomination."""

from app.models import Round
from app.rules import disclosure as rules
from app.rules.access import Permission, Role, Verdict
from app.rules.disclosure import Degree, Disclosed
from app.rules.lifecycle import StageState
from app.services import handed_in, impartiality, may
from app.services.disclosure.hiding import hidden_from_actor
from app.services.disclosure.looking import looked_at_by
from app.services.work import Work


def degree_of(work: Work, award_round: Round) -> Degree:
    """Place the actor on the scale, for a round as a whole."""
    return rules.degree(
        impartiality.roles_in_comparison(work, award_round),
        may.situation(work, award_round),
        award_round.sees_others,
    )


def of(work: Work, award_round: Round) -> Disclosed:
    """Say what the actor sees of what the jury has handed in, nomination by nomination."""
    degree = degree_of(work, award_round)
    own = _handed_in(work, award_round) if degree is Degree.AFTER_OWN else frozenset()
    return Disclosed(
        degree,
        hidden_from_actor(work, award_round),
        own,
        looked_at_by(work, award_round),
    )


def require_all(work: Work, award_round: Round) -> None:
    """Insist that the actor sees every sheet and the ranking.

    Raises:
        DeniedError, UnpledgedError, WrongPhaseError: not hers, or not yet.

    """
    is_auditor = Role.AUDITOR in may.roles(work, award_round)
    permission = Permission.VIEW_SCORES_AS_AUDITOR if is_auditor else Permission.VIEW_RANKING
    if degree_of(work, award_round) is not Degree.ALL:
        may.require(work, permission, award_round)
        verdict = impartiality.decide_in_comparison(work, permission, award_round)
        is_hers = verdict is not Verdict.NOT_HERS
        may.refuse(work, permission, Verdict.NOT_NOW if is_hers else verdict, award_round)


def is_spoken_of(award_round: Round) -> bool:
    """Say whether all who sit may know what others handed in, deputies too: it is deliberated."""
    stage = award_round.stage
    return stage is not None and stage.state is StageState.DELIBERATION


def could_see_others(work: Work, award_round: Round, nomination_id: int) -> bool:
    """Say whether the actor may know what others gave a nomination, as her sheet records it."""
    return is_spoken_of(award_round) or of(work, award_round).others(nomination_id)


def _handed_in(work: Work, award_round: Round) -> frozenset[int]:
    """List the nominations that the actor sits for and has sealed her own sheet of."""
    mine = work.actor.appointment_in(award_round.jury_id)
    if mine is None:
        return frozenset()
    held = mine.appointment_id
    sealed = handed_in.sealed(work.session, award_round, [held])
    if not sealed:
        return frozenset()
    where = impartiality.board(work.session, award_round, work.today, seat_of=held)
    return frozenset(one for one, _holder in sealed if where.is_open_to(one, held))
