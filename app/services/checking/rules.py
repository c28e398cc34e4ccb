"""Rulebooks: one version after the other, locked when the jury begins, and such as can be met."""

from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.models import Round, Rulebook, Seat
from app.rules.lifecycle import Milestone
from app.rules.rulebooks import WHOLE
from app.services.checking.asking import Invariant

JUDGED = (Milestone.JUDGING, Milestone.DECIDED)
_seats = select(func.count(Seat.id)).where(Seat.jury_id == Round.jury_id).scalar_subquery()

INVARIANTS = (
    Invariant(
        "round {slug} has {number} versions of its rules, the last of them called {last}",
        select(
            Round.slug,
            func.count(Rulebook.id).label("number"),
            func.max(Rulebook.version).label("last"),
        )
        .join(Rulebook, Rulebook.round_id == Round.id)
        .group_by(Round.slug)
        .having(func.count(Rulebook.id) != func.max(Rulebook.version)),
    ),
    Invariant(
        "version {version} of the rules of round {slug} is not locked, and the round is judged",
        select(Rulebook.version, Round.slug)
        .join(Round, Rulebook.round_id == Round.id)
        .where(Round.milestone.in_(JUDGED), Rulebook.locked_at.is_(None)),
    ),
    Invariant(
        "version {version} of the rules of round {slug} asks for {quorum} sheets, of fewer seats",
        select(Rulebook.version, Round.slug, Rulebook.quorum)
        .join(Round, Rulebook.round_id == Round.id)
        .where(Round.milestone.in_(JUDGED), Rulebook.quorum > _seats),
    ),
    Invariant(
        "version {version} of the rules of round {slug} asks for no sheet",
        select(Rulebook.version, Round.slug)
        .join(Round, Rulebook.round_id == Round.id)
        .where(Rulebook.quorum < 1),
    ),
)


def weights(session: Session) -> Iterator[str]:
    """Name the versions whose weights are of other criteria, or do not come to a whole."""
    found = session.scalars(
        select(Round)
        .where(Round.milestone.in_(JUDGED), Round.is_recorded.is_(False))
        .order_by(Round.id)
        .options(selectinload(Round.criteria), selectinload(Round.rulebooks))
    )
    for one in found:
        keys = {criterion.key for criterion in one.criteria}
        for book in one.rulebooks:
            which = f"version {book.version} of the rules of round {one.slug}"
            if set(book.weights) - keys:
                yield f"{which} weighs criteria that the round has not"
            elif sum(one.weights(book).values(), Decimal(0)) != WHOLE:
                yield f"{which} has weights that do not come to a whole"
