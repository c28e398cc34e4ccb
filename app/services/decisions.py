"""Decisions: drafting and finalising the choice of a winner, and recording past ones."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import (
    Candidate,
    Decision,
    DecisionEntry,
    Distinction,
    Nomination,
    Round,
    Texts,
)
from app.rules import decisions as rules
from app.rules.access import Permission, Verdict
from app.rules.decisions import DecisionLack
from app.rules.lifecycle import AFTER_DECISION, Condition, NominationState, StageState
from app.services import audit, impartiality, may, moves, nominations, ranking, rounds
from app.services.locks import lock_round
from app.services.work import NotFoundError, StaleEditError, Work, canonical_digest


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


@dataclass(frozen=True)
class DecisionInput:
    """What the chair has written so far."""

    winners: Sequence[int]
    nominees: Sequence[int]
    mentions: Sequence[int]
    citation: str
    statement: str
    grounds: Mapping[str, str]
    """Reasons by criterion key."""
    reason: str
    no_award: bool
    version: int
    """Of the draft as it was when the edit began; 0 when there was none."""
    rulebook: int | None = None
    """The version of the rules that the ranking in sight went by; None: unknown."""


_WHOLE = (
    selectinload(Decision.distinctions)
    .joinedload(DecisionEntry.nomination)
    .selectinload(Nomination.candidates)
    .joinedload(Candidate.municipality),
)


def of_round(session: Session, award_round: Round) -> Decision | None:
    """Give the latest decision of a round, draft or sealed. Says nothing of who may see it."""
    return session.scalars(
        select(Decision)
        .where(Decision.round_id == award_round.id)
        .order_by(Decision.number.desc())
        .limit(1)
        .options(*_WHOLE)
        .execution_options(populate_existing=True)
    ).one_or_none()


def sealed_by_round(session: Session, round_ids: Sequence[int]) -> dict[int, Decision]:
    """Give the sealed decisions of several rounds at once."""
    found = session.scalars(
        select(Decision)
        .where(Decision.round_id.in_(round_ids), Decision.sealed_at.is_not(None))
        .order_by(Decision.number)
        .options(*_WHOLE)
    )
    return {decision.round_id: decision for decision in found}


def require_impartial_chair(work: Work, award_round: Round, permission: Permission) -> None:
    """Insist that the actor leads, and is recused from nothing that is in the running."""
    may.require(work, permission, award_round, impartial=is_impartial(work, award_round))


def decide_as_chair(work: Work, permission: Permission, award_round: Round) -> Verdict:
    """Answer whether the actor may, as the chair: what she is recused from is looked up last."""
    verdict = may.decide(work, permission, award_round)
    if verdict is not Verdict.ALLOWED:
        return verdict
    return may.decide(work, permission, award_round, impartial=is_impartial(work, award_round))


def begin_as_chair(work: Work, permission: Permission, award_round: Round) -> Round:
    """Lock a round, then insist as ``require_impartial_chair`` does."""
    locked = lock_round(work.session, award_round)
    require_impartial_chair(work, locked, permission)
    return locked


def is_impartial(work: Work, award_round: Round) -> bool:
    """Say whether the actor is recused from nothing that is in the running."""
    mine = work.actor.appointment_in(award_round.jury_id)
    if mine is None:
        return True
    held = mine.appointment_id
    return not (
        impartiality.has_declared_conflict(work.session, award_round, held)
        and impartiality.hidden_from(work.session, award_round, held)
    )


def for_chair(work: Work, award_round: Round) -> Decision | None:
    """Give the chair the draft while she decides, and afterwards what was sealed.

    Raises:
        DeniedError: the actor does not lead, or is recused from a nomination in the running.
        WrongPhaseError: the deliberation has not begun.

    """
    if award_round.phase(work.now) in AFTER_DECISION:
        require_impartial_chair(work, award_round, Permission.VIEW_DECISION)
        return sealed_by_round(work.session, [award_round.id]).get(award_round.id)
    require_impartial_chair(work, award_round, Permission.DECIDE)
    return of_round(work.session, award_round)


def save(work: Work, award_round: Round, given: DecisionInput) -> Decision:
    """Save the draft of a decision.

    Raises:
        StaleEditError: it was saved elsewhere since this edit began.
        WrongPhaseError: not in deliberation; also when it has been sealed.

    """
    award_round = begin_as_chair(work, Permission.DECIDE, award_round)
    return _store(work, award_round, given)


def _check(work: Work, award_round: Round, given: DecisionInput) -> Decision | None:
    """Refuse what was written from an old draft, or names what is not judged."""
    decision = of_round(work.session, award_round)
    if given.version != (decision.version if decision else 0):
        theirs = _as_draft(decision) if decision else {}
        if theirs != _as_given(given):
            raise StaleEditError(theirs, _as_given(given), decision.version if decision else 0)
    judged = set(nominations.admitted_ids(work.session, award_round))
    if {*given.winners, *given.nominees, *given.mentions} - judged:
        raise NotFoundError("a nomination that is not judged in this round")
    return decision


def _store(work: Work, award_round: Round, given: DecisionInput) -> Decision:
    decision = _check(work, award_round, given)
    if decision is None:
        decision = Decision(round_id=award_round.id, saved_at=work.now)
        work.session.add(decision)
    language = award_round.language
    decision.no_award = given.no_award
    decision.citation = {language: given.citation.strip()}
    decision.statement = {language: given.statement.strip()}
    decision.grounds = [
        {"title": criterion.name, "text": {language: text.strip()}, "key": criterion.key}
        for criterion in award_round.criteria
        if (text := given.grounds.get(criterion.key, "")).strip()
    ]
    decision.reason_for_other = given.reason.strip()
    decision.saved_at = work.now
    decision.distinctions.clear()
    work.session.flush()
    _name(decision, given)
    work.session.flush()
    return decision


def _name(decision: Decision, given: DecisionInput) -> None:
    """Enter who is named."""
    decision.distinctions = [
        DecisionEntry(nomination_id=nomination_id, position=place, distinction=distinction)
        for place, (nomination_id, distinction) in enumerate(_distinctions(given).items(), start=1)
    ]


def _distinctions(given: DecisionInput) -> dict[int, Distinction]:
    """Name each nomination once, by its highest distinction."""
    named: dict[int, Distinction] = {}
    for ids, distinction in (
        (given.winners, Distinction.WINNER),
        (given.nominees, Distinction.NOMINEE),
        (given.mentions, Distinction.MENTION),
    ):
        for nomination_id in ids:
            named.setdefault(nomination_id, distinction)
    return named


def _as_given(given: DecisionInput) -> dict[str, Any]:
    named = _distinctions(given)
    return {
        "winners": sorted(n for n, given_to in named.items() if given_to is Distinction.WINNER),
        "citation": given.citation.strip(),
        "statement": given.statement.strip(),
        "reason": given.reason.strip(),
        "no_award": given.no_award,
        "nominees": sorted(n for n, given_to in named.items() if given_to is Distinction.NOMINEE),
        "mentions": sorted(n for n, given_to in named.items() if given_to is Distinction.MENTION),
        "grounds": {key: text.strip() for key, text in given.grounds.items() if text.strip()},
    }


def _as_draft(decision: Decision) -> dict[str, Any]:
    """Give everything that a draft holds, as ``_as_given`` gives what was sent."""
    return {
        **_as_data(decision),
        "nominees": sorted(ids_of(decision, Distinction.NOMINEE)),
        "mentions": sorted(ids_of(decision, Distinction.MENTION)),
        "grounds": {part["key"]: in_any_language(part["text"]) for part in decision.grounds},
    }


def as_input(award_round: Round, decision: Decision | None) -> DecisionInput:
    """Give a draft as the chair goes on writing it; empty when there is none."""
    stored = _as_draft(decision) if decision else {}
    grounds = stored.get("grounds", {})
    return DecisionInput(
        winners=stored.get("winners", []),
        nominees=stored.get("nominees", []),
        mentions=stored.get("mentions", []),
        citation=stored.get("citation", ""),
        statement=stored.get("statement", ""),
        grounds={c.key: grounds.get(c.key, "") for c in award_round.criteria},
        reason=stored.get("reason", ""),
        no_award=stored.get("no_award", False),
        version=decision.version if decision else 0,
    )


def in_any_language(texts: Texts) -> str:
    """Give a text that was written in one language only, whichever that is."""
    return next(iter(texts.values()), "")


def _as_data(decision: Decision) -> dict[str, Any]:
    return {
        "winners": sorted(ids_of(decision, Distinction.WINNER)),
        "citation": in_any_language(decision.citation),
        "statement": in_any_language(decision.statement),
        "reason": decision.reason_for_other,
        "no_award": decision.no_award,
    }


def ids_of(decision: Decision | None, distinction: Distinction) -> list[int]:
    """List the nominations that a decision gives a distinction, in order."""
    entries = decision.distinctions if decision else []
    return [entry.nomination_id for entry in entries if entry.distinction is distinction]


def finalise(work: Work, award_round: Round, given: DecisionInput) -> Decision:
    """Seal the decision: freezes the ranking with its inputs, and ends the judging.

    Raises:
        WrongPhaseError: not in deliberation; also when somebody else has just finalised.
        DecisionIncompleteError: something is missing. The draft is kept.
        DeniedError: the actor does not lead, or is recused from a nomination in the running.

    """
    award_round = begin_as_chair(work, Permission.DECIDE, award_round)
    stored = _check(work, award_round, given)
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
        work.keep(lambda kept: _keep_draft(kept, round_id, given))
        raise DecisionIncompleteError(missing, stored.version + 1 if stored else 1)
    decision = _store(work, award_round, given)
    decision.ranking = ranking.to_freeze(work.session, award_round, work.now.date())
    _seal(work, award_round, decision)
    _end_judging(work, award_round, decision, missing)
    return decision


def _keep_draft(work: Work, round_id: int, given: DecisionInput) -> None:
    # Another draft that was stored in this very moment stays: this one is still on her screen.
    with suppress(StaleEditError):
        _store(work, rounds.by_id(work.session, round_id), given)


def _seal(work: Work, award_round: Round, decision: Decision) -> None:
    decision.sealed_at = work.now
    decision.sealed_by_id = work.actor.account_id
    decision.digest = canonical_digest(
        {
            **_as_data(decision),
            "named": [[e.nomination_id, e.distinction.value] for e in decision.distinctions],
            "grounds": decision.grounds,
            "ranking": decision.ranking,
        }
    )
    work.session.flush()
    audit.record(
        work,
        "decision.sealed",
        f"decision:{decision.id}",
        award_round=award_round,
        winners=ids_of(decision, Distinction.WINNER),
        digest=decision.digest,
    )


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
    may.require(work, Permission.RUN_ROUND, award_round)
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
    _seal(work, award_round, decision)
    return decision
