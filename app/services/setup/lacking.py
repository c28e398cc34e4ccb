"""What lacks before the call of a round can open: asked here by the check list and by the move."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from app.models import Round
from app.rules.setup import Lack, Step
from app.services import contacts, forms, jury, nominators, rounds, rulebooks
from app.services.rounds import lacking as of_round


class State(StrEnum):
    """How a step stands."""

    DONE = "done"
    WARNS = "warns"
    LACKS = "lacks"


def lacks(session: Session, award_round: Round, now: datetime) -> list[Lack]:
    """List all that lacks, and all that may be a mistake, in the order of the steps."""
    found = [
        *of_round.of_dates(award_round, now),
        *nominators.lacks(session, award_round, now),
        *rounds.candidate_lacks(session, award_round, now),
        *of_round.of_criteria(award_round),
        *forms.lacks(session, award_round, now),
        *of_round.of_call(award_round),
        *contacts.lacks(award_round),
        *of_round.of_award(award_round),
        *of_round.of_stages(award_round),
        *rulebooks.lacks(award_round),
        *jury.lacks(session, award_round, now),
    ]
    order = list(Step)
    return sorted(found, key=lambda lack: (order.index(lack.step), not lack.stops))


def state_of(step: Step, found: Sequence[Lack]) -> State:
    """Say how a step stands."""
    of_step = [lack for lack in found if lack.step is step]
    if any(lack.stops for lack in of_step):
        return State.LACKS
    return State.WARNS if of_step else State.DONE
