"""Accounts: signing in, the roles that hold today, and what is kept of a refused attempt."""

from datetime import date

import pytest
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from sqlalchemy.orm import Session

from app.rules.access import DeniedError, Permission, Role
from app.rules.actors import Actor, AppointmentOf
from app.services import accounts, jury, may, organisations, prizes
from app.services.accounts import SignInRefusedError
from app.services.attempts import Source
from app.services.work import NotFoundError, Work
from tests.conftest import Passwords, SettableClock
from tests.factories import SYSTEM, World, texts
from tests.services.helpers import events, last_event

HERE = Source(account="an account", network="a network")


@pytest.fixture
def system(session: Session, clock: SettableClock) -> Work:
    return Work(session, SYSTEM, clock.now)


def test_an_address_is_one_account_however_it_is_typed(system: Work) -> None:
    made = accounts.create(
        system, email=" Astrid@Example.ORG ", name=" Astrid Šarri ", password="to be kept secret"
    )
    assert (made.email, made.name) == ("astrid@example.org", "Astrid Šarri")
    assert "secret" not in (made.password_hash or "")
    assert accounts.authenticate(system, "ASTRID@example.org ", "to be kept secret", HERE) is made
    assert accounts.by_email(system.session, "astrid@EXAMPLE.org") is made


@pytest.mark.parametrize(
    ("name", "password", "subject"),
    [
        ("known", "wrong", "account:{id}"),
        ("known", "", "account:{id}"),
        ("disabled", "right", "account:{id}"),
        ("without", "right", "account:{id}"),
        ("nobody", "right", "account:unknown"),
    ],
)
def test_a_refused_sign_in_says_nothing_and_is_kept(
    system: Work, name: str, password: str, subject: str
) -> None:
    given = None if name == "without" else "right"
    stored = "other" if name == "nobody" else name
    made = accounts.create(system, email=f"{stored}@example.org", name=stored, password=given)
    if name == "disabled":
        made.disabled_at = system.now
    expected = subject.format(id=made.id)
    with pytest.raises(SignInRefusedError) as caught:
        accounts.authenticate(system, f"{name}@example.org", password, HERE)
    assert str(caught.value) == ""
    assert events(system.session, "account.sign_in_refused") == [
        ("account.sign_in_refused", expected)
    ]


def test_the_product_hashes_at_full_cost_whatever_the_tests_do(passwords: Passwords) -> None:
    assert extract_parameters(passwords.hasher.hash("right")) == RFC_9106_LOW_MEMORY
    # Where there is no account the answer takes as long.
    assert extract_parameters(passwords.nobody) == RFC_9106_LOW_MEMORY


def test_the_trail_holds_no_address_and_no_name(system: Work) -> None:
    accounts.create(system, email="astrid@example.org", name="Astrid")
    event = last_event(system.session)
    assert (event.kind, event.data) == ("account.created", {})


def test_signing_in_and_out_everywhere_are_on_record(system: Work) -> None:
    made = accounts.create(system, email="a@example.org", name="A")
    accounts.note_sign_in(system, made)
    accounts.sign_out_everywhere(system, made)
    assert made.session_number == 1
    assert events(system.session)[-2:] == [
        ("account.signed_in", f"account:{made.id}"),
        ("account.signed_out_everywhere", f"account:{made.id}"),
    ]


def test_a_role_is_given_in_one_prize_or_in_all(world: World) -> None:
    system = Work(world.session, SYSTEM, world.clock.now)
    made = world.account("new")
    accounts.grant_role(system, made, Role.SECRETARIAT, world.prize)
    assert last_event(world.session).data == {"role": "secretariat", "prize": world.prize.id}
    accounts.grant_role(system, made, Role.AUDITOR)
    assert last_event(world.session).data == {"role": "auditor", "prize": None}
    world.people["new"] = made
    assert world.work("new").actor.grants == {("secretariat", world.prize.id), ("auditor", None)}


def test_a_revoked_role_holds_no_longer(world: World) -> None:
    world.people["auditor"].roles[0].revoked_at = world.clock.now
    world.session.flush()
    assert world.work("auditor").actor.grants == frozenset()


def test_an_actor_is_all_that_access_needs_to_know(world: World) -> None:
    account = world.people["deputy_b"]
    seat = world.jury.seats[1]
    assert world.work("deputy_b").actor == Actor(
        account_id=account.id,
        name="deputy_b",
        language="nb",
        grants=frozenset(),
        organisations=frozenset(),
        appointments=(
            AppointmentOf(
                seat.appointments[1].id,
                seat.id,
                world.jury.id,
                world.prize.id,
                deputy=True,
                leads=False,
            ),
        ),
    )
    assert world.work("chair").actor.appointments[0].leads is True
    assert world.work("nominator").actor.organisations == {world.body_of("nominator").id}


def test_whoever_has_left_an_organisation_acts_for_it_no_more(world: World) -> None:
    system = Work(world.session, SYSTEM, world.clock.now)
    other = organisations.create(system, name="Annen kommune")
    membership = organisations.add_member(system, other, world.people["nominator"])
    own = world.body_of("nominator").id
    assert world.work("nominator").actor.organisations == {own, other.id}
    membership.ended_at = world.clock.now
    world.session.flush()
    assert world.work("nominator").actor.organisations == {own}
    assert list(organisations.members(world.session, other.id)) == []


@pytest.mark.parametrize(
    ("today", "sits"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_an_appointment_holds_from_its_first_day_to_its_last(
    world: World, today: date, sits: bool
) -> None:
    made = world.account("half_year")
    jury.appoint(
        world.work("secretariat"),
        world.jury.seats[0],
        person_name="half_year",
        account=made,
        since=date(2026, 1, 1),
        until=date(2026, 6, 30),
        deputy=True,
    )
    actor = accounts.actor_for(world.session, made, today)
    assert (Role.DEPUTY in actor.roles(jury_id=world.jury.id)) is sits


def test_an_appointment_without_an_end_holds_on(world: World) -> None:
    made = world.account("for_good")
    jury.appoint(
        world.work("secretariat"),
        world.jury.seats[0],
        person_name="for_good",
        account=made,
        since=date(2026, 1, 1),
        until=None,
        deputy=True,
    )
    actor = accounts.actor_for(world.session, made, date(2099, 1, 1))
    assert Role.DEPUTY in actor.roles(jury_id=world.jury.id)


def test_the_secretariat_of_one_prize_is_nobody_in_another(world: World) -> None:
    system = Work(world.session, SYSTEM, world.clock.now)
    other = prizes.create(
        system,
        world.husbanken,
        slug="annen",
        name=texts("Annen"),
        purpose=texts("Annet"),
        about=texts("Annet"),
        gifts=[],
        contact_email="annen@example.org",
    )
    actor = world.work("secretariat").actor
    assert actor.roles(prize_id=world.prize.id) == {"public", "account", "secretariat"}
    assert actor.roles(prize_id=other.id) == {"public", "account"}


def test_somebody_unknown_is_not_found(session: Session) -> None:
    with pytest.raises(NotFoundError):
        accounts.by_email(session, "nobody@example.org")


def test_names_are_given_for_those_who_are_known(world: World) -> None:
    ids = [world.people["chair"].id, None, world.people["juror_b"].id, 0]
    assert accounts.names_of(world.session, ids) == {
        world.people["chair"].id: "chair",
        world.people["juror_b"].id: "juror_b",
    }
    assert accounts.names_of(world.session, []) == {}


def test_the_language_somebody_reads_in_is_remembered(world: World) -> None:
    account = world.people["chair"]
    accounts.set_language(world.session, account.id, "nn")
    assert world.work("chair").actor.language == "nn"


def test_only_the_accounts_of_the_demonstration_are_offered(world: World) -> None:
    assert list(accounts.demo_accounts(world.session)) == []
    shown = [world.account("first", demo_role="Juryleder"), world.account("second", demo_role="B")]
    assert list(accounts.demo_accounts(world.session)) == shown


def test_the_office_of_one_prize_does_not_open_the_whole_installation(
    system: Work, world: World
) -> None:
    asked = Permission.VIEW_INSTALLATION_AUDIT
    accounts.grant_role(system, world.people["stranger"], Role.AUDITOR, world.prize)
    may.require_installation(world.work("auditor"), asked)
    may.require_installation(world.work("administrator"), asked)
    for name in ("stranger", "secretariat", "chair"):
        with pytest.raises(DeniedError):
            may.require_installation(world.work(name), asked)
