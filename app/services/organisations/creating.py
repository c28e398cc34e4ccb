"""Creating an organisation, and the secretariat's answer to one that somebody has registered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.models import Municipality, Organisation, Texts
from app.rules.access import Permission
from app.rules.nominators import NominatorKind
from app.rules.notices import NoticeKind
from app.services import accounts, audit, digests, foresight, may, notices
from app.services.moves import ReasonMissingError
from app.services.organisations.members import end_all, members
from app.services.work import NotFoundError, Work


def create(
    work: Work,
    *,
    name: str,
    names: Texts | None = None,
    org_number: str | None = None,
    municipality: Municipality | None = None,
    kind: NominatorKind | None = None,
    waits: bool = False,
    **columns: Any,
) -> Organisation:
    """Create an organisation.

    Args:
        work: of whoever creates it.
        name: what it is called.
        names: in other languages, where it has another name there.
        org_number: its number, if it has one.
        municipality: which one it is, if it is one of the register.
        kind: what it is; if not given, a municipality where one is named, else an organisation.
        waits: whether the secretariat has to confirm it before anything is submitted for it.
        columns: others of ``Organisation``.

    """
    of_register = NominatorKind.MUNICIPALITY if municipality else NominatorKind.ORGANISATION
    organisation = Organisation(
        kind=kind or of_register,
        name=name,
        names=names or {},
        org_number=org_number,
        municipality=municipality,
        **columns,
        confirmed_at=None if waits else work.now,
        confirmed_by_id=None if waits else work.actor.account_id,
    )
    work.session.add(organisation)
    work.session.flush()
    audit.record(
        work,
        "organisation.created",
        f"organisation:{organisation.id}",
        nominator=organisation.kind.value,
        waits=waits,
    )
    return organisation


def _waiting(work: Work, organisation_id: int) -> Organisation:
    """Lock an organisation that waits for an answer.

    Raises:
        DeniedError: the actor is in no secretariat.
        NotFoundError: it waits for none.

    """
    may.require_for_body(work, Permission.MANAGE_ORGANISATIONS)
    found = locked(work.session, organisation_id)
    if found.confirmed_at is not None or found.refused_at is not None:
        raise NotFoundError("organisation")
    return found


def locked(session: Session, organisation_id: int) -> Organisation:
    """Lock an organisation, and read it anew.

    Raises:
        NotFoundError: there is none.

    """
    found = session.get(
        Organisation, organisation_id, with_for_update={"of": Organisation}, populate_existing=True
    )
    if found is None:
        raise NotFoundError("organisation")
    return found


def confirm(work: Work, organisation_id: int) -> Organisation:
    """Confirm that an organisation is what it was registered as: now it may submit.

    Raises:
        DeniedError, NotFoundError: as ``_waiting``.

    """
    found = _waiting(work, organisation_id)
    found.confirmed_at, found.confirmed_by_id = work.now, work.actor.account_id
    audit.record(work, "organisation.confirmed", f"organisation:{found.id}")
    for account_id in members(work.session, found.id):
        notices.queue(
            work.session,
            account_id,
            NoticeKind.ORGANISATION_CONFIRMED,
            key=f"organisation:{found.id}",
            now=work.now,
            organisation=found.name,
        )
    return found


@dataclass(frozen=True)
class ForeseenRefusal:
    """Whom a refusal is told to, and shut out."""

    organisation_id: int
    name: str
    people: Sequence[str]


def foresee_refusal(work: Work, organisation_id: int) -> ForeseenRefusal:
    """Say what follows from refusing an organisation.

    Raises:
        DeniedError, NotFoundError: as ``_waiting``.

    """
    found = _waiting(work, organisation_id)
    names = accounts.names_of(work.session, members(work.session, found.id))
    return ForeseenRefusal(found.id, found.name, [names[key] for key in sorted(names)])


def refuse(work: Work, organisation_id: int, reason: str, *, seen: str) -> Organisation:
    """Refuse an organisation: those who registered it no longer act for it, and are told why.

    Its number is free: whoever registers it next begins anew, and sees nothing of this.

    Raises:
        DeniedError, NotFoundError: as ``_waiting``.
        ReasonMissingError: nothing says why.
        ForeseenOtherwiseError: others act for it than she was shown.

    """
    found = _waiting(work, organisation_id)
    if not reason.strip():
        raise ReasonMissingError
    foresight.insist(foresee_refusal(work, organisation_id), seen)
    told = members(work.session, found.id)
    found.refused_at, found.refused_by_id = work.now, work.actor.account_id
    found.refusal = reason.strip()
    found.refused_number = found.org_number or ""
    found.org_number = found.municipality = None
    audit.record(
        work,
        "organisation.refused",
        f"organisation:{found.id}",
        digest=digests.of(found.refusal),
    )
    end_all(work, found)
    for account_id in told:
        notices.queue(
            work.session,
            account_id,
            NoticeKind.ORGANISATION_REFUSED,
            key=f"organisation:{found.id}",
            now=work.now,
            organisation=found.name,
            reason=found.refusal,
        )
    return found
