"""What is outside the scale: of what somebody is recused from she sees nothing."""

from app.models import Round
from app.services import impartiality
from app.services.work import Work


def hidden_from_actor(work: Work, award_round: Round) -> frozenset[int]:
    """List the nominations that the actor sees nothing of, because she is recused."""
    mine = work.actor.appointment_in(award_round.jury_id)
    if mine is None or not award_round.rulebooks:
        return frozenset()
    return impartiality.hidden_from(work.session, award_round, mine.appointment_id)
