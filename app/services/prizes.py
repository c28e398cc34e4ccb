"""Prizes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Organisation, Prize
from app.services import audit
from app.services.work import NotFoundError, Work


def create(work: Work, secretariat: Organisation, **texts: Any) -> Prize:
    """Create a prize; ``texts`` are the columns of ``Prize``."""
    prize = Prize(secretariat=secretariat, **texts)
    work.session.add(prize)
    work.session.flush()
    audit.record(work, "prize.created", f"prize:{prize.id}")
    return prize


def all_of(session: Session) -> Sequence[Prize]:
    """List the prizes of the installation, in the order in which they were made."""
    return session.scalars(select(Prize).order_by(Prize.id)).all()


def the_prize(session: Session) -> Prize:
    """Give the prize of the installation.

    Raises:
        NotFoundError: when none has been set up yet.

    """
    prize = session.scalars(select(Prize).order_by(Prize.id).limit(1)).one_or_none()
    if prize is None:
        raise NotFoundError("no prize has been set up")
    return prize


def by_slug(session: Session, slug: str) -> Prize:
    """Find a prize by its name in addresses.

    Raises:
        NotFoundError: when there is none.

    """
    prize = session.scalars(select(Prize).where(Prize.slug == slug)).one_or_none()
    if prize is None:
        raise NotFoundError(slug)
    return prize
