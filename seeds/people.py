"""The accounts of the demonstration: everybody is named by the role, nobody is a person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.models import Account, Jury, Organisation, Prize
from app.rules.access import Role
from app.rules.actors import Actor
from app.rules.calendar import day_of
from app.rules.nominators import NominatorKind
from app.services import accounts, jury, organisations
from app.services.work import Work
from seeds.files import read_toml
from seeds.prize import institution

DOMAIN = "example.org"
SYSTEM = Actor(name="installation", grants=frozenset({(Role.ADMINISTRATOR, None)}))
SHOWN_NOMINATORS = frozenset({5, 14, 16, 41, 42})
"""Numbers of the nominations whose writers are offered on the sign-in page."""


@dataclass(frozen=True)
class Cast:
    """Everybody in the demonstration."""

    secretariat: Account
    members: dict[str, Account]
    """By the key of the seat."""
    deputies: dict[str, Account]
    sitting: Jury


def staff(work: Work, prize: Prize) -> Account:
    """Create the secretariat, the auditor and the administrator; gives the first."""
    secretariat = demo_account(work, "saksbehandler", "Saksbehandler, Husbanken", "secretariat")
    accounts.grant_role(work, secretariat, Role.SECRETARIAT, prize)
    auditor = demo_account(work, "revisor", "Revisor", "auditor")
    accounts.grant_role(work, auditor, Role.AUDITOR)
    administrator = demo_account(work, "administrator", "Administrator", "administrator")
    accounts.grant_role(work, administrator, Role.ADMINISTRATOR)
    return secretariat


def demo_account(work: Work, address: str, name: str, role: str, language: str = "nb") -> Account:
    """Create an account; without a role it is not offered on the sign-in page."""
    return accounts.create(
        work, email=f"{address}@{DOMAIN}", name=name, demo_role=role or None, language=language
    )


def appoint_jury(work: Work, prize: Prize, secretariat: Account, term: int) -> Cast:
    """Appoint the jury: nine seats by institution, six of them with a deputy."""
    sitting = jury.create(work, prize, term_from=term, term_to=term + 3)
    since, until = date(term, 1, 1), date(term + 3, 12, 31)
    members, deputies = {}, {}
    for told in read_toml("demo/jury.toml")["seat"]:
        body = institution(work, told["institution"], told["areas"])
        seat = jury.add_seat(
            work, sitting, body, short=told["short"], leads=told["leads"], areas=told["areas"]
        )
        key, known_as = told["key"], told["known_as"]
        title, role = ("Juryleder", "chair") if told["leads"] else ("Jurymedlem", "juror")
        members[key] = demo_account(work, key, f"{title}, {known_as}", role)
        held = jury.appoint(
            work,
            seat,
            person_name=f"{title}, {known_as}",
            account=members[key],
            since=since,
            until=until,
        )
        jury.note_pledge(work, held, members[key].language)
        if told.get("offices"):
            jury.note_affiliations(work, held.id, employer="", offices=told["offices"], areas=())
        if told["deputy"]:
            deputies[key] = demo_account(work, f"vara.{key}", f"Varamedlem, {known_as}", "deputy")
            held = jury.appoint(
                work,
                seat,
                person_name=f"Varamedlem, {known_as}",
                account=deputies[key],
                since=since,
                until=until,
                deputy=True,
            )
            jury.note_pledge(work, held, deputies[key].language)
            if told.get("deputy_employer"):
                jury.note_affiliations(
                    work,
                    held.id,
                    employer=told["deputy_employer"],
                    offices=(),
                    areas=told["deputy_areas"],
                )
    return Cast(secretariat, members, deputies, sitting)


def nominator(work: Work, told: dict[str, Any]) -> tuple[Account, Organisation]:
    """Create the organisation that nominates, and its writer."""
    candidate, number = told["candidates"][0], told["number"]
    is_municipality = candidate.endswith("kommune")
    body = organisations.create(
        work,
        name=candidate,
        kind=NominatorKind.MUNICIPALITY if is_municipality else NominatorKind.ORGANISATION,
        language=told["language"],
        is_invented=True,
    )
    account = demo_account(
        work,
        f"forslag{number:02}",
        f"{told['nominator_title']}, {candidate}",
        "nominator" if number in SHOWN_NOMINATORS else "",
        told["language"],
    )
    organisations.add_member(work, body, account, is_signatory=True)
    return account, body


def as_account(work: Work, account: Account, now: datetime) -> Work:
    """Give the same session to another actor, at another time."""
    actor = accounts.actor_for(work.session, account, day_of(now))
    return Work(work.session, actor, now)
