"""Extending the deadline of a call."""

from datetime import datetime

from app.models import Round
from app.rules.access import Permission
from app.services import audit, may
from app.services.work import Work


class EarlierDeadlineError(ValueError):
    """A deadline can only be moved to a later time."""


def extend_deadline(work: Work, award_round: Round, until: datetime) -> None:
    """Extend the deadline of an open call. It can only be moved later, and only while it runs.

    Raises:
        EarlierDeadlineError: the new one is not later than the old.

    """
    award_round = may.begin(work, Permission.EXTEND_DEADLINE, award_round)
    if award_round.deadline_at is None or until <= award_round.deadline_at:
        raise EarlierDeadlineError
    award_round.deadline_at = until
    work.session.flush()
    audit.record(
        work,
        "deadline.extended",
        f"round:{award_round.id}",
        award_round=award_round,
        until=until.isoformat(),
    )
