"""Making a prize, with the agency that awards it and its first officer."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select

from app.models import Invitation, Organisation, Prize
from app.rules.access import Permission, Role
from app.services import audit, digests, invitations, may, organisations, seals
from app.services.work import Work


@dataclass(frozen=True)
class Agency:
    """The organisation that awards a prize: one that is known, or one to be."""

    name: str
    org_number: str = ""


@dataclass(frozen=True)
class Officer:
    """Who is invited to be the first of the secretariat."""

    name: str
    email: str
    language: str = "nb"


class OtherNameError(ValueError):
    """The organisation number is that of an organisation with another name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class OtherNumberError(ValueError):
    """The organisation of that name has another number."""


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


def make(
    work: Work, agency: Agency, officer: Officer, *, slug: str, **texts: Any
) -> tuple[Prize, Invitation]:
    """Make a prize, and invite the first of its secretariat: as many agree as it takes.

    Raises:
        DeniedError, SlugTakenError: as ``create``.
        OtherNameError, OtherNumberError: the agency is known, and otherwise.

    """
    may.require_installation(work, Permission.MANAGE_PRIZES)
    prize = create(work, _organisation(work, agency), slug=slug, **texts)
    invited = invitations.invite(
        work,
        email=officer.email,
        name=officer.name,
        language=officer.language,
        role=Role.SECRETARIAT,
        prize=prize,
    )
    return prize, invited


def _organisation(work: Work, agency: Agency) -> Organisation:
    """Give the organisation of that number or name, made if there is none."""
    number = "".join(agency.org_number.split())
    numbered = work.session.scalars(
        select(Organisation).where(Organisation.org_number == number)
    ).one_or_none()
    if number and numbered is not None:
        if numbered.name.casefold() != agency.name.casefold():
            raise OtherNameError(numbered.name)
        return numbered
    known = organisations.find_by_name(work.session, agency.name)
    if known is None:
        return organisations.create(work, name=agency.name, org_number=number or None)
    if number and known.org_number:
        raise OtherNumberError
    known.org_number = known.org_number or number or None
    return known
