"""What can be nominated in a round: set while it is planned."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Round
from app.rules.access import Permission
from app.rules.candidates import MOST, CandidateRules
from app.rules.lifecycle import Milestone
from app.rules.setup import Lack, Step
from app.services import audit, digests, may, seals, stamps
from app.services.work import LockedError, Work


def candidate_stamp(award_round: Round) -> str:
    """Give what an edit of what can be nominated started from."""
    return stamps.of(seals.candidate_rules(award_round))


def set_candidates(work: Work, award_round: Round, rules: CandidateRules, *, base: str) -> None:
    """Set what can be nominated in a planned round.

    Raises:
        LockedError: the call is open, and people are writing.
        StaleEditError: somebody else has set something else since ``base``.
        ValueError: it takes none, or more than any round does.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    if award_round.milestone is not Milestone.PLANNED:
        raise LockedError("what can be nominated locks when the call opens")
    if not 1 <= rules.most <= MOST:
        raise ValueError(rules.most)
    before = seals.candidate_rules(award_round)
    wanted = {
        "candidate_kinds": [kind.value for kind in rules.kinds],
        "candidate_needs": dict(rules.needs),
        "most_candidates": rules.most,
        "allows_own": rules.allows_own,
    }
    if wanted == before:
        return
    stamps.insist(before, wanted, base)
    for name, value in wanted.items():
        setattr(award_round, name, value)
    work.session.flush()
    audit.record(
        work,
        "candidates.set",
        f"round:{award_round.id}",
        award_round=award_round,
        digest=digests.of(seals.candidate_rules(award_round)),
    )


def candidate_lacks(_session: Session, award_round: Round, _now: datetime) -> list[Lack]:
    """List what lacks of what can be nominated: without any kind nobody can be."""
    return [] if award_round.candidate_kinds else [Lack(Step.CANDIDATES, "candidates_none")]
