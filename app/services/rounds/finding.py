"""Finding rounds."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.models import Prize, Round
from app.rules.access import Role
from app.rules.calendar import MINUTE
from app.rules.lifecycle import Course, Milestone, Phase
from app.services import may
from app.services.work import NotFoundError, Work

_WHOLE = (
    joinedload(Round.prize).joinedload(Prize.secretariat),
    selectinload(Round.criteria),
    selectinload(Round.stages),
    selectinload(Round.rulebooks),
)


def by_slug(session: Session, slug: str) -> Round:
    """Find a round with its criteria, stages and rulebooks.

    Raises:
        NotFoundError: when there is none.

    """
    found = session.scalars(select(Round).where(Round.slug == slug).options(*_WHOLE)).one_or_none()
    if found is None:
        raise NotFoundError(slug)
    return found


def by_id(session: Session, round_id: int) -> Round:
    """Find a round by its number, as ``by_slug`` does."""
    return session.scalars(select(Round).where(Round.id == round_id).options(*_WHOLE)).one()


def by_ids(session: Session, ids: Collection[int]) -> dict[int, Round]:
    """Find some rounds with their prizes, by id, latest first.

    Left to the database, the order would tell which of them was changed last.
    """
    found = session.scalars(
        select(Round)
        .where(Round.id.in_(ids))
        .order_by(Round.year.desc(), Round.id.desc())
        .options(joinedload(Round.prize))
    )
    return {award_round.id: award_round for award_round in found}


def of_prize(session: Session, *prizes: Prize) -> Sequence[Round]:
    """List the rounds of a prize, or of several, latest first."""
    return session.scalars(
        select(Round)
        .where(Round.prize_id.in_([prize.id for prize in prizes]))
        .order_by(Round.year.desc(), Round.id.desc())
        .options(*_WHOLE)
    ).all()


def of_actor(work: Work) -> list[Round]:
    """List the rounds that the actor has a part in by office, latest first.

    A round that is only planned is listed to nobody but those who set it up or audit it.
    """
    return _of_actor(work, *_WHOLE)


def _of_actor(work: Work, *options: ExecutableOption) -> list[Round]:
    juries = [held.jury_id for held in work.actor.appointments]
    offices = {Role.SECRETARIAT, Role.AUDITOR}
    prizes = {prize_id for role, prize_id in work.actor.grants if role in offices}
    parts: list[ColumnElement[bool]] = [
        Round.jury_id.in_(juries),
        Round.prize_id.in_(prizes - {None}),
    ]
    if None in prizes:
        parts.append(true())
    found = work.session.scalars(
        select(Round)
        .where(Round.is_recorded.is_(False), or_(*parts))
        .order_by(Round.year.desc(), Round.id.desc())
        .options(*options)
    ).all()
    return [
        award_round
        for award_round in found
        if award_round.phase(work.now) is not Phase.PLANNED
        or not may.roles(work, award_round).isdisjoint(offices)
    ]


def open_calls(session: Session, now: datetime) -> Sequence[Round]:
    """List the rounds that take nominations now, the nearest deadline first."""
    return session.scalars(
        select(Round)
        .where(
            Round.milestone == Milestone.CALLED,
            Round.course == Course.RUNNING,
            Round.opens_at <= now,
            Round.deadline_at > now - MINUTE,  # the minute that it names is inside
        )
        .order_by(Round.deadline_at, Round.id)
        .options(*_WHOLE)
    ).all()


def under_way(work: Work, prize: Prize | None = None) -> Round | None:
    """Give the round that the actor most likely works in: one that is judged, else the latest.

    One of ``prize`` rather than of any other, if there is one.
    """
    order = (Milestone.JUDGING, Milestone.CALLED, Milestone.DECIDED, Milestone.PLANNED)
    # Every page asks, for its menu: nothing is loaded with them.
    every = [one for one in _of_actor(work) if one.course is not Course.CANCELLED]
    own = [award_round for award_round in every if prize and award_round.prize_id == prize.id]
    by_milestone = {award_round.milestone: award_round for award_round in reversed(own or every)}
    return next((by_milestone[m] for m in order if m in by_milestone), None)
