"""The page of conflicts: what awaits a ruling, what has had one, who is recused without."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Round
from app.rules.access import Permission, Verdict
from app.rules.impartiality import Standing
from app.services import may
from app.services.impartiality import NothingToRuleError, conflicts
from app.services.impartiality.conflicts import Case
from app.services.work import Work
from app.words.jury.juries import institution


@dataclass(frozen=True)
class RefusedRuling:
    """What was sent for one case and refused, to be shown again."""

    key: str
    outcome: str
    ground: str
    errors: Mapping[str, str]
    """By the id of the field."""


@dataclass(frozen=True)
class PendingCase:
    """A case that awaits a ruling, with what was sent of it and refused."""

    case: Case
    key: str
    """What tells its fields from those of another."""
    institution: str
    """Whose seat it concerns."""
    outcome: str = ""
    ground: str = ""


@dataclass(frozen=True)
class RulingsPage:
    """The cases of a round, but those that the reader must keep out of."""

    can_rule: bool
    """Whether the reader may enter rulings now."""
    pending: Sequence[PendingCase]
    ruled: Sequence[Case]
    recused: Sequence[Case]
    """Without a ruling."""
    faults: Mapping[str, str]


def lay_out(work: Work, award_round: Round, refused: RefusedRuling | None = None) -> RulingsPage:
    """Lay out the cases of a round; of one of them, what was sent and refused.

    Raises:
        NothingToRuleError: what was sent is about no case that awaits a ruling.

    """
    cases = conflicts.cases(work, award_round)
    pending = [_pending(case, refused) for case in cases if case.is_pending]
    if refused and refused.key not in {one.key for one in pending}:
        raise NothingToRuleError
    others = [case for case in cases if not case.is_pending]
    return RulingsPage(
        may.decide(work, Permission.RULE_ON_CONFLICT, award_round) is Verdict.ALLOWED,
        pending,
        [case for case in others if case.ruling is not None],
        [case for case in others if case.ruling is None and case.standing is Standing.RECUSED],
        refused.errors if refused else {},
    )


def key_of(nomination_id: int, appointment_id: int) -> str:
    """Give what tells the fields of one case from those of another."""
    return f"{nomination_id}-{appointment_id}"


def _pending(case: Case, refused: RefusedRuling | None) -> PendingCase:
    key = key_of(case.nomination.id, case.appointment.id)
    seat = institution(case.appointment.seat)
    if refused is None or refused.key != key:
        return PendingCase(case, key, seat)
    return PendingCase(case, key, seat, refused.outcome, refused.ground)
