"""The desk of a prize: its rounds, its juries, who its secretariat is, and who is invited to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Invitation, Jury, Prize, RoleGrant, Round
from app.rules.access import Permission, Role
from app.services import jury, may, rounds
from app.services.work import Work


@dataclass(frozen=True)
class PrizeDesk:
    """What belongs to a prize."""

    rounds: Sequence[Round]
    juries: Sequence[Jury]
    officers: Sequence[RoleGrant]
    invited: Sequence[Invitation]
    """Those who have been invited to the secretariat, and have not answered."""


def desk(work: Work, prize: Prize) -> PrizeDesk:
    """Gather what belongs to a prize, the latest first.

    Raises:
        DeniedError: the actor is neither an administrator nor of its secretariat.

    """
    may.require_prize(work, Permission.EDIT_PRIZE, prize)
    return PrizeDesk(
        rounds.of_prize(work.session, prize),
        jury.all_of(work.session, prize),
        _officers(work.session, prize),
        _invited(work.session, prize),
    )


def _officers(session: Session, prize: Prize) -> Sequence[RoleGrant]:
    return session.scalars(
        select(RoleGrant)
        .where(
            RoleGrant.prize_id == prize.id,
            RoleGrant.role == Role.SECRETARIAT,
            RoleGrant.revoked_at.is_(None),
        )
        .order_by(RoleGrant.id)
        .options(joinedload(RoleGrant.account))
    ).all()


def _invited(session: Session, prize: Prize) -> Sequence[Invitation]:
    return session.scalars(
        select(Invitation)
        .where(
            Invitation.prize_id == prize.id,
            Invitation.role == Role.SECRETARIAT,
            Invitation.taken_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .order_by(Invitation.id)
    ).all()
