"""Sealing a decision, which ends the judging."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Decision, Distinction, Round
from app.rules.access import Permission
from app.rules.lifecycle import Condition, StageState
from app.services import audit, digests, foresight, moves, progress, ranking, rounds, seals
from app.services.decisions.chairing import begin_as_chair, is_impartial
from app.services.decisions.drafting import DecisionInput, check, store, with_nominees
from app.services.decisions.finding import ids_of
from app.services.decisions.foreseeing import DecisionIncompleteError, foresee, lacks
from app.services.progress import NotCoveredError
from app.services.work import StaleEditError, Work


def prepare(work: Work, award_round: Round, given: DecisionInput) -> Decision:
    """Save the draft, and insist that it is whole: it can be sealed as it is.

    Raises:
        StaleEditError: it was saved elsewhere since this edit began.
        WrongPhaseError: not in deliberation; also when it has been sealed.
        DecisionIncompleteError: something is missing. The draft is kept.
        DeniedError: the actor does not lead, or is recused from a nomination in the running.

    """
    award_round = begin_as_chair(work, Permission.DECIDE, award_round)
    return _store_whole(work, award_round, given)


def finalise(
    work: Work, award_round: Round, given: DecisionInput, *, seen: str | None = None
) -> Decision:
    """Seal the decision: freezes the ranking with its inputs, and ends the judging.

    Args:
        work: the chair's.
        award_round: the round.
        given: the decision.
        seen: the stamp of what she was shown before; None for what nobody was shown.

    Raises:
        WrongPhaseError: not in deliberation; also when somebody else has just finalised.
        DecisionIncompleteError: something is missing. The draft is kept.
        DeniedError: the actor does not lead, or is recused from a nomination in the running.
        ForeseenOtherwiseError: what follows from it is no longer what she was shown.
        NotCoveredError: nothing accounts for some of what is judged. The draft is kept.

    """
    award_round = begin_as_chair(work, Permission.DECIDE, award_round)
    if seen is not None:
        foresight.insist(foresee(work, award_round, given.rulebook), seen)
    decision = _store_whole(work, award_round, given)
    try:
        progress.insist_covered(work.session, award_round, work.today)
    except NotCoveredError:
        _keep(work, award_round, given)
        raise
    decision.ranking = ranking.to_freeze(work.session, award_round, work.today)
    seal(work, award_round, decision)
    _end_judging(work, award_round, decision)
    return decision


def _store_whole(work: Work, award_round: Round, given: DecisionInput) -> Decision:
    given = with_nominees(work.session, award_round, given)
    stored = check(work.session, award_round, given)
    missing = lacks(work, award_round, given)
    if missing:
        _keep(work, award_round, given)
        raise DecisionIncompleteError(missing, stored.version + 1 if stored else 1)
    return store(work.session, award_round, given, work.now)


def _keep(work: Work, award_round: Round, given: DecisionInput) -> None:
    """Have what is refused stored as a draft."""
    round_id = award_round.id
    work.keep(lambda kept: _keep_draft(kept.session, round_id, given, kept.now))


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


def _end_judging(work: Work, award_round: Round, decision: Decision) -> None:
    """Conclude the stage, and the judging with it. That the decision is whole has been seen to."""
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
            Condition.DECISION_COMPLETE: True,
        },
    )
