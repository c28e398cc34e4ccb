"""Notes among the secretariat on a nomination. A note stands: another puts it right.

They are the secretariat's own, and the auditor's to read: never the nominators' nor the jury's.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Nomination, NominationNote, Round
from app.rules.access import Permission
from app.rules.forms import is_empty
from app.services import audit, digests, nominations
from app.services.work import NotFoundError, Work

LONGEST = 4000


class NoteFaultError(ValueError):
    """There is nothing in it, or far too much. ``too_long`` says which."""

    def __init__(self, *, too_long: bool) -> None:
        super().__init__("too long" if too_long else "empty")
        self.too_long = too_long


def write(work: Work, nomination: Nomination, text: str) -> NominationNote:
    """Write a note on what was handed in. The same one, sent twice, is written once.

    Raises:
        NoteFaultError: nothing is in it, or it is too long.
        NotFoundError: nothing has been handed in.

    """
    award_round, nomination = nominations.begin(work, Permission.ANNOTATE, nomination)
    if nomination.reference is None:
        raise NotFoundError("what was handed in")
    said = text.strip()
    if is_empty(said) or len(said) > LONGEST:
        raise NoteFaultError(too_long=not is_empty(said))
    before = of_nomination(work.session, nomination)
    if before and (before[-1].text, before[-1].written_by_id) == (said, work.actor.account_id):
        return before[-1]
    made = NominationNote(
        nomination_id=nomination.id,
        text=said,
        written_at=work.now,
        written_by_id=work.actor.account_id,
    )
    work.session.add(made)
    work.session.flush()
    audit.record(
        work,
        "note.written",
        f"nomination:{nomination.id}",
        award_round=award_round,
        note=made.id,
        digest=digests.of(said),
    )
    return made


def of_nomination(session: Session, nomination: Nomination) -> Sequence[NominationNote]:
    """List the notes on a nomination, the first first."""
    return session.scalars(
        select(NominationNote)
        .where(NominationNote.nomination_id == nomination.id)
        .order_by(NominationNote.id)
    ).all()


def noted(session: Session, award_round: Round) -> frozenset[int]:
    """Give the nominations of a round that have a note."""
    return frozenset(
        session.scalars(
            select(NominationNote.nomination_id)
            .join(Nomination, Nomination.id == NominationNote.nomination_id)
            .where(Nomination.round_id == award_round.id)
        )
    )
