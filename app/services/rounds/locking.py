"""What of a round is locked from when on."""

from app.models import Round
from app.rules.lifecycle import Milestone
from app.services.work import LockedError


def insist_planned(award_round: Round) -> None:
    """Insist that the call is not published: people go by what it says.

    Raises:
        LockedError: it is.

    """
    if award_round.milestone is not Milestone.PLANNED:
        raise LockedError("it locks when the call opens")
