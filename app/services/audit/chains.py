"""The chains: what binds each event to the one before, and whether it still does."""

from collections.abc import Collection, Iterator
from datetime import UTC
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.models import AuditChain, AuditEvent, Round
from app.services import digests
from app.services.audit.findings import Finding, Tampering

GENESIS = "0" * 64
INSTALLATION = "installation"
AT_ONCE = 1000
"""How many rows are held in memory while many are gone through."""
ONE_BY_ONE = 100
"""So many missing events are each named by themselves."""


Only = Collection[int | None] | None
"""The rounds whose chains are looked at, None for the installation's; all, where none are named."""


def is_asked(only: Only, round_id: int | None) -> bool:
    """Say whether the chain of a round, or of the installation, is looked at."""
    return only is None or round_id in only


def digest_of(chain_name: str, event: AuditEvent) -> str:
    """Compute what the digest of a new event must be."""
    return digests.of(covered(chain_name, event))


def covered(chain_name: str, event: Any) -> dict[str, Any]:
    """Give what the digest of an event covers: all of it, and the event before."""
    return {
        "chain": chain_name,
        "position": event.position,
        "happened_at": event.happened_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor_id,
        "kind": event.kind,
        "subject": event.subject,
        "data": event.data,
        "previous": event.previous,
    }


def count_events(session: Session) -> tuple[int, int]:
    """Count chains and the events that their heads say there are."""
    lengths = session.scalars(select(AuditChain.length)).all()
    return len(lengths), sum(lengths)


def check(session: Session, only: Only = None) -> Iterator[Finding]:
    """Check that every chain is there, and whole."""
    chains = session.scalars(select(AuditChain).order_by(AuditChain.id)).all()
    yield from _missing(session, chains, only)
    for chain in chains:
        if is_asked(only, chain.round_id):
            yield from _check(session, chain)


def _missing(session: Session, chains: Any, only: Only) -> Iterator[Finding]:
    """Name the chains that must be there and are not: the installation's, and one a round."""
    held = {chain.round_id for chain in chains}
    rounds = session.execute(select(Round.id, Round.slug).order_by(Round.id)).all()
    strays = session.scalar(
        select(func.count())
        .select_from(AuditEvent)
        .where(AuditEvent.chain_id.not_in(select(AuditChain.id)))
    )
    if (rounds or chains or strays) and None not in held and is_asked(only, None):
        yield Finding(INSTALLATION, None, Tampering.NO_CHAIN)
    for round_id, slug in rounds:
        if round_id not in held and is_asked(only, round_id):
            yield Finding(slug, None, Tampering.NO_CHAIN)


def _check(session: Session, chain: AuditChain) -> Iterator[Finding]:
    columns = [column for column in AuditEvent.__table__.columns if column.name != "id"]
    events = session.execute(
        select(*columns)
        .where(AuditEvent.chain_id == chain.id)
        .order_by(AuditEvent.position)
        .execution_options(yield_per=AT_ONCE)
    )
    before: Row[Any] | None = None
    expected, link = 1, GENESIS
    for event in events:
        yield from _removed(chain, expected, min(event.position, chain.length + 1))
        if event.position > chain.length:
            yield Finding(chain.name, event.position, Tampering.INSERTED, event.kind)
        elif not digests.agrees(event.digest, covered(chain.name, event)):
            yield Finding(chain.name, event.position, Tampering.CHANGED, event.kind)
        elif event.previous != link and event.position == expected and before is not None:
            # This one is sound, so it was the one before that was exchanged for another.
            yield Finding(chain.name, before.position, Tampering.CHANGED, before.kind)
        before, link, expected = event, event.digest, event.position + 1
    yield from _removed(chain, expected, chain.length + 1)
    if before is not None and before.position == chain.length and link != chain.head:
        yield Finding(chain.name, before.position, Tampering.CHANGED, before.kind)


def _removed(chain: AuditChain, first: int, beyond: int) -> Iterator[Finding]:
    """Name each event that is missing; of many, the first and how many they are."""
    missing = beyond - first
    if missing > ONE_BY_ONE:
        yield Finding(chain.name, first, Tampering.REMOVED, f"the first of {missing}")
        return
    for position in range(first, beyond):
        yield Finding(chain.name, position, Tampering.REMOVED)
