"""Telling those who nominate what becomes of their nomination."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Collaborator, Nomination, NominationMove, Round
from app.rules.access import CollaboratorRole, Role
from app.rules.notices import NOTICES, NoticeKind
from app.services import notices, organisations


def told(session: Session, nomination: Nomination, kind: NoticeKind) -> list[int]:
    """List the accounts that are told something of a nomination, each once.

    Those who act for its organisation, and of those let into it whom the kind is for.
    """
    members = organisations.members(session, nomination.organisation_id or 0)
    let_in = session.scalars(
        select(Collaborator.account_id)
        .where(
            Collaborator.nomination_id == nomination.id,
            Collaborator.ended_at.is_(None),
            Collaborator.role.in_(
                [one for one in CollaboratorRole if Role(one.value) in NOTICES[kind].receivers]
            ),
        )
        .order_by(Collaborator.id)
    )
    return list(dict.fromkeys([*members, *let_in]))


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
    for account_id in told(session, nomination, kind):
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


def tell_of_move(
    session: Session,
    award_round: Round,
    nomination: Nomination,
    kind: NoticeKind,
    made: NominationMove,
    **more: Any,
) -> None:
    """Tell as ``tell`` does what a move made of a nomination, and why.

    What is done again after it was undone is told again.
    """
    tell(
        session,
        award_round,
        nomination,
        kind,
        key=f"move:{made.id}",
        now=made.moved_at,
        reason=made.reason,
        **more,
    )
