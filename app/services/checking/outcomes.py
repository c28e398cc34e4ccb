"""Outcomes: who was named, what was sealed, and the ranking that is kept with it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.models import (
    Decision,
    DecisionEntry,
    Distinction,
    Nomination,
    Round,
    Shortlist,
    ShortlistEntry,
    Stage,
)
from app.rules.lifecycle import Milestone, StageKind, StageState
from app.services.checking.asking import Invariant

DECIDED = (Milestone.DECIDED, Milestone.ARCHIVED)
_winners = (
    select(func.count(DecisionEntry.id))
    .where(
        DecisionEntry.decision_id == Decision.id, DecisionEntry.distinction == Distinction.WINNER
    )
    .scalar_subquery()
)

INVARIANTS = (
    Invariant(
        "round {slug} is decided, and no decision of it is sealed",
        select(Round.slug).where(
            Round.milestone.in_(DECIDED),
            Round.is_recorded.is_(False),
            ~select(Decision.id)
            .where(Decision.round_id == Round.id, Decision.sealed_at.is_not(None))
            .exists(),
        ),
    ),
    Invariant(
        "decision {id} is sealed, and round {slug} is not decided",
        select(Decision.id, Round.slug)
        .join(Round, Decision.round_id == Round.id)
        .where(Decision.sealed_at.is_not(None), Round.milestone.notin_(DECIDED)),
    ),
    Invariant(
        "decision {id} gives no award and names a winner, or gives one and names none",
        select(Decision.id).where(
            Decision.sealed_at.is_not(None),
            or_(
                and_(Decision.no_award.is_(True), _winners > 0),
                and_(Decision.no_award.is_(False), _winners == 0),
            ),
        ),
    ),
    Invariant(
        "decision {id} names nomination {nomination_id}, which is of another round",
        select(Decision.id, DecisionEntry.nomination_id)
        .join(DecisionEntry, DecisionEntry.decision_id == Decision.id)
        .join(Nomination, DecisionEntry.nomination_id == Nomination.id)
        .where(Nomination.round_id != Decision.round_id),
    ),
    Invariant(
        "stage {id} of round {slug} is concluded, and nobody was named to go on",
        select(Stage.id, Round.slug)
        .join(Round, Stage.round_id == Round.id)
        .where(
            Stage.kind == StageKind.SHORTLIST,
            Stage.state == StageState.CONCLUDED,
            ~select(Shortlist.id).where(Shortlist.stage_id == Stage.id).exists(),
        ),
    ),
    Invariant(
        "somebody is named to go on from stage {id}, which is not concluded",
        select(Stage.id)
        .join(Shortlist, Shortlist.stage_id == Stage.id)
        .where(Stage.state != StageState.CONCLUDED),
    ),
    Invariant(
        "the shortlist of stage {id} names nomination {nomination_id}, which is of another round",
        select(Stage.id, ShortlistEntry.nomination_id)
        .join(Shortlist, Shortlist.stage_id == Stage.id)
        .join(ShortlistEntry, ShortlistEntry.shortlist_id == Shortlist.id)
        .join(Nomination, ShortlistEntry.nomination_id == Nomination.id)
        .where(Nomination.round_id != Stage.round_id),
    ),
)


def frozen(session: Session) -> Iterator[str]:
    """Name what cannot be in the ranking that an outcome keeps."""
    sealed = select(Decision.id, Decision.ranking).where(Decision.sealed_at.is_not(None))
    for decision, ranking in session.execute(sealed.order_by(Decision.id)):
        yield from _ranking(f"decision {decision}", ranking)
    named = select(Shortlist.stage_id, Shortlist.ranking).order_by(Shortlist.id)
    for stage, ranking in session.execute(named):
        yield from _ranking(f"the shortlist of stage {stage}", ranking)


def _ranking(which: str, ranking: Mapping[str, Any]) -> Iterator[str]:
    by_ballot = (
        {"nomination": nomination, "seat": one["seat"]}
        for one in ranking.get("ballots", ())
        for nomination in ranking["nominations"]
    )
    given = ranking.get("scores", by_ballot)
    seats = Counter((one["nomination"], one["seat"]) for one in given)
    for (nomination, seat), times in sorted(seats.items()):
        if times > 1:
            yield f"{which} counts seat {seat} {times} times for nomination {nomination}"
    for one in ranking.get("coverage", ()):
        nomination = one["nomination"]
        counted = sorted(seat for number, seat in seats if number == nomination)
        if sorted(one["sealed"]) != counted:
            yield f"{which} accounts for nomination {nomination} by sheets that it does not count"
        elif one["accounted_by"] == "nothing":
            yield f"{which} was reached with nothing that accounts for nomination {nomination}"
