"""What the product knows that somebody belongs to, and from where: what conflicts are seen by."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import (
    Account,
    Appointment,
    Domain,
    Membership,
    Municipality,
    Organisation,
    Seat,
)
from app.rules import mail_addresses
from app.rules.candidates import CandidateKind, digits, folded


class Source(StrEnum):
    """Where the product knows from that somebody belongs to something."""

    NAME = "name"
    SEAT = "seat"
    OTHER_SEAT = "other_seat"
    EMPLOYER = "employer"
    OFFICE = "office"
    ACCOUNT = "account"
    MAIL = "mail"
    AREA = "area"
    DECLARATION = "declaration"


@dataclass(frozen=True)
class Body:
    """A body that somebody belongs to, by all that it is called."""

    source: Source
    called: str
    names: frozenset[str]
    org_number: str = ""
    municipality_id: int | None = None
    detail: str = ""
    """The domain of her address, where the body is known by that."""
    areas: tuple[str, ...] = ()
    """Numbers of the counties that it answers for."""

    def is_called(self, name: str, org_number: str | None, kind: CandidateKind) -> bool:
        """Say whether it goes by a name or a number."""
        number, written = digits(org_number or ""), folded(name)
        spellings = {written}
        if kind is CandidateKind.MUNICIPALITY:
            spellings.add(written.removesuffix(" kommune"))
        return (bool(number) and number == self.org_number) or not self.names.isdisjoint(spellings)


@dataclass(frozen=True)
class Area:
    """Counties that somebody answers for, by number and by name."""

    source: Source
    called: str
    """Whose area it is; empty where it is her own."""
    numbers: frozenset[str]
    names: frozenset[str]
    """A candidate that lies in no municipality has only the name of its county."""
    detail: str = ""


@dataclass(frozen=True)
class Known:
    """What is known of somebody of a jury."""

    person: str
    bodies: Sequence[Body]
    areas: Sequence[Area]


def known(session: Session, appointments: Sequence[Appointment]) -> dict[int, Known]:
    """Say what is known of some of a jury, by appointment, in as many queries for one as for all.

    Her seat and other seats that she has or had, what is noted as her employer, her offices and her
    own counties, the bodies that her account acts or acted for, and whose her mail address is.
    """
    accounts = sorted({one.account_id for one in appointments if one.account_id is not None})
    bodies: dict[int, list[Body]] = {one.id: [_seat_body(one)] for one in appointments}
    mine: dict[int, list[int]] = {}
    for one in appointments:
        mine.setdefault(one.account_id or 0, []).append(one.id)
    for account_id, body in [
        *_other_seats(session, appointments, accounts),
        *_memberships(session, accounts),
        *_mail(session, accounts),
    ]:
        for key in mine[account_id]:
            bodies[key].append(body)
    written = _written(session, appointments)
    for one in appointments:
        bodies[one.id] += written[one.id]
    own = {one.id: _answers_for(one, bodies[one.id]) for one in appointments}
    counties = _counties(session, {n for asked in own.values() for *_, ns in asked for n in ns})
    return {
        one.id: Known(
            folded(one.person_name),
            bodies[one.id],
            [_area(asked, counties) for asked in own[one.id]],
        )
        for one in appointments
    }


def _seat_body(one: Appointment) -> Body:
    return _body(Source.SEAT, one.seat.institution, one.seat.areas)


def _body(source: Source, body: Organisation, areas: Iterable[str] = (), detail: str = "") -> Body:
    return Body(
        source,
        body.name,
        frozenset(folded(name) for name in (body.name, *body.names.values())),
        digits(body.org_number or ""),
        body.municipality_id,
        detail,
        tuple(areas),
    )


def _other_seats(
    session: Session, appointments: Sequence[Appointment], accounts: Sequence[int]
) -> Iterable[tuple[int, Body]]:
    """Give the institutions of the other seats that they hold or held, in any jury."""
    found = session.execute(
        select(Appointment.account_id, Organisation)
        .join(Seat, Seat.id == Appointment.seat_id)
        .join(Organisation, Organisation.id == Seat.institution_id)
        .where(Appointment.account_id.in_(accounts))
        .order_by(Appointment.id)
    )
    own = {(one.account_id, one.seat.institution_id) for one in appointments}
    for account_id, institution in found:
        if account_id is not None and (account_id, institution.id) not in own:
            own.add((account_id, institution.id))
            yield account_id, _body(Source.OTHER_SEAT, institution)


def _memberships(session: Session, accounts: Sequence[int]) -> Iterable[tuple[int, Body]]:
    """Give the bodies that accounts act or acted for."""
    found = session.scalars(
        select(Membership)
        .where(Membership.account_id.in_(accounts))
        .order_by(Membership.id)
        .options(joinedload(Membership.organisation))
    )
    seen = set()
    for one in found:
        if (one.account_id, one.organisation_id) not in seen:
            seen.add((one.account_id, one.organisation_id))
            body = one.organisation
            yield one.account_id, _body(Source.ACCOUNT, body, body.areas)


def _mail(session: Session, accounts: Sequence[int]) -> Iterable[tuple[int, Body]]:
    """Give the bodies whose domain an address is at: what the secretariat has confirmed."""
    rows = session.execute(select(Account.id, Account.email).where(Account.id.in_(accounts)))
    asked = {
        account_id: mail_addresses.answering_for(mail_addresses.domain_of(email))
        for account_id, email in rows
    }
    found = session.scalars(
        select(Domain)
        .where(
            Domain.removed_at.is_(None),
            Domain.name.in_(sorted({name for names in asked.values() for name in names})),
        )
        .order_by(Domain.id)
        .options(joinedload(Domain.municipality), joinedload(Domain.organisation))
    ).all()
    for account_id, names in asked.items():
        for one in found:
            if one.name in names:
                yield account_id, _owner(one)


def _owner(domain: Domain) -> Body:
    detail = mail_addresses.read(domain.name)
    if domain.organisation is not None:
        return _body(Source.MAIL, domain.organisation, domain.organisation.areas, detail)
    town = domain.municipality
    name = f"{town.display_name} kommune" if town else ""
    return Body(Source.MAIL, name, frozenset({folded(name)}), "", domain.municipality_id, detail)


def _written(session: Session, appointments: Sequence[Appointment]) -> dict[int, list[Body]]:
    """Give what is noted of each, by what is known of a body of that name."""
    names = {name for one in appointments for name in (one.employer, *one.offices) if name}
    found: dict[str, Organisation] = {}
    if names:
        rows = session.scalars(
            select(Organisation)
            .where(Organisation.name.in_(sorted(names)))
            .order_by(Organisation.id.desc())
        )
        found = {one.name: one for one in rows}
    return {
        one.id: [_noted(source, name, found.get(name)) for source, name in _said(one)]
        for one in appointments
    }


def _said(one: Appointment) -> list[tuple[Source, str]]:
    employer = [(Source.EMPLOYER, one.employer)] if one.employer else []
    return [*employer, *((Source.OFFICE, name) for name in one.offices)]


def _noted(source: Source, name: str, organisation: Organisation | None) -> Body:
    if organisation is not None:
        return _body(source, organisation, organisation.areas)
    return Body(source, name, frozenset({folded(name)}))


_Asked = tuple[Source, str, str, Sequence[str]]
"""Known from where, whose counties, by which detail, and their numbers."""


def _answers_for(one: Appointment, bodies: Sequence[Body]) -> list[_Asked]:
    asked: list[_Asked] = [
        *((body.source, body.called, body.detail, body.areas) for body in bodies),
        (Source.AREA, "", "", one.areas),
    ]
    return [each for each in asked if each[-1]]


def _counties(session: Session, numbers: Collection[str]) -> dict[str, set[str]]:
    """Give by its number all that a county is or was called."""
    found: dict[str, set[str]] = {}
    if not numbers:
        return found
    rows = session.execute(
        select(Municipality.county_number, Municipality.county_name)
        .where(Municipality.county_number.in_(sorted(numbers)))
        .distinct()
    )
    for number, name in rows:
        found.setdefault(number, set()).add(name)
    return found


def _area(asked: _Asked, counties: Mapping[str, set[str]]) -> Area:
    source, called, detail, numbers = asked
    names = frozenset(name for number in numbers for name in counties.get(number, ()))
    return Area(source, called, frozenset(numbers), names, detail)
