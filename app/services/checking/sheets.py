"""Score sheets: whose they are, of what, and what stands in them."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, selectinload

from app.models import (
    Criterion,
    EmergencyLook,
    Round,
    RoundMove,
    ScoreRevision,
    ScoreSheet,
    Stage,
)
from app.rules.lifecycle import StageState
from app.rules.scoring import Scale
from app.services.audit.chains import AT_ONCE
from app.services.checking.asking import Invariant, outside_jury, outside_round

_last = (
    select(func.max(ScoreRevision.number))
    .where(ScoreRevision.sheet_id == ScoreSheet.id)
    .scalar_subquery()
)
_number = (
    select(func.count(ScoreRevision.id))
    .where(ScoreRevision.sheet_id == ScoreSheet.id)
    .scalar_subquery()
)
_opened = (
    select(func.min(RoundMove.moved_at))
    .where(RoundMove.stage_id == ScoreSheet.stage_id, RoundMove.name == "open_scoring")
    .scalar_subquery()
)
_closed = (
    select(func.min(RoundMove.moved_at))
    .where(RoundMove.stage_id == ScoreSheet.stage_id, RoundMove.name == "conclude")
    .scalar_subquery()
)

INVARIANTS = (
    Invariant(
        "sheet {id} is of a nomination of another round",
        outside_round(select(ScoreSheet.id), ScoreSheet.stage_id, ScoreSheet.nomination_id),
    ),
    Invariant(
        "sheet {id} is of somebody outside the jury of its round",
        outside_jury(select(ScoreSheet.id), ScoreSheet.stage_id, ScoreSheet.appointment_id),
    ),
    Invariant(
        "sheet {id} is of a stage whose scoring has not been opened",
        select(ScoreSheet.id)
        .join(Stage, ScoreSheet.stage_id == Stage.id)
        .where(Stage.state.in_([StageState.WAITING, StageState.DECLARING])),
    ),
    Invariant(
        "sheet {id} counts {counted} revisions, has {number}, and the last is called {last}",
        select(
            ScoreSheet.id,
            ScoreSheet.revision_count.label("counted"),
            _number.label("number"),
            func.coalesce(_last, 0).label("last"),
        ).where(
            or_(
                ScoreSheet.revision_count != _number,
                ScoreSheet.revision_count != func.coalesce(_last, 0),
            )
        ),
    ),
    Invariant(
        "revision {number} of sheet {id} was sealed before the scoring opened, or after its end",
        select(ScoreSheet.id, ScoreRevision.number)
        .join(ScoreRevision, ScoreRevision.sheet_id == ScoreSheet.id)
        .where(
            or_(
                ScoreRevision.sealed_at < _opened,
                and_(_closed.is_not(None), ScoreRevision.sealed_at > _closed),
            )
        ),
    ),
    Invariant(
        "revision {number} of sheet {id} changes what was sealed and gives no reason",
        select(ScoreSheet.id, ScoreRevision.number)
        .join(ScoreRevision, ScoreRevision.sheet_id == ScoreSheet.id)
        .where(ScoreRevision.number > 1, ScoreRevision.reason == ""),
    ),
    Invariant(
        "emergency look {id} is at a nomination of another round",
        outside_round(
            select(EmergencyLook.id), EmergencyLook.stage_id, EmergencyLook.nomination_id
        ),
    ),
)


def scores(session: Session) -> Iterator[str]:
    """Name the revisions that count whose scores are of other criteria, or off the scale."""
    rounds = {
        one.id: (_scale(one), {criterion.key for criterion in one.criteria})
        for one in session.scalars(
            select(Round)
            .where(Round.id.in_(select(Criterion.round_id)))
            .options(selectinload(Round.criteria), selectinload(Round.rulebooks))
        )
        if one.rulebooks
    }
    found = session.execute(
        select(Stage.round_id, ScoreSheet.id, ScoreRevision.number, ScoreRevision.scores)
        .join(ScoreSheet, ScoreSheet.id == ScoreRevision.sheet_id)
        .join(Stage, ScoreSheet.stage_id == Stage.id)
        .order_by(ScoreSheet.id, ScoreRevision.number)
        .execution_options(yield_per=AT_ONCE)
    )
    for round_id, sheet, number, given in found:
        if round_id not in rounds:
            continue
        values, keys = rounds[round_id]
        which = f"revision {number} of sheet {sheet}"
        if set(given) != keys:
            yield f"{which} does not score each criterion once"
        elif not all(_is_on(values, score) for score in given.values()):
            yield f"{which} has a score that is not on the scale"


def _scale(one: Round) -> frozenset[Decimal]:
    book = one.rulebook
    return frozenset(Scale(book.scale_low, book.scale_high, book.scale_step).values())


def _is_on(values: frozenset[Decimal], score: Any) -> bool:
    try:
        return Decimal(str(score)) in values
    except InvalidOperation:
        return False
