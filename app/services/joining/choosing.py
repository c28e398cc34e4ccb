"""Whom somebody nominates for: by the domain of her address, by a number, or as herself.

What the domain does not prove, a secretariat confirms before anything is submitted. What is there
before is never entered by naming it: she asks to be let in.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from app.models import Account, Membership, Municipality, Organisation
from app.rules.access import Permission, Role
from app.rules.nominators import NominatorKind
from app.rules.notices import NoticeKind
from app.rules.org_numbers import digits, is_org_number
from app.services import accounts, domains, may, nominators, notices, organisations
from app.services.domains import Body
from app.services.joining.asking import ask
from app.services.organisations import Standing
from app.services.work import NotFoundError, Work

MOST_WAITING = 3
"""So many organisations that one person has registered wait for a secretariat at a time."""


class Outcome(StrEnum):
    """How somebody has come in, or not yet."""

    JOINED = "joined"
    WAITS = "waits"
    """She is in, and the organisation waits for a secretariat."""
    ASKED = "asked"
    """She is not in: those who are, or a secretariat, have been asked."""


class BadNumberError(ValueError):
    """It is no organisation number."""


class NoPersonsError(ValueError):
    """No round that is open takes nominations from private persons."""


class TooManyError(ValueError):
    """What she has registered before has to be looked at first."""


@dataclass(frozen=True)
class Joined:
    """For whom somebody has asked to act, and what became of it."""

    organisation: Organisation
    outcome: Outcome


def offered(work: Work) -> list[Body]:
    """List those that the actor can act for by the domain of her address, and does not yet."""
    may.require_for_body(work, Permission.REGISTER_ORGANISATION)
    account = work.session.get_one(Account, work.actor.account_id)
    held = organisations.of_actor(work)
    bodies = {one.id for one in held}
    places = {one.municipality_id for one in held} - {None}
    return [
        body
        for body in domains.of_address(work.session, account.email)
        if body.organisation_id not in bodies and body.municipality_id not in places
    ]


def by_domain(work: Work, key: str) -> Joined:
    """Come in to one of those that the domain of the actor's address belongs to.

    Raises:
        NotFoundError: it belongs to no such.
        TooManyError: as ``_first``.

    """
    body = next((one for one in offered(work) if one.key == key), None)
    if body is None:
        raise NotFoundError("organisation")
    if body.organisation_id is not None:
        return _enter(work, organisations.locked(work.session, body.organisation_id))
    place = work.session.get_one(Municipality, body.municipality_id)
    found = organisations.of_municipality(work.session, place)
    return _enter(work, found) if found else _first_of(work, place)


def _enter(work: Work, organisation: Organisation) -> Joined:
    """Come in where the domain says that she belongs, unless somebody there lets people in."""
    people = organisations.people(work.session, organisation.id)
    if not people or organisation.lets_in_itself:
        return _ask(work, organisation)
    account = work.session.get_one(Account, work.actor.account_id)
    organisations.add_member(work, organisation, account)
    stands = organisations.standing(organisation)
    return Joined(organisation, Outcome.JOINED if stands is Standing.CONFIRMED else Outcome.WAITS)


def _ask(work: Work, organisation: Organisation) -> Joined:
    if organisations.held(work.session, organisation.id, work.actor.account_id or 0):
        return Joined(organisation, Outcome.JOINED)
    ask(work, organisation)
    return Joined(organisation, Outcome.ASKED)


def municipality(work: Work, municipality_id: int) -> Joined:
    """Register for a municipality whose domain does not say that one belongs there.

    Raises:
        NotFoundError: it is not one of the register in force.
        TooManyError: as ``_first``.

    """
    may.require_for_body(work, Permission.REGISTER_ORGANISATION)
    place = work.session.get(Municipality, municipality_id)
    if place is None or place.register_year != organisations.register_year(work.session):
        raise NotFoundError("municipality")
    found = organisations.of_municipality(work.session, place)
    return _ask(work, found) if found else _first_of(work, place)


def _first_of(work: Work, place: Municipality) -> Joined:
    held = organisations.by_number(work.session, place.org_number) if place.org_number else None
    if held is not None:
        return _ask(work, held)
    name = f"{place.display_name} kommune"
    return _first(work, name, number=place.org_number, place=place)


def by_number(work: Work, org_number: str, name: str) -> Joined:
    """Register for an organisation by its number, under the name that is written.

    The number of a municipality of the register is the municipality, whatever is written.

    Raises:
        BadNumberError: it is no organisation number.
        TooManyError: as ``_first``.

    """
    may.require_for_body(work, Permission.REGISTER_ORGANISATION)
    if not is_org_number(org_number):
        raise BadNumberError(org_number)
    number = digits(org_number)
    found = organisations.by_number(work.session, number)
    if found is not None:
        return _ask(work, found)
    known = organisations.register(work.session)
    place = next((one for one in known if one.org_number == number), None)
    if place is not None:
        return municipality(work, place.id)
    return _first(work, name.strip(), number=number)


def _first(
    work: Work, name: str, *, number: str | None, place: Municipality | None = None
) -> Joined:
    """Register an organisation as the first of its people, and have a secretariat look at it.

    Raises:
        TooManyError: others that she has registered wait still.

    """
    account = work.session.get_one(Account, work.actor.account_id, with_for_update=True)
    waiting = select(func.count()).where(
        Organisation.id.in_(work.actor.organisations), Organisation.confirmed_at.is_(None)
    )
    if (work.session.scalar(waiting) or 0) >= MOST_WAITING:
        raise TooManyError
    made = organisations.create(
        work,
        name=name,
        org_number=number,
        municipality=place,
        language=work.actor.language,
        waits=True,
    )
    organisations.add_member(work, made, account, is_signatory=True)
    for account_id in accounts.holding_anywhere(work.session, Role.SECRETARIAT):
        notices.queue(
            work.session,
            account_id,
            NoticeKind.ORGANISATION_WAITING,
            key=f"organisation:{made.id}",
            now=work.now,
            who=account.name,
            organisation=made.name,
            organisation_id=made.id,
        )
    return Joined(made, Outcome.WAITS)


def as_person(work: Work) -> Joined:
    """Nominate as oneself. She is an organisation of one, which nobody else sees as such.

    Raises:
        NoPersonsError: no open round takes nominations from private persons.

    """
    may.require_for_body(work, Permission.REGISTER_ORGANISATION)
    account = work.session.get_one(Account, work.actor.account_id, with_for_update=True)
    found = work.session.scalars(
        select(Organisation)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.account_id == account.id, Organisation.kind == NominatorKind.PERSON)
    ).first()
    if found is not None:
        return Joined(found, Outcome.JOINED)
    if not nominators.take_persons(work.session, work.now):
        raise NoPersonsError
    made = organisations.create(
        work, name=account.name, kind=NominatorKind.PERSON, language=account.language
    )
    organisations.add_member(work, made, account, is_signatory=True)
    return Joined(made, Outcome.JOINED)
