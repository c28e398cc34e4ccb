"""The check for named or pictured residents: of each version, who looked, when, and what was found.

Social work is about people. The check of one version says nothing of the next.
"""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Nomination, NominationVersion, ResidentsCheck, Round
from app.rules.access import Permission
from app.rules.forms import is_empty
from app.services import audit, digests, nominations, seals
from app.services.work import NotFoundError, Work


class FindingMissingError(ValueError):
    """Something was found, and what is not said."""


class OtherVersionError(ValueError):
    """Another version has been handed in since the one that was looked through."""


def check(
    work: Work, nomination: Nomination, *, is_clear: bool, finding: str = "", version: int
) -> ResidentsCheck:
    """Put on record that the version that counts has been looked through.

    Args:
        work: the secretariat's.
        nomination: what was looked through.
        is_clear: whether the jury can read it as it is.
        finding: what was found.
        version: the number of the one that she looked through.

    Raises:
        FindingMissingError: something was found, and what is not said.
        OtherVersionError: it is not the version that counts any more.
        NotFoundError: nothing has been handed in.

    """
    award_round, nomination = nominations.begin(work, Permission.ANNOTATE, nomination)
    counts = _counting(work.session, nomination)
    if counts.number != version:
        raise OtherVersionError
    if not is_clear and is_empty(finding):
        raise FindingMissingError
    held = latest(work.session, counts.id)
    said = finding.strip()
    if held and (held.is_clear, held.finding) == (is_clear, said):
        return held
    made = ResidentsCheck(
        version_id=counts.id,
        is_clear=is_clear,
        finding=said,
        checked_at=work.now,
        checked_by_id=work.actor.account_id,
    )
    work.session.add(made)
    work.session.flush()
    audit.record(
        work,
        "residents.checked",
        f"nomination:{nomination.id}",
        award_round=award_round,
        check=made.id,
        version=counts.number,
        digest=digests.of(seals.residents_check(made)),
    )
    return made


def _counting(session: Session, nomination: Nomination) -> NominationVersion:
    found = session.scalars(
        select(NominationVersion).where(
            NominationVersion.nomination_id == nomination.id,
            NominationVersion.number == nomination.submissions,
        )
    ).one_or_none()
    if found is None:
        raise NotFoundError("what was handed in")
    return found


def is_clear(session: Session, nomination: Nomination) -> bool:
    """Say whether the version that counts has been looked through and can be read as it is."""
    held = latest(session, _counting(session, nomination).id)
    return held is not None and held.is_clear


def latest(session: Session, version_id: int) -> ResidentsCheck | None:
    """Give the check of a version that holds: the last."""
    found = of_version(session, version_id)
    return found[-1] if found else None


def of_version(session: Session, version_id: int) -> Sequence[ResidentsCheck]:
    """List the checks of a version, the first first."""
    return session.scalars(
        select(ResidentsCheck)
        .where(ResidentsCheck.version_id == version_id)
        .order_by(ResidentsCheck.id)
    ).all()


def was_checked(session: Session, nomination: Nomination) -> bool:
    """Say whether any version of a nomination has been looked through."""
    found = session.scalars(
        select(ResidentsCheck.id)
        .join(NominationVersion, NominationVersion.id == ResidentsCheck.version_id)
        .where(NominationVersion.nomination_id == nomination.id)
        .limit(1)
    )
    return found.first() is not None


def clear(session: Session, award_round: Round) -> frozenset[int]:
    """Give the nominations of a round whose latest version is found clear by its last check."""
    last = (
        select(func.max(ResidentsCheck.id))
        .join(NominationVersion, NominationVersion.id == ResidentsCheck.version_id)
        .join(Nomination, Nomination.id == NominationVersion.nomination_id)
        .where(
            Nomination.round_id == award_round.id,
            NominationVersion.number == Nomination.submissions,
        )
        .group_by(ResidentsCheck.version_id)
    )
    return frozenset(
        session.scalars(
            select(NominationVersion.nomination_id)
            .join(ResidentsCheck, ResidentsCheck.version_id == NominationVersion.id)
            .where(ResidentsCheck.id.in_(last), ResidentsCheck.is_clear)
        )
    )
