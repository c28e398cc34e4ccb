"""Reading the trail, a page at a time."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditChain, AuditEvent, Round


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


def length(session: Session, round_id: int | None) -> int:
    """Count the events of the chain of a round, or of the installation, as its head says."""
    wanted = select(AuditChain.length).where(AuditChain.round_id == round_id)
    return session.scalar(wanted) or 0


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
