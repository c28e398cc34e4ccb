"""Sealing a decision, which ends the judging."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Decision, Distinction, Round
from app.rules import decisions as rules
from app.rules.access import Permission
from app.rules.decisions import DecisionLack
from app.rules.lifecycle import Condition, StageState
from app.services import audit, digests, moves, ranking, rounds, seals
from app.services.decisions.chairing import begin_as_chair, is_impartial
from app.services.decisions.drafting import DecisionInput, check, store
from app.services.decisions.finding import ids_of
from app.services.work import StaleEditError, Work


class DecisionIncompleteError(Exception):
    """The decision cannot be sealed; ``lacks`` says why.

    Attributes:
        lacks: what is missing, or contradicts itself.
        version: the version that the draft has when it has been kept.

    """

    def __init__(self, lacks: Sequence[DecisionLack], version: int = 0) -> None:
        super().__init__(", ".join(lacks))
        self.lacks = lacks
        self.version = version


def finalise(work: Work, award_round: Round, given: DecisionInput) -> Decision:
    """Seal the decision: freezes the ranking with its inputs, and ends the judging.

    Raises:
        WrongPhaseError: not in deliberation; also when somebody else has just finalised.
        DecisionIncompleteError: something is missing. The draft is kept.
        DeniedError: the actor does not lead, or is recused from a nomination in the running.

    """
    award_round = begin_as_chair(work, Permission.DECIDE, award_round)
    stored = check(work.session, award_round, given)
    table = ranking.for_actor(work, award_round)
    missing = rules.lacks(
        winners=given.winners,
        nominees=given.nominees,
        first_places=table.first,
        citation=given.citation,
        statement=given.statement,
        reason=given.reason,
        no_award=given.no_award,
        rules_known=given.rulebook in {None, award_round.rulebook.version},
    )
    if missing:
        round_id = award_round.id
        work.keep(lambda kept: _keep_draft(kept.session, round_id, given, kept.now))
        raise DecisionIncompleteError(missing, stored.version + 1 if stored else 1)
    decision = store(work.session, award_round, given, work.now)
    decision.ranking = ranking.to_freeze(work.session, award_round, work.today)
    seal(work, award_round, decision)
    _end_judging(work, award_round, decision, missing)
    return decision


def _keep_draft(session: Session, round_id: int, given: DecisionInput, now: datetime) -> None:
    # Another draft that was stored in this very moment stays: this one is still on her screen.
    with suppress(StaleEditError):
        store(session, rounds.by_id(session, round_id), given, now)


def seal(work: Work, award_round: Round, decision: Decision) -> None:
    """Seal a decision: from now on the database lets nobody change it."""
    digest = digests.of(seals.decision(decision, decision.distinctions))
    decision.sealed_at = work.now
    decision.sealed_by_id = work.actor.account_id
    decision.digest = digest
    work.session.flush()
    audit.record(
        work,
        "decision.sealed",
        f"decision:{decision.id}",
        award_round=award_round,
        winners=ids_of(decision, Distinction.WINNER),
        digest=decision.digest,
    )


def seal_holds(decision: Decision) -> bool:
    """Say whether a sealed decision still is what its digest was computed from."""
    form = digests.form_of(decision.digest)
    return digests.agrees(decision.digest, seals.decision(decision, decision.distinctions, form))


def _end_judging(
    work: Work, award_round: Round, decision: Decision, missing: Sequence[DecisionLack]
) -> None:
    """Conclude the stage, and the judging with it."""
    stage = award_round.stage
    deliberating = stage is not None and stage.state is StageState.DELIBERATION
    if stage is not None:
        met = {Condition.STAGE_OUTCOME_NAMED: bool(decision.distinctions) or decision.no_award}
        moves.move_stage(work, award_round, stage, "conclude", met)
    moves.move_round(
        work,
        award_round,
        "finalise",
        {
            Condition.IN_DELIBERATION: deliberating,
            Condition.CHAIR_IMPARTIAL: is_impartial(work, award_round),
            Condition.DECISION_COMPLETE: not missing,
        },
    )
