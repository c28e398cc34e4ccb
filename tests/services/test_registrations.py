"""Registering: one answer for all, a link that is used once, and no flood of a mailbox."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.models import Notice, Registration
from app.services import accounts, registrations
from app.services.attempts import TooSoonError
from app.services.passwords import WeakPasswordError
from app.services.spent_links import Spent, SpentLinkError
from tests.factories import World

GOOD = "hus ved havet i vest"


def ask(world: World, email: str = "ny@example.org", network: str = "n") -> None:
    registrations.ask(
        world.session, email=email, name=" Ny ", language="nn", network=network, now=world.clock.now
    )


def told(world: World) -> list[tuple[str, str]]:
    found = world.session.scalars(select(Notice).order_by(Notice.id)).all()
    return [(one.kind, one.receiver.email) for one in found]


def made(world: World) -> Registration:
    return world.session.scalars(select(Registration).order_by(Registration.id.desc())).first()


def use(world: World, row: Registration, password: str = GOOD) -> None:
    registrations.use(world.system, row.id, row.nonce, name="Ny", password=password)


def test_an_unknown_address_gets_a_link_and_a_known_one_is_told_so(world: World) -> None:
    ask(world)
    ask(world, "Nominator@Example.org")
    assert told(world) == [
        ("registration", "ny@example.org"),
        ("registered_before", "nominator@example.org"),
    ]


def test_a_closed_account_is_sent_nothing(world: World) -> None:
    world.people["nominator"].disabled_at = world.clock.now
    ask(world, "nominator@example.org")
    assert told(world) == []


@pytest.mark.parametrize(
    "spelling",
    ["kari@xn--hyanger-q1a.kommune.no", "KARI@Høyanger.kommune.no", "kari+1@høyanger.kommune.no"],
)
def test_other_spellings_of_an_address_are_the_same_mailbox(world: World, spelling: str) -> None:
    ask(world, "kari@høyanger.kommune.no")
    ask(world, spelling)
    assert told(world) == [("registration", "kari@høyanger.kommune.no")]


def test_a_mailbox_gets_no_more_than_some_a_day(world: World) -> None:
    for number in range(8):
        ask(world, f"kari+{number}@example.org", network=str(number))
        world.pass_time(minutes=6)
    assert len(told(world)) == registrations.MOST_A_DAY == 5
    world.pass_time(days=1)
    ask(world, "kari@example.org")
    assert len(told(world)) == 6


def test_a_network_waits_after_many_and_another_does_not(world: World) -> None:
    for number in range(registrations.FREE_OF_NETWORK):
        ask(world, f"{number}@example.org")
    with pytest.raises(TooSoonError):
        ask(world, "en.til@example.org")
    ask(world, "en.til@example.org", network="et annet")
    assert len(told(world)) == 21


def test_a_link_makes_one_account_and_every_other_link_to_it_is_spent(world: World) -> None:
    ask(world)
    first = made(world)
    world.pass_time(minutes=10)
    ask(world)
    use(world, made(world))
    account = accounts.by_email(world.session, "ny@example.org")
    assert (account.name, account.language) == ("Ny", "nn")
    for row in (first, made(world)):
        with pytest.raises(SpentLinkError) as spent:
            registrations.find(world.session, row.id, row.nonce, world.clock.now)
        assert spent.value.why is Spent.USED


def test_a_link_is_spent_when_the_address_has_got_an_account_otherwise(world: World) -> None:
    ask(world)
    world.account("ny")
    with pytest.raises(SpentLinkError) as spent:
        use(world, made(world))
    assert spent.value.why is Spent.USED


def test_a_link_runs_out(world: World) -> None:
    ask(world)
    world.pass_time(days=2)
    with pytest.raises(SpentLinkError) as spent:
        use(world, made(world))
    assert spent.value.why is Spent.EXPIRED
    with pytest.raises(SpentLinkError) as unknown:
        registrations.find(world.session, made(world).id, "annen", world.clock.now)
    assert unknown.value.why is Spent.UNKNOWN


def test_a_weak_password_leaves_the_link_as_it_was(world: World) -> None:
    ask(world)
    with pytest.raises(WeakPasswordError):
        use(world, made(world), "passord")
    use(world, made(world))


def test_what_was_asked_long_ago_is_forgotten(world: World) -> None:
    ask(world)
    world.clock.now += timedelta(days=10)
    ask(world, "en.annen@example.org")
    emails = world.session.scalars(select(Registration.email)).all()
    assert emails == ["en.annen@example.org"]
