"""Opening one nomination after the deadline, and ending that."""

from collections.abc import Sequence
from datetime import datetime

from app.models import Nomination, NominationMove, Opening
from app.rules.windows import OpeningKind
from app.services.work import Work


def open_until(
    work: Work,
    nomination: Nomination,
    made: NominationMove,
    kind: OpeningKind,
    deadline_at: datetime,
    sections: Sequence[str] = (),
) -> Opening:
    """Open a nomination, which is locked; one that was open before is not any more."""
    end_opening(work, nomination)
    opened = Opening(
        nomination_id=nomination.id,
        move_id=made.id,
        kind=kind,
        sections=list(sections),
        deadline_at=deadline_at,
    )
    work.session.add(opened)
    work.session.flush()
    work.session.refresh(nomination, ["opening"])
    return opened


def end_opening(work: Work, nomination: Nomination) -> None:
    """End that a nomination, which is locked, is open by a deadline of its own; if it is."""
    if nomination.opening is not None:
        nomination.opening.ended_at = work.now
        work.session.flush()
        work.session.refresh(nomination, ["opening"])
