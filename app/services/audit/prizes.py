"""What events vouch for of prizes: the installation's chain."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Select, String, cast, literal, null, select

from app.models import AuditEvent, Prize, PrizeClosing
from app.services import digests, seals
from app.services.audit.matching import Check, covers, subject, titled

NO_ROUND = cast(null(), Integer).label("round_id")
CLOSINGS = ("prize.closed", "prize.reopened")


def _rows(model: Any, key: Any) -> Select[*tuple[Any, ...]]:
    return select(*model.__table__.columns, subject("prize", key), NO_ROUND)


def _said(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Ask whether a prize says what was put on record last; earlier versions recorded nothing."""
    recorded = [event.data["digest"] for event in told if "digest" in event.data]
    (row,) = held
    return not recorded or digests.agrees(recorded[-1], seals.prize(row))


def _closed(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Ask whether a prize, closed and opened in turn, is as it was left last."""
    last = told[-1]
    since = last.happened_at if last.kind == "prize.closed" else None
    return [row.closed_at for row in held] == [since]


def _closable() -> Select[*tuple[Any, ...]]:
    """Give the prizes that have ever been closed by an act."""
    acts = select(AuditEvent.subject).where(AuditEvent.kind == "prize.closed")
    about = literal("prize:") + cast(Prize.id, String)
    return _rows(Prize, Prize.id).where(about.in_(acts) | Prize.closed_at.is_not(None))


CHECKS = (
    Check(
        kinds={"prize.created", "prize.changed"},
        rows=_rows(Prize, Prize.id),
        name=titled("{noun} {id}"),
        agrees=_said,
        whole=True,
    ),
    Check(
        kinds=CLOSINGS,
        rows=_closable(),
        name=titled("whether prize {id} is closed"),
        agrees=_closed,
        whole=True,
    ),
    Check(
        kinds=CLOSINGS,
        rows=_rows(PrizeClosing, PrizeClosing.prize_id),
        name=titled("a closing of prize {id}"),
        agrees=lambda event, row: (
            (event.kind == "prize.reopened") is row.reopens
            and (row.made_at, row.made_by_id) == (event.happened_at, event.actor_id)
            and covers(event, seals.prize_closing(row))
        ),
    ),
)
