"""The audit trail: record an event, and check the chains.

Each event carries the digest of the one before it, so that none can be changed, taken out or put
in without every later digest disagreeing. Events hold identifiers and digests only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditChain, AuditEvent, Round
from app.services.work import Work, canonical_digest

GENESIS = "0" * 64
INSTALLATION = "installation"


class Tampering(StrEnum):
    """What was done to a chain."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Finding:
    """One event that is not as it was recorded."""

    chain: str
    position: int
    tampering: Tampering
    kind: str

    def __str__(self) -> str:
        what = f" ({self.kind})" if self.kind else ""
        return f"{self.chain}: event {self.position}{what} was {self.tampering}"


def record(
    work: Work,
    kind: str,
    subject: str,
    *,
    award_round: Round | None = None,
    **data: Any,
) -> AuditEvent:
    """Add an event to the round's chain, or to the installation's when no round is given.

    Args:
        work: who did it, and when.
        kind: what happened, as ``noun.past_participle``.
        subject: what it happened to, as ``noun:id``.
        award_round: the round it belongs to.
        data: identifiers, digests and states; no personal data and no free text.

    """
    chain = _lock_chain(work.session, award_round)
    event = AuditEvent(
        chain_id=chain.id,
        position=chain.length + 1,
        happened_at=work.now.astimezone(UTC),
        actor_id=work.actor.account_id,
        kind=kind,
        subject=subject,
        data=data,
        previous=chain.head,
    )
    event.digest = digest_of(chain.name, event)
    chain.length, chain.head = event.position, event.digest
    work.session.add(event)
    work.session.flush()
    return event


def digest_of(chain_name: str, event: AuditEvent) -> str:
    """Compute what the digest of an event must be."""
    return canonical_digest(
        {
            "chain": chain_name,
            "position": event.position,
            "happened_at": event.happened_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": event.actor_id,
            "kind": event.kind,
            "subject": event.subject,
            "data": event.data,
            "previous": event.previous,
        }
    )


def _lock_chain(session: Session, award_round: Round | None) -> AuditChain:
    round_id = award_round.id if award_round else None
    wanted = select(AuditChain).where(AuditChain.round_id == round_id).with_for_update()
    chain = session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if chain is None:
        name = award_round.slug if award_round else INSTALLATION
        chain = AuditChain(round_id=round_id, name=name, length=0, head=GENESIS)
        session.add(chain)
        session.flush()
    return chain


def verify(session: Session) -> list[Finding]:
    """Check every chain, and name what was changed, removed or inserted."""
    chains = session.scalars(select(AuditChain).order_by(AuditChain.id)).all()
    return [finding for chain in chains for finding in _check(session, chain)]


def count_events(session: Session) -> tuple[int, int]:
    """Count chains and the events that their heads say there are."""
    lengths = session.scalars(select(AuditChain.length)).all()
    return len(lengths), sum(lengths)


def _check(session: Session, chain: AuditChain) -> Iterator[Finding]:
    events = session.scalars(
        select(AuditEvent)
        .where(AuditEvent.chain_id == chain.id)
        .order_by(AuditEvent.position)
        .execution_options(yield_per=1000)
    )
    before, expected = None, 1
    link = GENESIS
    for event in events:
        for missing in range(expected, event.position):
            yield Finding(chain.name, missing, Tampering.REMOVED, "")
        if event.position > chain.length:
            yield Finding(chain.name, event.position, Tampering.INSERTED, event.kind)
        elif event.digest != digest_of(chain.name, event):
            yield Finding(chain.name, event.position, Tampering.CHANGED, event.kind)
        elif event.previous != link and event.position == expected and before is not None:
            # This one is sound, so it was the one before that was exchanged for another.
            yield Finding(chain.name, before.position, Tampering.CHANGED, before.kind)
        before, link, expected = event, event.digest, event.position + 1
    for missing in range(expected, chain.length + 1):
        yield Finding(chain.name, missing, Tampering.REMOVED, "")
    if before is not None and before.position == chain.length and link != chain.head:
        yield Finding(chain.name, before.position, Tampering.CHANGED, before.kind)


@dataclass(frozen=True)
class EventPage:
    """One page of events, newest first."""

    events: list[AuditEvent]
    total: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


def page_of_events(
    session: Session, award_round: Round | None, number: int, size: int = 50
) -> EventPage:
    """Give one page of a chain, newest first; page 1 is the newest."""
    round_id = award_round.id if award_round else None
    chain = session.scalars(select(AuditChain).where(AuditChain.round_id == round_id)).one_or_none()
    if chain is None:
        return EventPage([], 0, 1, size)
    number = min(max(1, number), max(1, -(-chain.length // size)))
    newest = chain.length - (number - 1) * size
    events = session.scalars(
        select(AuditEvent)
        .where(
            AuditEvent.chain_id == chain.id,
            AuditEvent.position <= newest,
            AuditEvent.position > newest - size,
        )
        .order_by(AuditEvent.position.desc())
    ).all()
    return EventPage(list(events), chain.length, number, size)
