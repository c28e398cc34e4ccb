"""Telling those who nominate what becomes of their nomination."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.models import Nomination, Round
from app.rules.notices import NoticeKind
from app.services import notices, organisations


def told(session: Session, nomination: Nomination) -> Sequence[int]:
    """List the accounts that are told of a nomination: those who act for its organisation."""
    return organisations.members(session, nomination.organisation_id or 0)


def tell(
    session: Session,
    award_round: Round,
    nomination: Nomination,
    kind: NoticeKind,
    *,
    key: str,
    now: datetime,
    **more: Any,
) -> None:
    """Queue a notice of a nomination for each who is told of it, with what names it.

    Args:
        session: of what is told about.
        award_round: of the nomination.
        nomination: a draft too; its title is that of what was handed in.
        kind: what is told.
        key: what it is about, unique for ever.
        now: when it is queued.
        more: plain values that the template needs beside.

    """
    for account_id in told(session, nomination):
        notices.queue(
            session,
            account_id,
            kind,
            key=key,
            now=now,
            award_round=award_round,
            nomination_id=nomination.id,
            reference=nomination.reference or "",
            title=nomination.versions[-1].title if nomination.versions else "",
            **more,
        )
