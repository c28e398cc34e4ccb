"""Withdrawing a nomination."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import Nomination, Round
from app.rules.access import Permission
from app.rules.forms import is_empty
from app.rules.lifecycle import AFTER_DECISION, Condition, NominationState, Phase
from app.services import moves
from app.services.nominations.finding import begin
from app.services.work import Work


class ReasonMissingError(ValueError):
    """The move needs a reason, and none was given."""


def withdraw(work: Work, nomination: Nomination, reason: str) -> None:
    """Withdraw a nomination, with a reason; until the announcement, whether or not it is decided.

    After the decision a nomination that was judged keeps its state: the decision rests on it.

    Raises:
        ReasonMissingError: none was given.
    """
    award_round, nomination = begin(work, Permission.WITHDRAW_NOMINATION, nomination)
    if nomination.own_state is NominationState.WITHDRAWN:
        return
    if is_empty(reason):
        raise ReasonMissingError
    phase, given = award_round.phase(work.now), not is_empty(reason)
    if phase is Phase.DECIDED:
        met = {Condition.UNDER_EMBARGO: True, Condition.REASON_GIVEN: given}
        moves.move_nomination(work, award_round, nomination, "withdraw_late", met, reason=reason)
        nomination.withdrawn_late_at = work.now
        return
    met = {
        Condition.BEFORE_DECISION: phase not in AFTER_DECISION,
        Condition.REASON_GIVEN: given,
    }
    moves.move_nomination(work, award_round, nomination, "withdraw", met, reason=reason)


def withdrawn_late(session: Session, award_round: Round) -> Sequence[Nomination]:
    """List what was judged and has been withdrawn after the decision, with candidates and moves."""
    return session.scalars(
        select(Nomination)
        .where(
            Nomination.round_id == award_round.id,
            Nomination.withdrawn_late_at.is_not(None),
            Nomination.state != NominationState.WITHDRAWN,
        )
        .order_by(Nomination.number)
        .options(selectinload(Nomination.candidates), selectinload(Nomination.moves))
    ).all()
