"""Recording an event."""

from datetime import UTC
from typing import Any

from sqlalchemy import Insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.models import AuditChain, AuditEvent, Round
from app.services.audit.chains import GENESIS, INSTALLATION, digest_of
from app.services.work import Work


def record(
    work: Work,
    kind: str,
    subject: str,
    *,
    award_round: Round | None = None,
    **data: Any,
) -> AuditEvent:
    """Add an event to the round's chain, or to the installation's when no round is given.

    Every kind is in ``vouching.py``, with what it vouches for, or why for nothing.

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
    work.session.add(event)
    work.session.flush()
    # Afterwards: the database lets a chain grow only by events that are there.
    chain.length, chain.head = event.position, event.digest
    work.session.flush()
    return event


def _lock_chain(session: Session, award_round: Round | None) -> AuditChain:
    round_id = award_round.id if award_round else None
    wanted = (
        select(AuditChain)
        .where(AuditChain.round_id == round_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    chain = session.scalars(wanted).one_or_none()
    if chain is None:
        name = award_round.slug if award_round else INSTALLATION
        # Somebody else may begin it at this very moment: then hers is waited for, and taken.
        session.execute(_begin(session, round_id=round_id, name=name, length=0, head=GENESIS))
        chain = session.scalars(wanted).one()
    return chain


def _begin(session: Session, **columns: Any) -> Insert:
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(AuditChain).values(**columns).on_conflict_do_nothing()
    return postgresql.insert(AuditChain).values(**columns).on_conflict_do_nothing()
