"""Domains of mail addresses: whose they may be by the register, and whose the secretariat says.

The register's web addresses suggest domains, which nobody has checked. Only a domain that a
secretariat has confirmed lets anybody in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Domain, Organisation
from app.rules import mail_addresses
from app.rules.access import Permission
from app.services import audit, digests, foresight, may, organisations
from app.services.organisations import norwegian
from app.services.work import NotFoundError, Work

SUBJECT = "register:domains"


class NobodysDomainError(ValueError):
    """No domain, or one under which anybody can have an address."""


class AlreadyConfirmedError(ValueError):
    """It has been confirmed for the same before."""


@dataclass(frozen=True)
class Suggested:
    """A domain that may be a municipality's."""

    municipality_id: int
    municipality: str
    name: str


@dataclass(frozen=True)
class Body:
    """Whose a domain is: a municipality of the register, or another organisation."""

    name: str
    municipality_id: int | None = None
    organisation_id: int | None = None

    @property
    def key(self) -> str:
        """What it is called in a form."""
        if self.municipality_id is not None:
            return f"municipality:{self.municipality_id}"
        return f"organisation:{self.organisation_id}"


def suggested(work: Work) -> list[Suggested]:
    """List what the register suggests and nobody has confirmed, in the order of the names.

    Raises:
        DeniedError: the actor is in no secretariat.

    """
    may.require_for_body(work, Permission.MANAGE_ORGANISATIONS)
    held = {(one.name, one.municipality_id) for one in _live(work.session)}
    found = [
        Suggested(row.id, row.display_name, mail_addresses.of_website(row.website))
        for row in organisations.register(work.session)
    ]
    return [one for one in found if one.name and (one.name, one.municipality_id) not in held]


def ending_with(found: Sequence[Suggested], end: str) -> list[Suggested]:
    """Give those under a common end: ``kommune.no`` finds oslo.kommune.no, not ikke-kommune.no."""
    wanted = mail_addresses.ascii_domain(end)
    return [one for one in found if wanted and one.name.endswith(f".{wanted}")]


def _live(session: Session) -> Sequence[Domain]:
    return session.scalars(
        select(Domain)
        .where(Domain.removed_at.is_(None))
        .options(joinedload(Domain.municipality), joinedload(Domain.organisation))
    ).all()


def confirmed(work: Work) -> list[Domain]:
    """List the domains that let somebody in, by whose they are.

    Raises:
        DeniedError: the actor is in no secretariat.

    """
    may.require_for_body(work, Permission.MANAGE_ORGANISATIONS)
    return sorted(_live(work.session), key=lambda one: (norwegian(owner(one).name), one.name))


def owner(domain: Domain) -> Body:
    """Say whose a domain is."""
    if domain.municipality is not None:
        return Body(f"{domain.municipality.display_name} kommune", domain.municipality_id)
    body = domain.organisation
    return Body(body.name if body else "", None, domain.organisation_id)


def confirm(work: Work, wanted: Sequence[tuple[str, int]]) -> list[Domain]:
    """Confirm domains that the register suggests, each with its municipality, as one act.

    Raises:
        DeniedError: the actor is in no secretariat.
        NotFoundError: one of them is not suggested, or not any more.

    """
    offered = {(one.name, one.municipality_id) for one in suggested(work)}
    if not wanted or not set(wanted) <= offered:
        raise NotFoundError("domain")
    return _store(work, [Domain(name=name, municipality_id=key) for name, key in wanted])


@dataclass(frozen=True)
class ForeseenDomains:
    """Just which domains are confirmed together."""

    end: str
    found: Sequence[Suggested]


def foresee_all(work: Work, end: str) -> ForeseenDomains:
    """List what would be confirmed with a common end.

    Raises:
        DeniedError: the actor is in no secretariat.

    """
    return ForeseenDomains(end, ending_with(suggested(work), end))


def confirm_all(work: Work, end: str, *, seen: str) -> list[Domain]:
    """Confirm all that the register suggests with a common end, just as they were shown.

    Raises:
        DeniedError, NotFoundError: as ``confirm``; also where there are none.
        ForeseenOtherwiseError: they are no longer the same.

    """
    found = foresee_all(work, end)
    foresight.insist(found, seen)
    return confirm(work, [(one.name, one.municipality_id) for one in found.found])


def add(work: Work, name: str, organisation: Organisation) -> Domain:
    """Confirm a domain for an organisation: what the register does not know of.

    Raises:
        DeniedError: the actor is in no secretariat.
        NobodysDomainError: anybody can have an address there, or it is no domain.
        AlreadyConfirmedError: it is theirs already.

    """
    may.require_for_body(work, Permission.MANAGE_ORGANISATIONS)
    domain = mail_addresses.ascii_domain(name.strip().removeprefix("@"))
    if not mail_addresses.can_be_ones_own(domain):
        raise NobodysDomainError(name)
    key, body = organisation.municipality_id, organisation
    owned = Domain(name=domain, municipality_id=key, organisation_id=None if key else body.id)
    same = (owned.name, owned.municipality_id, owned.organisation_id)
    if same in {
        (one.name, one.municipality_id, one.organisation_id) for one in _live(work.session)
    }:
        raise AlreadyConfirmedError(name)
    return _store(work, [owned])[0]


def _store(work: Work, made: Iterable[Domain]) -> list[Domain]:
    stored = list(made)
    for one in stored:
        one.confirmed_at, one.confirmed_by_id = work.now, work.actor.account_id
    work.session.add_all(stored)
    work.session.flush()
    audit.record(
        work,
        "domains.confirmed",
        SUBJECT,
        domains=[one.id for one in stored],
        digest=digests.of([covered(one) for one in stored]),
    )
    return stored


def covered(row: Domain) -> list[str | int | None]:
    """Cover whose a domain is said to be."""
    return [row.name, row.municipality_id, row.organisation_id]


def remove(work: Work, domain_id: int) -> Domain:
    """Take a domain away: it lets nobody in any more. Whoever is in stays.

    Raises:
        DeniedError: the actor is in no secretariat.
        NotFoundError: it is not confirmed.

    """
    may.require_for_body(work, Permission.MANAGE_ORGANISATIONS)
    found = work.session.get(Domain, domain_id, with_for_update={"of": Domain})
    if found is None or found.removed_at is not None:
        raise NotFoundError("domain")
    end(work, [found])
    return found


def end(work: Work, found: Sequence[Domain]) -> None:
    """Let some domains let nobody in any more."""
    for one in found:
        one.removed_at, one.removed_by_id = work.now, work.actor.account_id
    audit.record(work, "domains.removed", SUBJECT, domains=[one.id for one in found])
    work.session.flush()


def follow(work: Work, made: organisations.Plan) -> int:
    """Let domains follow a newer register; gives how many do not, since their area was divided.

    Of a municipality that was merged the old addresses are used for years: they belong to the new
    one. Of one that was divided nobody can tell whose they are: a secretariat says so anew.
    """
    before = {one.id: number for number, one in made.before.items()}
    now = {one.number: one.id for one in organisations.register(work.session)}
    held = [one for one in _live(work.session) if one.municipality_id in before]
    if not held:
        return 0
    became = {one.id: made.successors[before[one.municipality_id or 0]] for one in held}
    follow_on = {(one.name, now[became[one.id][0]]) for one in held if len(became[one.id]) == 1}
    end(work, held)
    if follow_on:
        _store(work, [Domain(name=name, municipality_id=key) for name, key in sorted(follow_on)])
    return sum(len(numbers) != 1 for numbers in became.values())


def of_address(session: Session, email: str) -> list[Body]:
    """List whose address this is by its domain: nobody's, one's, or of several to choose among."""
    names = mail_addresses.answering_for(mail_addresses.domain_of(email))
    found = session.scalars(
        select(Domain)
        .where(Domain.name.in_(names), Domain.removed_at.is_(None))
        .options(joinedload(Domain.municipality), joinedload(Domain.organisation))
    )
    bodies = {owner(one) for one in found if not _is_refused(one)}
    return sorted(bodies, key=lambda one: norwegian(one.name))


def _is_refused(domain: Domain) -> bool:
    return domain.organisation is not None and domain.organisation.refused_at is not None


def of_organisation(session: Session, organisation: Organisation) -> list[Domain]:
    """List the domains that let people in to an organisation."""
    mine = Domain.organisation_id == organisation.id
    if organisation.municipality_id is not None:
        mine |= Domain.municipality_id == organisation.municipality_id
    return list(
        session.scalars(
            select(Domain).where(Domain.removed_at.is_(None), mine).order_by(Domain.name)
        )
    )
