"""The lists of organisations and juries: as many queries for many rows as for few; their words."""

from datetime import date

import pytest
from flask import Flask

from app.models import Account
from app.services import accounts, joining, jury, nominations, organisations, rounds
from app.services.work import Work
from tests.clients import client_of
from tests.factories import SYSTEM, World
from tests.web.test_queries import statements


def count(app: Flask, world: World, address: str) -> int:
    world.session.flush()
    world.session.expire_all()
    client = client_of(app, world.people["secretariat"].id)
    client.reviewing = False
    with statements() as sent:
        assert client.get(address).status_code == 200
    return len(sent)


def test_the_list_of_organisations_asks_as_often_for_many(app: Flask, world: World) -> None:
    world.plan()
    before = count(app, world, "/organisasjoner")
    for number in range(12):
        body = organisations.create(Work(world.session, SYSTEM, world.clock.now), name=f"B{number}")
        organisations.add_member(world.system, body, world.account(f"m{number}"), is_signatory=True)
    assert count(app, world, "/organisasjoner") == before


@pytest.mark.parametrize("page", ["/priser/prisen/juryer", "/juryer/JURY", "/juryer/plasser/SEAT"])
def test_the_pages_of_juries_ask_as_often_for_many(app: Flask, world: World, page: str) -> None:
    world.plan()
    office = world.work("secretariat")
    seat = world.jury.seats[1]
    address = page.replace("JURY", str(world.jury.id)).replace("SEAT", str(seat.id))
    jury.move_deputy(office, world.second_deputy(seat, "nest"), up=True)
    before = count(app, world, address)
    for number in range(4):
        jury.copy(office, world.jury, world.prize, term_from=2030 + number, term_to=2031 + number)
        jury.move_deputy(office, world.second_deputy(seat, f"d{number}"), up=True)
    assert count(app, world, address) == before


def person(world: World) -> Account:
    """Give somebody who nominates as a private person."""
    award_round = world.plan()
    award_round.nominators = ["person"]
    world.open_planned(award_round)
    world.people["kari"] = world.account("kari")
    joining.as_person(world.work("kari"))
    return world.people["kari"]


def test_a_private_person_is_called_du_and_goes_by_her_new_name(app: Flask, world: World) -> None:
    kari = person(world)
    client = client_of(app, kari.id)
    assert "Du har ikke begynt på noe forslag i denne runden." in client.get("/forslag").text
    (body,) = organisations.of_actor(world.work("kari"))
    nominations.start(world.work("kari"), rounds.by_slug(world.session, "prisen-2026"), body)
    mine = client.get("/forslag").text
    assert "Du har ett utkast." in mine
    assert "Dere" not in mine
    accounts.rename(world.work("kari"), kari, "Kari Nordmann")
    assert [one.name for one in organisations.of_actor(world.work("kari"))] == ["Kari Nordmann"]


def test_a_new_name_is_not_that_of_the_organisation_she_acts_for(world: World) -> None:
    accounts.rename(world.work("nominator"), world.people["nominator"], "Nytt Navn")
    held = organisations.of_actor(world.work("nominator"))
    assert [one.name for one in held] == ["nominator kommune"]


def test_a_seat_whose_member_is_asked_offers_to_invite_a_deputy(app: Flask, world: World) -> None:
    office = world.work("secretariat")
    made = jury.copy(office, world.jury, world.prize, term_from=2030, term_to=2031)
    seat = made.seats[1]
    client = client_of(app, world.people["secretariat"].id)
    assert ">Inviter et medlem<" in client.get(f"/juryer/plasser/{seat.id}").text
    jury.invite(
        office,
        seat,
        email="ny@example.org",
        name="Ny",
        language="nb",
        since=date(2030, 1, 1),
        deputy=False,
    )
    page = client.get(f"/juryer/plasser/{seat.id}").text
    assert ">Inviter et medlem<" not in page
    assert ">Inviter et varamedlem<" in page


def test_deputies_are_moved_on_the_page_of_their_seat(app: Flask, world: World) -> None:
    first = next(one for one in world.jury.seats[1].appointments if one.is_deputy)
    world.second_deputy(world.jury.seats[1], "nest")
    client = client_of(app, world.people["secretariat"].id)
    page = f"/juryer/plasser/{first.seat_id}"
    shown = client.get(page).text
    assert (shown.count("Opp<"), shown.count("Ned<")) == (1, 1)
    answer = client.post(f"/juryer/verv/{first.id}/flytt", data={"way": "down"})
    assert answer.location == f"{page}#verv-{first.id}"
    world.session.expire_all()
    shown = client.get(page).text
    assert "deputy_b ble vara nr. 2, og var nr. 1. Endret av secretariat." in shown
    assert shown.index("nest</p>") < shown.index("deputy_b</p>")
