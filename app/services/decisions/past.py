"""Recording the outcomes of rounds that were held before the product existed."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Candidate, Decision, DecisionEntry, Distinction, Nomination, Round, Texts
from app.rules.access import Permission
from app.rules.lifecycle import NominationState
from app.services import may
from app.services.decisions.sealing import seal
from app.services.work import NotFoundError, Work


@dataclass(frozen=True)
class PastNominee:
    """A nominee of a round that was held before the product existed."""

    candidate: Candidate
    won: bool


def record_past(
    work: Work,
    award_round: Round,
    nominees: Sequence[PastNominee],
    *,
    citation: Texts,
    grounds: Sequence[dict[str, Texts]],
) -> Decision:
    """Record the outcome of a past round, as its sources tell it."""
    award_round = may.begin(work, Permission.RUN_ROUND, award_round)
    if not award_round.is_recorded:
        raise NotFoundError("only a recorded round takes a past outcome")
    decision = Decision(
        round_id=award_round.id,
        citation=citation,
        grounds=list(grounds),
        saved_at=work.now,
    )
    for place, past in enumerate(nominees, start=1):
        nomination = Nomination(
            round_id=award_round.id,
            created_at=work.now,
            state=NominationState.SHORTLISTED,
            number=place,
            reference=f"{award_round.year}-{place:04}",
            candidates=[past.candidate],
        )
        decision.distinctions.append(
            DecisionEntry(
                nomination=nomination,
                position=place,
                distinction=Distinction.WINNER if past.won else Distinction.NOMINEE,
            )
        )
    work.session.add(decision)
    work.session.flush()
    seal(work, award_round, decision)
    return decision
