"""What follows from withdrawing, before it is done. It never tells whether the jury has decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Nomination
from app.rules.access import Permission
from app.rules.lifecycle import Phase
from app.services import nominations, organisations
from app.services.work import Work


@dataclass(frozen=True)
class ForeseenWithdrawal:
    """Whom a withdrawal is told to, as the nominators may know it."""

    nomination_id: int
    was_handed_in: bool
    colleagues: Sequence[str]
    """The others who act for the organisation."""
    tells_jury: bool
    until: str | None
    """Until when it can be taken up again; nothing once the call has closed."""


def foresee(work: Work, nomination: Nomination) -> ForeseenWithdrawal:
    """Say what follows from withdrawing a nomination, as it stands now."""
    award_round = nominations.require(work, Permission.WITHDRAW_NOMINATION, nomination)
    handed_in = nomination.reference is not None
    is_open = award_round.phase(work.now) is Phase.OPEN
    deadline = award_round.deadline_at
    body = nomination.organisation_id or 0
    return ForeseenWithdrawal(
        nomination.id,
        handed_in,
        organisations.colleagues(work, body) if handed_in else [],
        handed_in and award_round.public_phase(work.now) is Phase.JUDGING,
        deadline.isoformat() if is_open and deadline else None,
    )
