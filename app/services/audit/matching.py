"""Matching events with the rows that they vouch for, both read in one order and never all at once.

An event names what it is about as ``noun:id``. Events of some kinds and rows of a table are read
side by side in the order of that subject, so that what belongs together comes together.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Label, Select, String, cast, false, literal, or_, select
from sqlalchemy.orm import Session

from app.models import AuditChain, AuditEvent, Round
from app.services import digests
from app.services.audit.chains import AT_ONCE, INSTALLATION, Only, is_asked
from app.services.audit.findings import Finding, Tampering

Pair = Callable[[Any, Any], bool]
"""Answers something of an event and a row."""
ORDER = {"postgresql": "C", "sqlite": "BINARY"}
"""The order of bytes, which is that of Python too."""


@dataclass(frozen=True)
class Check:
    """Rows of a table, and the kinds of event that vouch for them.

    Attributes:
        kinds: of the events.
        rows: gives them, each with its ``subject`` and the ``round_id`` of its chain.
        name: what a row is called, or, of an event, the row that it tells of.
        same: whether an event is about a row, whatever the row holds now.
        agrees: whether a row is as the event says.
        whole: the rows of a subject are one thing, of which its events tell in turn; ``agrees``
            gets all of both.

    """

    kinds: Collection[str]
    rows: Select[*tuple[Any, ...]]
    name: Callable[[Any], str]
    agrees: Callable[[Any, Any], bool]
    same: Pair = lambda _event, _row: True
    whole: bool = False


@dataclass(frozen=True)
class Seen:
    """What the check of the chains has told: which there are, and which events are not sound."""

    chains: Mapping[int, str]
    """Names by id."""
    by_round: Mapping[int | None, int]
    slugs: Mapping[int, str]
    only: Only = None
    unsound: Collection[tuple[str, int | None]] = field(default_factory=frozenset)

    @classmethod
    def of(cls, session: Session, found: Sequence[Finding], only: Only = None) -> "Seen":
        """Look at the chains as they are, after they have been checked."""
        every = session.execute(select(AuditChain.id, AuditChain.name, AuditChain.round_id)).all()
        held = [row for row in every if is_asked(only, row.round_id)]
        rounds = session.execute(select(Round.id, Round.slug)).all()
        return cls(
            chains={chain_id: name for chain_id, name, _ in held},
            by_round={round_id: chain_id for chain_id, _, round_id in held},
            slugs={round_id: slug for round_id, slug in rounds},  # noqa: C416 - rows, not pairs
            only=only,
            unsound=frozenset((one.chain, one.position) for one in found),
        )

    def is_sound(self, event: Any) -> bool:
        """Say whether an event is as it was recorded, so that it vouches for anything."""
        return (self.chains[event.chain_id], event.position) not in self.unsound

    def chain_of(self, row: Any) -> str:
        """Name the chain that a row belongs to."""
        return INSTALLATION if row.round_id is None else self.slugs.get(row.round_id, "?")


EVENT = (
    AuditEvent.chain_id,
    AuditEvent.position,
    AuditEvent.happened_at,
    AuditEvent.actor_id,
    AuditEvent.kind,
    AuditEvent.subject,
    AuditEvent.data,
)


def subject(noun: str, key: Any) -> Label[str]:
    """Give the column by which rows are matched with the subjects of events."""
    return (literal(f"{noun}:") + cast(key, String)).label("subject")


def check(session: Session, seen: Seen, one: Check) -> Iterator[Finding]:
    """Compare all rows of a check with the events that vouch for them, in two queries."""
    order = ORDER[session.get_bind().dialect.name]
    events = session.execute(
        select(*EVENT)
        .where(AuditEvent.kind.in_(one.kinds), AuditEvent.chain_id.in_(seen.chains))
        .order_by(AuditEvent.subject.collate(order), AuditEvent.id)
        .execution_options(yield_per=AT_ONCE)
    )
    wanted = one.rows.subquery()
    rows = session.execute(
        select(wanted)
        .where(*of_chains(wanted.c.round_id, seen.only))
        .order_by(wanted.c.subject.collate(order), wanted.c.id)
        .execution_options(yield_per=AT_ONCE)
    )
    compare = _whole if one.whole else _each
    both = merge(
        ((event.subject, True, event) for event in events),
        ((row.subject, False, row) for row in rows),
        key=itemgetter(0),
    )
    for _, group in groupby(both, key=itemgetter(0)):
        together = list(group)
        told = [event for _, is_event, event in together if is_event]
        rows_of = [row for _, is_event, row in together if not is_event]
        # Of a chain that is gone all is said when that has been said.
        held = [row for row in rows_of if row.round_id in seen.by_round]
        if told or held:
            yield from compare(seen, one, told, held)


def of_chains(round_id: Any, only: Only) -> Iterator[ColumnElement[bool]]:
    """Narrow rows to those of the chains that are looked at."""
    if only is not None:
        held = [one for one in only if one is not None]
        yield or_(round_id.in_(held), round_id.is_(None) if None in only else false())


def _each(seen: Seen, one: Check, told: Sequence[Any], held: Sequence[Any]) -> Iterator[Finding]:
    """Find an event for each row: one that agrees, or else one that is about it."""
    left = list(told)
    unmatched = []
    for row in held:
        about = [event for event in left if _is_about(seen, one, event, row)]
        event = next((event for event in about if _agrees(one, event, row)), None)
        if event is None:
            unmatched.append(row)
        else:
            left.remove(event)
    for row in unmatched:
        event = next((e for e in left if _is_about(seen, one, e, row)), None)
        if event is None:
            yield Finding(seen.chain_of(row), None, Tampering.UNVOUCHED, one.name(row), row.subject)
            continue
        left.remove(event)
        if seen.is_sound(event):
            yield _finding(seen, event, Tampering.ALTERED, one.name(row))
    for event in filter(seen.is_sound, left):
        yield _finding(seen, event, Tampering.LOST, one.name(event))


def _whole(seen: Seen, one: Check, told: Sequence[Any], held: Sequence[Any]) -> Iterator[Finding]:
    """Compare what the events of a subject say in the end with all its rows."""
    if not told:
        first = held[0]
        yield Finding(
            seen.chain_of(first), None, Tampering.UNVOUCHED, one.name(first), first.subject
        )
    elif all(map(seen.is_sound, told)) and not _agrees(one, told, held):
        done = Tampering.ALTERED if held else Tampering.LOST
        yield _finding(seen, told[-1], done, one.name(told[-1]))


def _finding(seen: Seen, event: Any, done: Tampering, what: str) -> Finding:
    return Finding(seen.chains[event.chain_id], event.position, done, what, event.subject)


def _is_about(seen: Seen, one: Check, event: Any, row: Any) -> bool:
    return event.chain_id == seen.by_round[row.round_id] and _answer(one.same, event, row)


def _agrees(one: Check, told: Any, held: Any) -> bool:
    return _answer(one.agrees, told, held)


def _answer(asked: Pair, told: Any, held: Any) -> bool:
    """Ask; what cannot even be read is not what was recorded."""
    try:
        return asked(told, held)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False


def says(event: Any, *, optional: bool = False, **values: Any) -> bool:
    """Say whether an event tells of just these values.

    Args:
        event: what is asked.
        optional: events of earlier versions do not tell of them, which is no fault.
        values: by their names in the event's data.

    """
    return all(
        event.data[name] == value
        for name, value in values.items()
        if name in event.data or not optional
    )


def covers(event: Any, content: Any, key: str = "digest") -> bool:
    """Say whether the digest of an event is of this; events of earlier versions have none."""
    return key not in event.data or digests.agrees(event.data[key], content)


def titled(text: str, **keys: str) -> Callable[[Any], str]:
    """Give the name of a row, and of the row that an event tells of.

    Args:
        text: with ``{noun}`` and ``{id}`` of the subject.
        keys: what else is in it: the row's attribute, and where the event's data has the same.

    """

    def name(one: Any) -> str:
        noun, _, key = one.subject.partition(":")
        values = {
            attribute: one.data.get(there, 1) if hasattr(one, "data") else getattr(one, attribute)
            for attribute, there in keys.items()
        }
        return text.format(noun=noun, id=key, **values)

    return name
