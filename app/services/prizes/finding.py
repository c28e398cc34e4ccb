"""Finding prizes."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Organisation, Prize
from app.rules.access import Role
from app.services.work import NotFoundError, Work

OF_ROUNDS = frozenset({Role.SECRETARIAT, Role.AUDITOR})
"""The offices that let somebody into the rounds of a prize, beside a seat in its jury."""


def by_slug(session: Session, slug: str) -> Prize:
    """Find a prize by its address.

    Raises:
        NotFoundError: when there is none.

    """
    found = session.scalars(
        select(Prize).where(Prize.slug == slug).options(joinedload(Prize.secretariat))
    ).one_or_none()
    if found is None:
        raise NotFoundError(slug)
    return found


def all_of(session: Session) -> Sequence[Prize]:
    """List the prizes of the installation, in the order in which they were made."""
    return session.scalars(
        select(Prize).order_by(Prize.id).options(joinedload(Prize.secretariat))
    ).all()


def of_actor(work: Work) -> Sequence[Prize]:
    """List the prizes that the actor has an office in; of all of them, every one.

    Whoever has no more than one is asked by no query, because every page asks: for her the list
    is empty.
    """
    ids = work.actor.prizes(OF_ROUNDS)
    if None in ids:
        return all_of(work.session)
    if len(ids) < 2:
        return []
    return [prize for prize in all_of(work.session) if prize.id in ids]


def run_by(work: Work) -> Sequence[Prize]:
    """List the prizes whose secretariat the actor is of, in the order in which they were made."""
    ids = {prize for role, prize in work.actor.grants if role is Role.SECRETARIAT}
    return [prize for prize in all_of(work.session) if prize.id in ids] if ids else []


def agencies(session: Session) -> Sequence[Organisation]:
    """List the organisations that award a prize already, in the order in which they began to."""
    awarding = select(Prize.secretariat_id).distinct()
    return session.scalars(
        select(Organisation).where(Organisation.id.in_(awarding)).order_by(Organisation.id)
    ).all()
