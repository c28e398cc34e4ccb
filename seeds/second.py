"""A second, small prize of another agency; whoever works for both; and what waits to be done.

Invented throughout. It is there to show that nothing crosses from one prize to another, and what an
administrator does.
"""

from datetime import date, datetime, timedelta

from app.models import Account, Jury, Prize, Round
from app.rules.access import Role
from app.services import accounts, invitations, jury, offices, phases
from app.services.work import Work
from seeds import handing_in, prize, visited
from seeds.files import read_toml
from seeds.people import DOMAIN, as_account, demo_account

SLUG = "naermiljoprisen"


def load(
    system: Work,
    first: Prize,
    dates: dict[str, datetime],
    screened: dict[str, datetime],
    judged: dict[str, datetime],
    now: datetime,
) -> Round:
    """Load the prize with an open call and a jury, and what an administrator finds to do."""
    second = prize.load(system, SLUG)
    secretariat = demo_account(
        system, "naermiljo", "Saksbehandler, Midtfjord fylkeskommune", "secretariat"
    )
    accounts.grant_role(system, secretariat, Role.SECRETARIAT, second)
    _work_for_both(system, first, second)
    demo_account(system, "uten.rolle", "Uten rolle", "nobody")
    award_round, sitting = _open_call(system, second, secretariat, dates)
    handing_in.load(system, second, secretariat, sitting, screened)
    visited.load(system, second, secretariat, sitting, judged, now)
    _to_administer(system, first, second, now)
    return award_round


def _work_for_both(system: Work, *both: Prize) -> None:
    """Create somebody who is in the secretariat of two prizes."""
    adviser = demo_account(system, "radgiver", "Rådgiver, for begge prisene", "secretariat")
    for one in both:
        accounts.grant_role(system, adviser, Role.SECRETARIAT, one)


def _open_call(
    system: Work, second: Prize, secretariat: Account, dates: dict[str, datetime]
) -> tuple[Round, Jury]:
    opens = dates["opens_at"]
    work = as_account(system, secretariat, opens)
    award_round = prize.plan_round(work, second, year=opens.year, dates=dates, is_invented=True)
    sitting = _appoint(work, second, opens.year)
    jury.assign(work, award_round, sitting)
    phases.move(work, award_round, "publish_call")
    return award_round, sitting


def _appoint(work: Work, second: Prize, term: int) -> Jury:
    """Appoint three to the jury, without deputies."""
    sitting = jury.create(work, second, term_from=term - 1, term_to=term + 1)
    for told in read_toml("second/jury.toml")["seat"]:
        body = prize.institution(work, told["institution"], [], is_invented=True)
        seat = jury.add_seat(work, sitting, body, short=told["short"], leads=told["leads"])
        title, role = ("Juryleder", "chair") if told["leads"] else ("Jurymedlem", "juror")
        name = f"{title}, {told['known_as']}"
        account = demo_account(work, f"naermiljo.{told['key']}", name, role)
        held = jury.appoint(
            work,
            seat,
            person_name=name,
            account=account,
            since=date(term - 1, 1, 1),
            until=date(term + 1, 12, 31),
        )
        jury.note_pledge(work, held, account.language)
    return sitting


def _to_administer(system: Work, first: Prize, second: Prize, now: datetime) -> None:
    """Leave two things that wait for the administrator, and an invitation that is on its way."""
    leaver = demo_account(system, "slutter", "Tidligere saksbehandler, Husbanken", "")
    accounts.grant_role(system, leaver, Role.SECRETARIAT, first)
    other = demo_account(system, "administrator2", "Administrator, nummer to", "administrator")
    accounts.grant_role(system, other, Role.ADMINISTRATOR)
    work = as_account(system, other, now - timedelta(days=1))
    (grant,) = offices.held(system.session, leaver.id)
    offices.revoke(work, grant.id)
    for address, name, role in (
        ("ny.saksbehandler", "Ny saksbehandler, Midtfjord fylkeskommune", Role.SECRETARIAT),
        ("ny.revisor", "Ny revisor, Midtfjord fylkeskommune", Role.AUDITOR),
    ):
        invitations.invite(
            work, email=f"{address}@{DOMAIN}", name=name, language="nb", role=role, prize=second
        )
