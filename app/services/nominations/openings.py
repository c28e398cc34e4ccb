"""Opening one nomination after the deadline, and ending that."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Nomination, NominationMove, Opening
from app.rules.windows import OpeningKind


def open_until(
    session: Session,
    nomination: Nomination,
    made: NominationMove,
    kind: OpeningKind,
    deadline_at: datetime,
    sections: Sequence[str] = (),
) -> Opening:
    """Open a nomination, which is locked; one that was open before is not any more."""
    end_opening(session, nomination, made.moved_at)
    opened = Opening(
        nomination_id=nomination.id,
        move_id=made.id,
        kind=kind,
        sections=list(sections),
        deadline_at=deadline_at,
    )
    session.add(opened)
    session.flush()
    session.refresh(nomination, ["opening"])
    return opened


def end_opening(session: Session, nomination: Nomination, now: datetime) -> None:
    """End that a nomination, which is locked, is open by a deadline of its own; if it is."""
    if nomination.opening is not None:
        nomination.opening.ended_at = now
        session.flush()
        session.refresh(nomination, ["opening"])
