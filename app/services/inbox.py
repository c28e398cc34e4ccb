"""The screening list: everything that was handed in to a round, narrowed and put in order.

A handful of queries, however many there are.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Candidate, Nomination, NominationVersion, Organisation, Round
from app.rules.candidates import CandidateKind, called
from app.rules.lifecycle import NominationState
from app.services import notes, residents, screening, similar_texts
from app.services.organisations.alphabet import norwegian
from app.services.screening import Likeness
from app.services.similar_texts import Similar


class Order(StrEnum):
    """What the list can be sorted by."""

    NUMBER = "number"
    CANDIDATE = "candidate"
    ORGANISATION = "organisation"
    NEWEST = "newest"
    STATE = "state"


@dataclass(frozen=True)
class InboxRow:
    """One nomination of the list."""

    id: int
    number: int
    state: NominationState
    version: int
    handed_in_at: datetime
    organisation: str
    candidate: str
    kinds: frozenset[CandidateKind]
    is_alike: bool
    has_note: bool
    is_checked: bool


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to, and its order. states: none for all of them."""

    states: frozenset[NominationState] = frozenset()
    kind: CandidateKind | None = None
    alike: bool = False
    noted: bool = False
    unchecked: bool = False
    order: Order = Order.NUMBER


@dataclass(frozen=True)
class Inbox:
    """Everything that was handed in to a round, in the order of the numbers."""

    rows: Sequence[InboxRow]
    likenesses: Sequence[Likeness]
    similar: Sequence[Similar]


def everything(session: Session, award_round: Round) -> Inbox:
    """Give everything that was handed in to a round. Never a draft."""
    likenesses = screening.likenesses(session, award_round)
    similar = similar_texts.found(session, award_round)
    alike = {one.id for likeness in likenesses for one in likeness.nominations}
    alike |= {nomination_id for pair in similar for nomination_id in pair[:2]}
    noted, clear = notes.noted(session, award_round), residents.clear(session, award_round)
    named = _candidates(session, award_round)
    found = session.execute(
        select(
            Nomination.id,
            Nomination.number,
            Nomination.state,
            NominationVersion.number,
            NominationVersion.submitted_at,
            Organisation.name,
        )
        .join(NominationVersion, NominationVersion.nomination_id == Nomination.id)
        .join(Organisation, Organisation.id == Nomination.organisation_id, isouter=True)
        .where(
            Nomination.round_id == award_round.id,
            Nomination.reference.is_not(None),
            NominationVersion.number == Nomination.submissions,
        )
        .order_by(Nomination.number, Nomination.id)
    )
    rows = [
        InboxRow(
            nomination_id,
            number or 0,
            state,
            version,
            at,
            organisation or "",
            " / ".join(name for _kind, name in named.get(nomination_id, ())),
            frozenset(kind for kind, _name in named.get(nomination_id, ())),
            nomination_id in alike,
            nomination_id in noted,
            nomination_id in clear,
        )
        for nomination_id, number, state, version, at, organisation in found
    ]
    return Inbox(rows, likenesses, similar)


def _candidates(
    session: Session, award_round: Round
) -> Mapping[int, list[tuple[CandidateKind, str]]]:
    rows = session.execute(
        select(Candidate.nomination_id, Candidate.kind, Candidate.name, Candidate.details)
        .join(Nomination, Nomination.id == Candidate.nomination_id)
        .where(Nomination.round_id == award_round.id, Nomination.reference.is_not(None))
        .order_by(Candidate.nomination_id, Candidate.position)
    )
    found: dict[int, list[tuple[CandidateKind, str]]] = {}
    for nomination_id, kind, name, said in rows:
        told = kind, called(kind, name, said.get("where", ""))
        found.setdefault(nomination_id, []).append(told)
    return found


def narrowed(rows: Iterable[InboxRow], wanted: Wanted) -> list[InboxRow]:
    """Give those that are wanted, in the order that is."""
    kept = [
        row
        for row in rows
        if (not wanted.states or row.state in wanted.states)
        and (wanted.kind is None or wanted.kind in row.kinds)
        and (row.is_alike or not wanted.alike)
        and (row.has_note or not wanted.noted)
        and not (row.is_checked and wanted.unchecked)
    ]
    return sorted(kept, key=_ORDERS[wanted.order])


_STATES = list(NominationState)
_ORDERS: Mapping[Order, Callable[[InboxRow], Any]] = {
    Order.NUMBER: lambda row: (row.number, row.id),
    Order.CANDIDATE: lambda row: (norwegian(row.candidate), row.number),
    Order.ORGANISATION: lambda row: (norwegian(row.organisation), row.number),
    Order.NEWEST: lambda row: (-row.handed_in_at.timestamp(), row.number),
    Order.STATE: lambda row: (_STATES.index(row.state), row.number),
}
