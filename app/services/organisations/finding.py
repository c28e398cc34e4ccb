"""Finding organisations, and insisting that the actor may see or run one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import AuditEvent, Membership, Municipality, Organisation
from app.rules.access import Permission, Verdict
from app.rules.nominators import NominatorKind
from app.rules.searching import Search, is_name
from app.services import may
from app.services.organisations.alphabet import norwegian
from app.services.organisations.creating import locked
from app.services.organisations.members import without_people
from app.services.work import NotFoundError, Work


class Standing(StrEnum):
    """Where an organisation stands with the secretariat."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    EMPTY = "empty"
    """Confirmed, and nobody acts for it any more."""


@dataclass(frozen=True)
class Listed:
    """One organisation of the list."""

    id: int
    kind: NominatorKind
    name: str
    org_number: str
    standing: Standing


def standing(organisation: Organisation) -> Standing:
    """Say where an organisation stands, whoever acts for it."""
    if organisation.refused_at is not None:
        return Standing.REFUSED
    return Standing.CONFIRMED if organisation.confirmed_at else Standing.WAITING


def listed(work: Work) -> list[Listed]:
    """List the organisations that nominate, those that wait first, then by name.

    Private persons are left out: that somebody nominates is her own affair and that of the round.

    Raises:
        DeniedError: the actor is in no secretariat.

    """
    may.require_for_body(work, Permission.MANAGE_ORGANISATIONS)
    empty = set(work.session.scalars(without_people()))
    rows = work.session.scalars(
        select(Organisation).where(
            Organisation.kind != NominatorKind.PERSON,
            Organisation.id.in_(select(Membership.organisation_id)),
        )
    )
    found = [
        Listed(
            row.id,
            row.kind,
            row.name,
            row.org_number or row.refused_number,
            _standing_of(row, empty),
        )
        for row in rows
    ]
    order = (Standing.WAITING, Standing.EMPTY, Standing.CONFIRMED, Standing.REFUSED)
    return sorted(found, key=lambda one: (order.index(one.standing), norwegian(one.name), one.id))


def _standing_of(row: Organisation, empty: set[int]) -> Standing:
    found = standing(row)
    return Standing.EMPTY if found is Standing.CONFIRMED and row.id in empty else found


def searched(found: Sequence[Listed], query: str) -> list[Listed]:
    """Give those whose name or number holds what is searched for."""
    search = Search(query)
    return [one for one in found if search.finds([one.name, one.org_number])]


def count_waiting(work: Work) -> int:
    """Count the organisations that wait for a secretariat; nought for whoever is in none."""
    if may.decide_for_body(work, Permission.MANAGE_ORGANISATIONS) is not Verdict.ALLOWED:
        return 0
    waiting = select(Organisation.id).where(
        Organisation.confirmed_at.is_(None),
        Organisation.refused_at.is_(None),
        Organisation.kind != NominatorKind.PERSON,
    )
    return len(work.session.scalars(waiting).all())


def see(work: Work, organisation_id: int) -> Organisation:
    """Give an organisation to those who act for it, and to a secretariat.

    Raises:
        DeniedError: she is neither.
        NotFoundError: there is none, or it is a private person.

    """
    may.require_for_body(work, Permission.VIEW_ORGANISATION, organisation_id)
    found = work.session.get(
        Organisation, organisation_id, options=[joinedload(Organisation.municipality)]
    )
    if found is None or found.kind is NominatorKind.PERSON:
        raise NotFoundError("organisation")
    return found


def may_run(work: Work, organisation_id: int) -> bool:
    """Say whether the actor may say who acts for an organisation: a signatory, or a secretariat."""
    verdict = may.decide_for_body(work, Permission.MANAGE_MEMBERS, organisation_id, signing=True)
    return verdict is Verdict.ALLOWED


def begin(work: Work, organisation_id: int) -> Organisation:
    """Lock an organisation for somebody who may say who acts for it.

    Raises:
        DeniedError: she is neither its signatory nor in a secretariat.
        NotFoundError: as ``see``; also where it has been refused.

    """
    see(work, organisation_id)
    found = locked(work.session, organisation_id)
    may.require_for_body(work, Permission.MANAGE_MEMBERS, organisation_id, signing=True)
    if found.refused_at is not None:
        raise NotFoundError("organisation")
    return found


def of_actor(work: Work) -> list[Organisation]:
    """List the organisations that the actor acts for, by name; herself, if she nominates, last."""
    found = work.session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(work.actor.organisations))
        .options(joinedload(Organisation.municipality))
    ).all()
    return sorted(found, key=lambda one: (one.kind is NominatorKind.PERSON, norwegian(one.name)))


def institutions(session: Session) -> list[Organisation]:
    """List the organisations that may have a seat in a jury, in Norwegian order.

    No municipality, no private person, and none that somebody has only said that there is.
    """
    found = session.scalars(
        select(Organisation).where(
            Organisation.kind == NominatorKind.ORGANISATION, Organisation.confirmed_at.is_not(None)
        )
    )
    return sorted(found, key=lambda one: norwegian(one.name))


def called(session: Session, written: str) -> Organisation | None:
    """Find an institution by its whole name in any language, on any keyboard."""
    return next(
        (
            one
            for one in institutions(session)
            if any(is_name(written, name) for name in (one.name, *one.names.values()))
        ),
        None,
    )


def find_by_name(session: Session, name: str) -> Organisation | None:
    """Find an organisation by its exact name."""
    return session.scalars(select(Organisation).where(Organisation.name == name)).first()


def by_number(session: Session, org_number: str) -> Organisation | None:
    """Find the organisation that has a number. One that was refused has none any more."""
    return session.scalars(
        select(Organisation).where(Organisation.org_number == org_number)
    ).one_or_none()


def of_municipality(session: Session, municipality: Municipality) -> Organisation | None:
    """Find the organisation that a municipality is, if anybody has registered for it."""
    return session.scalars(
        select(Organisation).where(Organisation.municipality_id == municipality.id)
    ).one_or_none()


def history(session: Session, organisation_id: int, most: int = 50) -> list[AuditEvent]:
    """List what is on record of an organisation, the latest first."""
    return list(
        session.scalars(
            select(AuditEvent)
            .where(AuditEvent.subject == f"organisation:{organisation_id}")
            .order_by(AuditEvent.id.desc())
            .limit(most)
        )
    )
