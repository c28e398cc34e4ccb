"""The pages about people: the list with what waits, and one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models import Account, Invitation, RoleGrant
from app.services import invitations, offices, people
from app.services.invitations import Standing
from app.services.people import Listed
from app.services.work import Work
from app.spreadsheets import Sheet
from app.web import languages as known
from app.web import paging
from app.web.paging import Page
from app.words import accounts as words
from app.words import exports


@dataclass(frozen=True)
class Waiting:
    """An invitation that is open, as the list shows it."""

    invitation: Invitation
    office: str
    standing: str
    may_confirm: bool
    may_send: bool


@dataclass(frozen=True)
class Asked:
    """An office that somebody has asked to take."""

    grant: RoleGrant
    office: str
    may_confirm: bool


@dataclass(frozen=True)
class People:
    """Everybody, a page at a time, and what waits for an administrator."""

    page: Page[Listed]
    offices: Mapping[int, str]
    """By account, what she holds."""
    invitations: Sequence[Waiting]
    asked: Sequence[Asked]


@dataclass(frozen=True)
class Held:
    """An office of one person, now or before."""

    grant: RoleGrant
    office: str
    until: datetime | None
    is_asked_for: bool
    may_confirm: bool


@dataclass(frozen=True)
class Person:
    """One person."""

    account: Account
    held: Sequence[Held]

    @property
    def holds(self) -> bool:
        """Whether she holds any office now."""
        return any(one.until is None for one in self.held)


def lay_out(work: Work) -> People:
    """Lay out the page that is asked for."""
    wanted = paging.asked()
    found = people.listed(work, wanted.query)
    page = paging.cut(found, wanted, "people.show", of=people.count(work.session))
    held = people.offices_of(work.session, [one.id for one in page.rows])
    return People(
        page,
        {key: ", ".join(words.office(grant) for grant in grants) for key, grants in held.items()},
        [_waiting(work, one) for one in invitations.open_ones(work)],
        [
            Asked(grant, words.office(grant), _is_another(work, grant.revocation_asked_by_id))
            for grant in people.asked_to_be_taken(work)
        ],
    )


def everybody(work: Work) -> Sheet:
    """Give everybody as a table."""
    found = people.listed(work)
    held = people.offices_of(work.session, [one.id for one in found])
    return exports.people(
        found,
        {key: ", ".join(words.office(grant) for grant in grants) for key, grants in held.items()},
    )


def _waiting(work: Work, one: Invitation) -> Waiting:
    stands = invitations.standing(one, work.now)
    unconfirmed = stands is Standing.UNCONFIRMED
    return Waiting(
        one,
        words.office(one),
        str(words.STANDINGS[stands]),
        may_confirm=unconfirmed and _is_another(work, one.made_by_id),
        may_send=not unconfirmed,
    )


def _is_another(work: Work, account_id: int | None) -> bool:
    return account_id != work.actor.account_id


def lay_out_person(work: Work, account_id: int) -> Person:
    """Lay out the page of one person."""
    account = people.person(work, account_id)
    return Person(
        account,
        [
            Held(
                grant,
                words.office(grant),
                grant.revoked_at,
                grant.revocation_asked_at is not None and grant.revoked_at is None,
                _is_another(work, grant.revocation_asked_by_id),
            )
            for grant in offices.held(work.session, account.id)
        ],
    )


def languages() -> list[tuple[str, str]]:
    """List the languages that an invitation can be in: the code, and its own name."""
    return list(known.LANGUAGES)
