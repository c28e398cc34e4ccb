"""Withdrawing a nomination."""

from app.models import Nomination
from app.rules.access import Permission
from app.rules.forms import is_empty
from app.rules.lifecycle import AFTER_DECISION, Condition, NominationState
from app.services import moves
from app.services.nominations.finding import begin
from app.services.work import Work


class ReasonMissingError(ValueError):
    """The move needs a reason, and none was given."""


def withdraw(work: Work, nomination: Nomination, reason: str) -> None:
    """Withdraw a nomination, with a reason.

    Raises:
        ReasonMissingError: none was given.
    """
    award_round, nomination = begin(work, Permission.WITHDRAW_NOMINATION, nomination)
    if nomination.state is NominationState.WITHDRAWN:
        return
    if is_empty(reason):
        raise ReasonMissingError
    moves.move_nomination(
        work,
        award_round,
        nomination,
        "withdraw",
        {
            Condition.BEFORE_DECISION: award_round.phase(work.now) not in AFTER_DECISION,
            Condition.REASON_GIVEN: not is_empty(reason),
        },
        reason=reason,
    )
