"""Prizes: making them, finding them, and changing what is said of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from app.models import Organisation, Prize
from app.rules.access import Permission, Role
from app.services import audit, digests, may, seals
from app.services.work import NotFoundError, StaleEditError, Work

CHANGEABLE = ("name", "purpose", "about", "gifts", "contact_email")
"""What is said of a prize, and may be said otherwise. Its address stays: others have noted it."""


OF_ROUNDS = frozenset({Role.SECRETARIAT, Role.AUDITOR})
"""The offices that let somebody into the rounds of a prize, beside a seat in its jury."""


class SlugTakenError(ValueError):
    """Another prize has the address."""


def create(work: Work, secretariat: Organisation, *, slug: str, **texts: Any) -> Prize:
    """Create a prize; ``texts`` are the columns of ``Prize``.

    Raises:
        DeniedError: the actor is no administrator.
        SlugTakenError: another prize has the address.

    """
    may.require_installation(work, Permission.MANAGE_PRIZES)
    if work.session.scalar(select(exists().where(Prize.slug == slug))):
        raise SlugTakenError(slug)
    prize = Prize(secretariat=secretariat, slug=slug, **texts)
    work.session.add(prize)
    work.session.flush()
    audit.record(work, "prize.created", f"prize:{prize.id}", digest=digests.of(seals.prize(prize)))
    return prize


def lock(session: Session, prize: Prize) -> Prize:
    """Lock the row of a prize, and read it afresh."""
    return session.scalars(
        select(Prize)
        .where(Prize.id == prize.id)
        .with_for_update(of=Prize)
        .execution_options(populate_existing=True)
    ).one()


def change(work: Work, prize: Prize, given: dict[str, Any], *, base: int) -> list[str]:
    """Change what is said of a prize; gives what was changed.

    Args:
        work: an administrator's, or of its secretariat.
        prize: the prize.
        given: what is to be said, by the names in ``CHANGEABLE``.
        base: the version of the prize that the change began from.

    Raises:
        DeniedError: the actor is neither.
        StaleEditError: somebody else has changed it since.

    """
    prize = lock(work.session, prize)
    may.require_prize(work, Permission.EDIT_PRIZE, prize)
    held = {name: getattr(prize, name) for name in CHANGEABLE}
    changed = [name for name in CHANGEABLE if given.get(name, held[name]) != held[name]]
    if not changed:
        return []
    if prize.version != base:
        raise StaleEditError(held, given, prize.version)
    for name in changed:
        setattr(prize, name, given[name])
    work.session.flush()
    audit.record(
        work,
        "prize.changed",
        f"prize:{prize.id}",
        fields=changed,
        digest=digests.of(seals.prize(prize)),
    )
    return changed


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


def agencies(session: Session) -> Sequence[Organisation]:
    """List the organisations that award a prize already, in the order in which they began to."""
    awarding = select(Prize.secretariat_id).distinct()
    return session.scalars(
        select(Organisation).where(Organisation.id.in_(awarding)).order_by(Organisation.id)
    ).all()
