"""Finding decisions. Says nothing of who may see them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, selectinload

from app.models import Candidate, Decision, DecisionEntry, Distinction, Nomination, Round, Texts

_NOMINATION = selectinload(Decision.distinctions).joinedload(DecisionEntry.nomination)
_NAMES = _NOMINATION.selectinload(Nomination.candidates).joinedload(Candidate.municipality)
# A ranking holds every score of the round: whoever needs it asks for it, and nothing loads it
# along the way. Nor the texts that are still being written on.
_RESULT = (
    _NAMES,
    _NOMINATION.defer(Nomination.answers, raiseload=True),
    defer(Decision.ranking, raiseload=True),
)


def of_round(session: Session, award_round: Round) -> Decision | None:
    """Give the latest decision of a round, draft or sealed. Says nothing of who may see it."""
    return session.scalars(
        select(Decision)
        .where(Decision.round_id == award_round.id)
        .order_by(Decision.number.desc())
        .limit(1)
        .options(_NAMES)
        .execution_options(populate_existing=True)
    ).one_or_none()


def sealed(session: Session, award_round: Round) -> Decision | None:
    """Give the sealed decision of a round, with the ranking that was frozen."""
    return session.scalars(
        select(Decision)
        .where(Decision.round_id == award_round.id, Decision.sealed_at.is_not(None))
        .options(_NAMES)
        .execution_options(populate_existing=True)
    ).one_or_none()


def sealed_by_round(session: Session, round_ids: Sequence[int]) -> dict[int, Decision]:
    """Give what was decided in several rounds, without the rankings."""
    found = session.scalars(
        select(Decision)
        .where(Decision.round_id.in_(round_ids), Decision.sealed_at.is_not(None))
        .order_by(Decision.number)
        .options(*_RESULT)
    )
    return {decision.round_id: decision for decision in found}


def ids_of(decision: Decision | None, distinction: Distinction) -> list[int]:
    """List the nominations that a decision gives a distinction, in order."""
    entries = decision.distinctions if decision else []
    return [entry.nomination_id for entry in entries if entry.distinction is distinction]


def in_any_language(texts: Texts) -> str:
    """Give a text that was written in one language only, whichever that is."""
    return next(iter(texts.values()), "")
