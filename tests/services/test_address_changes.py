"""A new address counts when both have said yes."""

import pytest
from sqlalchemy import select

from app.models import AddressChange, Notice
from app.services import accounts, address_changes
from app.services.address_changes import AddressTakenError, SameAddressError, Side
from app.services.spent_links import Spent, SpentLinkError
from tests.factories import World

NEW = "ny@example.org"


def ask(world: World, email: str = NEW) -> AddressChange:
    return address_changes.ask(world.work("nominator"), email)


def confirm(world: World, made: AddressChange, side: Side) -> str:
    address_changes.confirm(world.system, made.id, made.nonce, side)
    return world.people["nominator"].email


def mails(world: World) -> list[tuple[str, str]]:
    found = world.session.scalars(select(Notice).where(Notice.kind.contains("address")))
    return [(one.kind, one.receiver.email) for one in found.all()]


@pytest.mark.parametrize("sides", [(Side.OLD, Side.NEW), (Side.NEW, Side.OLD)])
def test_both_addresses_say_yes_in_either_order(world: World, sides: tuple[Side, Side]) -> None:
    made = ask(world, " NY@example.org")
    assert mails(world) == [
        ("address_from", "nominator@example.org"),
        ("address_to", "ny@example.org"),
    ]
    first, last = sides
    assert confirm(world, made, first) == "nominator@example.org"
    assert confirm(world, made, first) == "nominator@example.org"  # twice is no second yes
    assert confirm(world, made, last) == NEW
    assert mails(world)[2:] == [("address_changed", "nominator@example.org")]
    assert accounts.by_email(world.session, NEW) is world.people["nominator"]
    with pytest.raises(SpentLinkError) as caught:
        confirm(world, made, last)
    assert caught.value.why is Spent.USED


def test_another_wish_takes_the_place_of_the_first(world: World) -> None:
    first = ask(world)
    second = ask(world, "en.annen@example.org")
    with pytest.raises(SpentLinkError):
        confirm(world, first, Side.OLD)
    assert (
        address_changes.is_waiting(world.session, world.people["nominator"].id, world.clock.now)
        is second
    )


def test_the_same_address_is_no_change(world: World) -> None:
    with pytest.raises(SameAddressError):
        ask(world, "NOMINATOR@example.org")


def test_an_address_that_another_has_is_found_out_by_nobody_who_asks(world: World) -> None:
    made = ask(world, "stranger@example.org")
    confirm(world, made, Side.OLD)
    with pytest.raises(AddressTakenError):
        confirm(world, made, Side.NEW)
    assert world.people["nominator"].email == "nominator@example.org"


def test_a_wish_runs_out(world: World) -> None:
    made = ask(world)
    world.pass_time(days=2)
    with pytest.raises(SpentLinkError) as caught:
        confirm(world, made, Side.OLD)
    assert caught.value.why is Spent.EXPIRED
