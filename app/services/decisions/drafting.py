"""Drafting a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.models import Decision, DecisionEntry, Distinction, Round
from app.rules.access import Permission
from app.services import nominations, nominees
from app.services.decisions.chairing import begin_as_chair
from app.services.decisions.finding import ids_of, in_any_language, of_round
from app.services.work import NotFoundError, StaleEditError, Work


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


def save(work: Work, award_round: Round, given: DecisionInput) -> Decision:
    """Save the draft of a decision.

    Raises:
        StaleEditError: it was saved elsewhere since this edit began.
        WrongPhaseError: not in deliberation; also when it has been sealed.

    """
    award_round = begin_as_chair(work, Permission.DECIDE, award_round)
    given = with_nominees(work.session, award_round, given)
    return store(work.session, award_round, given, work.now)


def with_nominees(session: Session, award_round: Round, given: DecisionInput) -> DecisionInput:
    """Give what the chair has written, with those whom a stage named as the nominees."""
    named = nominees.named_ids(session, award_round)
    if named is None:
        return given
    otherwise = {*given.winners, *given.mentions}
    return replace(given, nominees=[one for one in named if one not in otherwise])


def check(session: Session, award_round: Round, given: DecisionInput) -> Decision | None:
    """Refuse what was written from an old draft, or names what is not judged."""
    decision = of_round(session, award_round)
    if given.version != (decision.version if decision else 0):
        theirs = _as_draft(decision) if decision else {}
        if theirs != _as_given(given):
            raise StaleEditError(theirs, _as_given(given), decision.version if decision else 0)
    named = nominees.named_ids(session, award_round) or ()
    judged = {*nominations.admitted_ids(session, award_round), *named}
    if {*given.winners, *given.nominees, *given.mentions} - judged:
        raise NotFoundError("a nomination that is not judged in this round")
    return decision


def store(session: Session, award_round: Round, given: DecisionInput, now: datetime) -> Decision:
    """Store the draft of a decision, over the one that there was."""
    decision = check(session, award_round, given)
    if decision is None:
        decision = Decision(round_id=award_round.id, saved_at=now)
        session.add(decision)
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
    decision.saved_at = now
    decision.distinctions.clear()
    session.flush()
    _name(decision, given)
    session.flush()
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
        **as_data(decision),
        "nominees": sorted(ids_of(decision, Distinction.NOMINEE)),
        "mentions": sorted(ids_of(decision, Distinction.MENTION)),
        "grounds": {part["key"]: in_any_language(part["text"]) for part in decision.grounds},
    }


def as_data(decision: Decision) -> dict[str, Any]:
    """Give what the jury says of a decision, as plain data."""
    return {
        "winners": sorted(ids_of(decision, Distinction.WINNER)),
        "citation": in_any_language(decision.citation),
        "statement": in_any_language(decision.statement),
        "reason": decision.reason_for_other,
        "no_award": decision.no_award,
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
