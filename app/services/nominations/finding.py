"""Finding nominations, and insisting that the actor may do something with one."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Candidate, Collaborator, Membership, Nomination, NominationVersion, Round
from app.rules.access import Permission, Verdict
from app.rules.lifecycle import NominationState
from app.services import may, rounds
from app.services.locks import lock_nomination, lock_round
from app.services.work import NotFoundError, Work

_WHOLE = (
    selectinload(Nomination.candidates).joinedload(Candidate.municipality),
    joinedload(Nomination.organisation),
    selectinload(Nomination.versions),
    selectinload(Nomination.moves),
    selectinload(Nomination.opening),
)


def by_id(session: Session, nomination_id: int) -> Nomination:
    """Find a nomination with its candidates, versions and moves.

    Raises:
        NotFoundError: when there is none.
    """
    found = session.scalars(
        select(Nomination).where(Nomination.id == nomination_id).options(*_WHOLE)
    ).one_or_none()
    if found is None:
        raise NotFoundError(f"nomination {nomination_id}")
    return found


def by_ids(session: Session, ids: Sequence[int]) -> list[Nomination]:
    """Give some nominations in the order given, each as ``by_id`` finds it."""
    found = session.scalars(select(Nomination).where(Nomination.id.in_(ids)).options(*_WHOLE))
    by_number = {nomination.id: nomination for nomination in found}
    return [by_number[wanted] for wanted in ids]


def require(work: Work, permission: Permission, nomination: Nomination) -> Round:
    """Insist that the actor may, for this nomination, now; gives its round."""
    award_round = rounds.by_id(work.session, nomination.round_id)
    insist(work, permission, nomination, award_round)
    return award_round


def insist(work: Work, permission: Permission, nomination: Nomination, award_round: Round) -> None:
    """Insist as ``require`` does, of whoever has loaded its round."""
    may.require(
        work,
        permission,
        award_round,
        organisation_id=nomination.organisation_id,
        nomination_id=nomination.id,
    )


def decide(
    work: Work, permission: Permission, nomination: Nomination, award_round: Round
) -> Verdict:
    """Answer whether the actor may, for this nomination, now."""
    return may.decide(
        work,
        permission,
        award_round,
        organisation_id=nomination.organisation_id,
        nomination_id=nomination.id,
    )


def begin(work: Work, permission: Permission, nomination: Nomination) -> tuple[Round, Nomination]:
    """Lock a nomination and its round, then insist that the actor may, now.

    The round first, as everywhere: nothing is withdrawn in the moment in which it wins.
    """
    lock_round(work.session, rounds.by_id(work.session, nomination.round_id))
    locked = lock_nomination(work.session, nomination)
    return require(work, permission, locked), locked


def nominators(
    session: Session, award_round: Round, states: Collection[NominationState]
) -> list[int]:
    """List the accounts that write or read a nomination in some states, each once.

    Those who act for its organisation come first, then those who were let into it.
    """
    of_these = (Nomination.round_id == award_round.id, Nomination.state.in_(states))
    members = session.scalars(
        select(Membership.account_id)
        .join(Nomination, Nomination.organisation_id == Membership.organisation_id)
        .where(*of_these, Membership.ended_at.is_(None))
        .order_by(Nomination.id, Membership.id)
    )
    let_in = session.scalars(
        select(Collaborator.account_id)
        .join(Nomination, Nomination.id == Collaborator.nomination_id)
        .where(*of_these, Collaborator.ended_at.is_(None))
        .order_by(Nomination.id, Collaborator.id)
    )
    return list(dict.fromkeys([*members, *let_in]))


def current_version(nomination: Nomination) -> NominationVersion | None:
    """Give the version that counts, if anything has been handed in."""
    return nomination.versions[-1] if nomination.versions else None


IN_JUDGING = (NominationState.ADMITTED, NominationState.SHORTLISTED)
"""What came to the jury; of it ``Round.in_the_running`` is what it judges now."""


def admitted_ids(session: Session, award_round: Round) -> list[int]:
    """List the nominations that the jury judges, in the order of their numbers."""
    return list(
        session.scalars(
            select(Nomination.id)
            .where(
                Nomination.round_id == award_round.id,
                Nomination.state.in_(award_round.in_the_running),
            )
            .order_by(Nomination.number)
        )
    )


def admitted(session: Session, award_round: Round) -> Sequence[Nomination]:
    """Give the nominations that the jury judges, with candidates and what was handed in."""
    return session.scalars(
        select(Nomination)
        .where(
            Nomination.round_id == award_round.id, Nomination.state.in_(award_round.in_the_running)
        )
        .order_by(Nomination.number)
        .options(
            selectinload(Nomination.candidates).joinedload(Candidate.municipality),
            selectinload(Nomination.versions).defer(NominationVersion.content),
        )
    ).all()
