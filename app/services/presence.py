"""Who is writing where in a nomination. No record: what was seen last is written over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.models import Account, Nomination, Presence, Round
from app.rules.access import Permission
from app.services import nominations
from app.services.work import Work

LIFE = timedelta(seconds=60)
"""For so long somebody is taken to be where she was seen: pages tell of her every 15 seconds."""


@dataclass(frozen=True)
class Seen:
    """Somebody else who writes in a nomination, and where she was seen last."""

    name: str
    section: str
    question: str
    is_here: bool
    """Whether that was so lately that she is there now."""
    saved_at: datetime | None


def note(
    work: Work,
    award_round: Round,
    nomination: Nomination,
    section: str,
    question: str,
    *,
    saved: bool = False,
) -> None:
    """Note where in a nomination the actor is writing; and, if she is, that she has stored it.

    Raises:
        DeniedError, WrongPhaseError: she may not write in it, or not now.

    """
    nominations.require_window(work, award_round, nomination)
    values = {"section": section[:40], "question": question[:40], "seen_at": work.now}
    if saved:
        values["saved_at"] = work.now
    key = {"nomination_id": nomination.id, "account_id": work.actor.account_id}
    if _write_over(work.session, key, values):
        return
    try:
        with work.session.begin_nested():
            work.session.add(Presence(**key, **values))
    except IntegrityError:  # another window of hers was first
        _write_over(work.session, key, values)


def _write_over(session: Session, key: dict[str, int | None], values: dict[str, object]) -> bool:
    """Write over where she was seen before; says whether she was."""
    found = session.execute(
        update(Presence)
        .where(*(getattr(Presence, name) == value for name, value in key.items()))
        .values(**values)
        .returning(Presence.account_id)
    )
    return found.first() is not None


def others(work: Work, award_round: Round, nomination: Nomination) -> Sequence[Seen]:
    """List who else writes, or has written, in a nomination, the latest first: one query."""
    nominations.insist(work, Permission.READ_OWN_NOMINATION, nomination, award_round)
    found = work.session.execute(
        select(
            Account.name,
            Presence.section,
            Presence.question,
            Presence.seen_at,
            Presence.saved_at,
        )
        .join(Account, Account.id == Presence.account_id)
        .where(
            Presence.nomination_id == nomination.id,
            Presence.account_id != work.actor.account_id,
        )
        .order_by(Presence.seen_at.desc(), Account.name)
    )
    return [
        Seen(name, section, question, seen_at > work.now - LIFE, saved_at)
        for name, section, question, seen_at, saved_at in found
    ]
