"""Queueing a notice with what caused it.

It is queued in the transaction of what it tells about: nothing that was rolled back is ever sent.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from app.models import Notice, Round
from app.rules.notices import NOTICES, NoticeKind


class WrongTimeError(ValueError):
    """A message that leaves at once was given a time, or one that waits was given none."""


@dataclass(frozen=True)
class To:
    """Who a message goes to, where that is not what an account says: each that is given."""

    address: str = ""
    name: str = ""
    language: str = ""


def queue(
    session: Session,
    account_id: int | None,
    kind: NoticeKind,
    *,
    key: str,
    now: datetime,
    award_round: Round | None = None,
    not_before: datetime | None = None,
    to: To | None = None,
    **context: Any,
) -> Notice | None:
    """Queue a notice; None when the same thing has been told already.

    Args:
        session: of what it tells about.
        account_id: who is told; nothing where she has no account yet, and ``to`` says all.
        kind: what it is; its row says whether it waits.
        key: what it is about, unique for ever.
        now: when it is queued.
        award_round: the round it belongs to.
        not_before: the time from which it may leave, of a kind that waits.
        to: where it goes, if not to what the account says.
        context: plain values that the template needs.

    Raises:
        WrongTimeError: a time without waiting, or waiting without a time.

    """
    if NOTICES[kind].waits is (not_before is None):
        raise WrongTimeError(kind)
    full_key = f"{kind}:{key}:{account_id or 'new'}"
    if session.scalar(select(Notice.id).where(Notice.key == full_key)) is not None:
        return None
    notice = Notice(
        round_id=award_round.id if award_round else None,
        account_id=account_id,
        to_address=to.address if to else "",
        to_name=to.name if to else "",
        to_language=to.language if to else "",
        kind=kind,
        context=context,
        key=full_key,
        queued_at=now,
        not_before=not_before or now,
    )
    session.add(notice)
    session.flush()
    return notice


def postpone(session: Session, kind: NoticeKind, key: str, until: datetime) -> None:
    """Let the messages of one kind about one thing leave at another time, if they have not left."""
    session.execute(
        update(Notice)
        .where(*is_about(kind, key), Notice.sent_at.is_(None))
        .values(not_before=until)
    )


def is_about(kind: NoticeKind, key: str) -> tuple[ColumnElement[bool], ...]:
    """Say in SQL that a message is of one kind and about one thing, whoever is told."""
    return Notice.kind == kind, Notice.key.startswith(f"{kind}:{key}:", autoescape=True)
