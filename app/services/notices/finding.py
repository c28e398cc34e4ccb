"""Which messages there are: of a round, about one thing, and those that did not arrive."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.models import Account, Notice, Round
from app.rules.notices import BLIND, NoticeKind, Stopped
from app.services.notices.queueing import is_about

LONG = timedelta(days=1)
"""A message that has been put off for so long counts among those that did not arrive."""


def of_round(session: Session, award_round: Round, limit: int = 200) -> Sequence[Notice]:
    """List the notices of a round: those that could not be sent, then the newest first."""
    held_up = or_(Notice.last_error != "", Notice.stopped.is_not(None))
    return session.scalars(
        select(Notice)
        .where(Notice.round_id == award_round.id, Notice.kind.not_in(BLIND))
        .order_by(case((Notice.sent_at.is_(None) & held_up, 0), else_=1), Notice.id.desc())
        .limit(limit)
        .options(joinedload(Notice.account))
    ).all()


def newest(session: Session) -> Sequence[int]:
    """List the numbers of all notices, the newest first."""
    return session.scalars(
        select(Notice.id).order_by(Notice.queued_at.desc(), Notice.id.desc())
    ).all()


def by_ids(session: Session, ids: Sequence[int]) -> list[Notice]:
    """Give some notices with their receivers, in the order in which they are named."""
    found = session.scalars(
        select(Notice)
        .where(Notice.id.in_(ids))
        .options(
            joinedload(Notice.account),
            joinedload(Notice.award_round).joinedload(Round.prize),
        )
    )
    by_id = {notice.id: notice for notice in found}
    return [by_id[number] for number in ids]


def told(session: Session, kind: NoticeKind, key: str) -> Sequence[Notice]:
    """List the notices of one kind about one thing: who has been told, and whether it has left."""
    return session.scalars(
        select(Notice)
        .where(*is_about(kind, key))
        .order_by(Notice.id)
        .options(joinedload(Notice.account))
    ).all()


def count_failed(session: Session, award_round: Round, now: datetime) -> int:
    """Count notices of a round that were refused, or have been put off for a day."""
    return session.execute(
        select(func.count())
        .select_from(Notice)
        .outerjoin(Notice.account)
        .where(Notice.round_id == award_round.id, *has_failed(now))
    ).scalar_one()


def has_failed(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Say in SQL that a message did not arrive, though nobody has closed its receiver's account."""
    return (
        Notice.sent_at.is_(None),
        Account.disabled_at.is_(None),
        or_(
            Notice.attempts > 0,
            Notice.stopped == Stopped.GIVEN_UP,
            and_(Notice.last_error != "", Notice.not_before < now - LONG),
        ),
    )


def can_be_sent_again(notice: Notice) -> bool:
    """Say whether somebody may have a message tried at once, which would wait or never leave."""
    held_up = notice.stopped is not None or notice.last_error != ""
    return notice.sent_at is None and held_up and not notice.is_stopped_for_good
