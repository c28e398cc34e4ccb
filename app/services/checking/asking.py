"""Asking invariants of the database: each is a sentence, and a query for the rows that break it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models import Appointment, Nomination, Round, Seat, Stage

_Rows = Select[*tuple[Any, ...]]
_Id = InstrumentedAttribute[int] | InstrumentedAttribute[int | None] | ColumnElement[int]


@dataclass(frozen=True)
class Invariant:
    """What must hold of all rows: how a row that breaks it is named, and which rows do."""

    says: str
    """With the columns of the query in braces."""
    broken: _Rows


def answers(session: Session, invariants: Sequence[Invariant]) -> Iterator[str]:
    """Name every row that breaks one, in the order of the invariants."""
    for one in invariants:
        for row in session.execute(one.broken).mappings():
            yield one.says.format(**row)


def outside_jury(rows: _Rows, stage_id: _Id, appointment_id: _Id) -> _Rows:
    """Keep the rows about somebody who is not of the jury of the round that their stage is of."""
    return (
        rows.join(Stage, stage_id == Stage.id)
        .join(Round, Stage.round_id == Round.id)
        .join(Appointment, appointment_id == Appointment.id)
        .join(Seat, Appointment.seat_id == Seat.id)
        .where(Round.jury_id.is_distinct_from(Seat.jury_id))
    )


def outside_round(rows: _Rows, stage_id: _Id, nomination_id: _Id) -> _Rows:
    """Keep the rows about a nomination of another round than the one that their stage is of."""
    return (
        rows.join(Stage, stage_id == Stage.id)
        .join(Nomination, nomination_id == Nomination.id)
        .where(Nomination.round_id != Stage.round_id)
    )
