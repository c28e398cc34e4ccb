"""Nominations whose texts are alike: perhaps the same work twice. Pointed out, never a verdict.

It is reckoned for a round from the versions that count, and kept in the process for as long as they
are the same: it follows from them alone.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.models import Nomination, NominationVersion, Round
from app.ranking import likeness
from app.rules.lifecycle import NominationState

LEAST = 0.5
"""What is less alike is not pointed out: nominations for one prize are about the same things."""
OUT = frozenset({NominationState.REJECTED, NominationState.WITHDRAWN})
KEPT = 8
"""So many reckonings are kept: of the rounds that are worked with."""

_kept: OrderedDict[str, tuple["Similar", ...]] = OrderedDict()
_lock = Lock()


class Similar(NamedTuple):
    """Two nominations by their ids, and how alike their texts are."""

    first: int
    second: int
    degree: float

    def other(self, nomination_id: int) -> int:
        """Give the other of the two."""
        return self.second if nomination_id == self.first else self.first


def found(session: Session, award_round: Round) -> list[Similar]:
    """Find the nominations of a round whose texts are alike, the most alike first.

    Of what is rejected or withdrawn nothing is said.
    """
    counting = session.execute(
        _counting(
            award_round, NominationVersion.nomination_id, NominationVersion.digest, Nomination.state
        )
    ).all()
    mark = hashlib.sha256(repr([tuple(row)[:2] for row in counting]).encode()).hexdigest()
    live = {nomination_id for nomination_id, _digest, state in counting if state not in OUT}
    pairs = _looked_up(mark)
    if pairs is None:
        pairs = _reckon(session, award_round) if len(counting) > 1 else ()
        _keep(mark, pairs)
    return [pair for pair in pairs if live.issuperset(pair[:2])]


def _looked_up(mark: str) -> tuple[Similar, ...] | None:
    with _lock:
        if mark in _kept:
            _kept.move_to_end(mark)
        return _kept.get(mark)


def _keep(mark: str, pairs: tuple[Similar, ...]) -> None:
    with _lock:
        _kept[mark] = pairs
        while len(_kept) > KEPT:
            _kept.popitem(last=False)


def _counting(award_round: Round, *columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*columns)
        .join(Nomination, Nomination.id == NominationVersion.nomination_id)
        .where(
            Nomination.round_id == award_round.id,
            NominationVersion.number == Nomination.submissions,
        )
        .order_by(NominationVersion.nomination_id)
    )


def _reckon(session: Session, award_round: Round) -> tuple[Similar, ...]:
    rows = session.execute(
        _counting(award_round, NominationVersion.nomination_id, NominationVersion.content)
    ).all()
    ids = [nomination_id for nomination_id, _content in rows]
    pairs = likeness.alike([text_of(content["answers"]) for _id, content in rows], LEAST)
    return tuple(Similar(ids[one.first], ids[one.second], one.degree) for one in pairs)


def text_of(answers: Mapping[str, Any]) -> str:
    """Give what somebody wrote: answers that are text, and not what was chosen or counted."""
    return "\n".join(value for value in answers.values() if isinstance(value, str))


def of_nomination(pairs: Sequence[Similar], nomination_id: int) -> list[Similar]:
    """Give the pairs that a nomination is one of."""
    return [pair for pair in pairs if nomination_id in pair[:2]]
