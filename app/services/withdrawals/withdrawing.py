"""Withdrawing a nomination, and taking it up again."""

from app.models import Nomination
from app.rules.access import Permission, WrongPhaseError
from app.rules.forms import is_empty
from app.rules.lifecycle import AFTER_DECISION, Condition, NominationState, Phase
from app.rules.notices import NoticeKind
from app.services import foresight, moves, nominations
from app.services.nominations import ReasonMissingError
from app.services.withdrawals.foreseeing import foresee
from app.services.withdrawals.telling import concerned, tell
from app.services.work import Work


def withdraw(work: Work, nomination: Nomination, reason: str, *, seen: str | None = None) -> None:
    """Withdraw a nomination, with a reason; until the announcement, whether or not it is decided.

    After the decision a nomination that was judged keeps its state: the decision rests on it.

    Args:
        work: the nominator's.
        nomination: what is withdrawn.
        reason: why.
        seen: the stamp of what she was shown before; None for what nobody was shown.

    Raises:
        ReasonMissingError: none was given.
        ForeseenOtherwiseError: what follows from it is no longer what she was shown.

    """
    award_round, nomination = nominations.begin(work, Permission.WITHDRAW_NOMINATION, nomination)
    if nomination.own_state is NominationState.WITHDRAWN:
        return
    if is_empty(reason):
        raise ReasonMissingError
    if seen is not None:
        foresight.insist(foresee(work, nomination), seen)
    phase, given = award_round.phase(work.now), not is_empty(reason)
    told = concerned(work.session, award_round, nomination, work.now)
    if phase is Phase.DECIDED:
        met = {Condition.UNDER_EMBARGO: True, Condition.REASON_GIVEN: given}
        made = moves.move_nomination(
            work, award_round, nomination, "withdraw_late", met, reason=reason
        )
        nomination.withdrawn_late_at = work.now
    else:
        met = {
            Condition.BEFORE_DECISION: phase not in AFTER_DECISION,
            Condition.REASON_GIVEN: given,
        }
        made = moves.move_nomination(work, award_round, nomination, "withdraw", met, reason=reason)
    nominations.end_opening(work.session, nomination, work.now)
    tell(work, award_round, nomination, made, told)


def take_up_again(work: Work, nomination: Nomination) -> None:
    """Take a withdrawn nomination up again while the call is open: as a draft, with its number.

    Everybody who was told that it was withdrawn is told this too. Doing it twice does it once.

    Raises:
        UndeclaredMoveError: it was not withdrawn.
        WrongPhaseError: the call has closed.

    """
    award_round, nomination = nominations.begin(work, Permission.SUBMIT_NOMINATION, nomination)
    if award_round.phase(work.now) is not Phase.OPEN:
        raise WrongPhaseError(Permission.START_NOMINATION, award_round.phase(work.now))
    if nomination.state is NominationState.DRAFT:
        return
    made = moves.move_nomination(
        work, award_round, nomination, "take_up_again", {Condition.CALL_OPEN: True}
    )
    if nomination.reference is None:
        return
    nominations.tell(
        work.session,
        award_round,
        nomination,
        NoticeKind.NOMINATION_TAKEN_UP,
        key=f"move:{made.id}",
        now=work.now,
        who=work.actor.name,
    )
