"""What the people of an organisation decide of themselves: who submits, who goes, who comes in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Membership, Organisation
from app.rules.access import Permission, Role
from app.rules.nominators import NominatorKind
from app.rules.notices import NoticeKind
from app.services import accounts, audit, foresight, may, notices
from app.services.organisations.creating import locked
from app.services.organisations.finding import begin
from app.services.organisations.members import (
    end,
    held,
    name_signatory,
    people,
    signatories,
)
from app.services.work import NotFoundError, Work


class LastSignatoryError(ValueError):
    """Others act for the organisation, and nobody of them would be left who may submit."""


def set_signatory(work: Work, organisation_id: int, account_id: int, *, signs: bool) -> Membership:
    """Say whether a member may submit.

    Raises:
        DeniedError, NotFoundError: as ``begin``; also where she is no member.
        LastSignatoryError: nobody would be left.

    """
    organisation = begin(work, organisation_id)
    found = _member(work.session, organisation, account_id)
    if not signs and _is_last_signatory(work.session, found):
        raise LastSignatoryError
    name_signatory(work, found, signs=signs)
    if signs:
        _tell_signatory(work, organisation, account_id)
    return found


def _member(session: Session, organisation: Organisation, account_id: int) -> Membership:
    found = held(session, organisation.id, account_id)
    if found is None:
        raise NotFoundError("membership")
    return found


def _is_last_signatory(session: Session, membership: Membership) -> bool:
    signing = signatories(session, membership.organisation_id)
    return {one.account_id for one in signing} == {membership.account_id}


def _tell_signatory(work: Work, organisation: Organisation, account_id: int) -> None:
    if account_id != work.actor.account_id:
        notices.queue(
            work.session,
            account_id,
            NoticeKind.SIGNATORY_NAMED,
            key=f"organisation:{organisation.id}:{int(work.now.timestamp())}",
            now=work.now,
            organisation=organisation.name,
            organisation_id=organisation.id,
        )


def remove(work: Work, organisation_id: int, account_id: int) -> Membership:
    """Let a member act for the organisation no longer, and tell her.

    Raises:
        DeniedError, NotFoundError: as ``begin``; also where she is no member, or the actor herself.
        LastSignatoryError: others act for it, and nobody of them may submit.

    """
    organisation = begin(work, organisation_id)
    found = _member(work.session, organisation, account_id)
    if account_id == work.actor.account_id:
        raise NotFoundError("membership")
    others = len(people(work.session, organisation.id)) > 1
    if others and _is_last_signatory(work.session, found):
        raise LastSignatoryError
    end(work, found)
    notices.queue(
        work.session,
        account_id,
        NoticeKind.MEMBERSHIP_ENDED,
        key=f"membership:{found.id}",
        now=work.now,
        organisation=organisation.name,
    )
    return found


def set_letting_in(work: Work, organisation_id: int, *, itself: bool) -> Organisation:
    """Say whether signatories let in each who comes by the domain, or they come by themselves.

    Raises:
        DeniedError, NotFoundError: as ``begin``.

    """
    organisation = begin(work, organisation_id)
    if organisation.lets_in_itself is not itself:
        organisation.lets_in_itself = itself
        audit.record(
            work, "organisation.letting_in_set", f"organisation:{organisation.id}", itself=itself
        )
    return organisation


@dataclass(frozen=True)
class ForeseenLeaving:
    """What is left of an organisation when somebody leaves it."""

    organisation_id: int
    name: str
    others: Sequence[tuple[int, str]]
    """Those who still act for it, with what they are called."""
    needs_heir: bool
    """Whether nobody of them may submit, so that she has to name one who may."""


def foresee_leaving(work: Work, organisation_id: int) -> ForeseenLeaving:
    """Say what follows from leaving an organisation.

    Raises:
        DeniedError: the actor does not act for it.
        NotFoundError: it is herself, who nominates as a private person.

    """
    may.require_for_body(work, Permission.LEAVE_ORGANISATION, organisation_id)
    organisation = work.session.get(Organisation, organisation_id)
    if organisation is None or organisation.kind is NominatorKind.PERSON:
        raise NotFoundError("organisation")
    others = [
        one
        for one in people(work.session, organisation_id)
        if one.account_id != work.actor.account_id
    ]
    return ForeseenLeaving(
        organisation_id,
        organisation.name,
        [(one.account_id, one.name) for one in others],
        bool(others) and not any(one.is_signatory for one in others),
    )


class HeirMissingError(ValueError):
    """She is the last who may submit, and has named nobody after her."""


def leave(work: Work, organisation_id: int, *, seen: str, heir: int | None = None) -> str:
    """Leave an organisation; what she has written stays with it. Gives its name.

    Is nobody left, the secretariats are told: they find somebody, or nobody is needed.

    Raises:
        DeniedError, NotFoundError: as ``foresee_leaving``.
        ForeseenOtherwiseError: others act for it than she was shown.
        HeirMissingError: she has to name one of the others, who may submit after her.

    """
    may.require_for_body(work, Permission.LEAVE_ORGANISATION, organisation_id)
    organisation = locked(work.session, organisation_id)
    found = foresee_leaving(work, organisation_id)
    foresight.insist(found, seen)
    if found.needs_heir:
        if heir not in {account_id for account_id, _name in found.others}:
            raise HeirMissingError
        name_signatory(work, _member(work.session, organisation, heir), signs=True)
        _tell_signatory(work, organisation, heir)
    end(work, _member(work.session, organisation, work.actor.account_id or 0))
    if not found.others:
        _tell_secretariats(work.session, organisation, work.now)
    return organisation.name


def _tell_secretariats(session: Session, organisation: Organisation, now: datetime) -> None:
    for account_id in accounts.holding_anywhere(session, Role.SECRETARIAT):
        notices.queue(
            session,
            account_id,
            NoticeKind.ORGANISATION_LEFT,
            key=f"organisation:{organisation.id}:{int(now.timestamp())}",
            now=now,
            organisation=organisation.name,
            organisation_id=organisation.id,
        )


def may_submit(work: Work, organisation_id: int) -> bool:
    """Say whether the actor is one of those who may submit for an organisation."""
    return organisation_id in work.actor.signs_for
