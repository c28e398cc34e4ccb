"""Prizes are made by an administrator, and what is said of one is changed by her or its own."""

from typing import Any

import pytest
from sqlalchemy import select, update

from app.models import Prize
from app.rules.access import DeniedError, Role
from app.services import accounts, audit, organisations, prizes
from app.services.prizes import SlugTakenError
from app.services.work import NotFoundError, StaleEditError
from tests.factories import World, texts
from tests.services.helpers import last_event


def make(world: World, slug: str = "en-annen-pris", by: str = "administrator") -> Prize:
    body = organisations.create(world.system, name="Et annet direktorat")
    given: dict[str, Any] = {"name": texts("En annen pris"), "purpose": {"nb": "Hedrer annet."}}
    more: dict[str, Any] = {"about": {}, "gifts": [], "contact_email": "annen@example.org"}
    return prizes.create(world.work(by), body, slug=slug, **given, **more)


def test_an_administrator_makes_a_prize_and_it_is_on_record(world: World) -> None:
    made = make(world)
    assert [one.slug for one in prizes.all_of(world.session)] == ["prisen", "en-annen-pris"]
    assert prizes.by_slug(world.session, "en-annen-pris") is made
    event = last_event(world.session)
    assert (event.kind, event.subject) == ("prize.created", f"prize:{made.id}")
    assert list(audit.verify(world.session)) == []


def test_the_agencies_are_those_that_award_a_prize(world: World) -> None:
    assert [one.name for one in prizes.agencies(world.session)] == ["Husbanken"]
    make(world)
    assert [one.name for one in prizes.agencies(world.session)] == [
        "Husbanken",
        "Et annet direktorat",
    ]


@pytest.mark.parametrize("name", ["secretariat", "auditor", "chair", "nominator"])
def test_nobody_else_makes_one(world: World, name: str) -> None:
    with pytest.raises(DeniedError):
        make(world, by=name)
    assert len(prizes.all_of(world.session)) == 1


def test_two_prizes_have_two_addresses(world: World) -> None:
    with pytest.raises(SlugTakenError):
        make(world, slug="prisen")


def test_what_is_not_there_is_not_found(world: World) -> None:
    with pytest.raises(NotFoundError):
        prizes.by_slug(world.session, "ingen")


@pytest.mark.parametrize("name", ["administrator", "secretariat"])
def test_an_administrator_and_its_secretariat_change_what_is_said(world: World, name: str) -> None:
    told = {"purpose": {"nb": "Et annet formål."}, "gifts": [texts("Diplom")]}
    base = world.prize.version
    assert prizes.change(world.work(name), world.prize, told, base=base) == ["purpose", "gifts"]
    assert (world.prize.purpose, world.prize.gifts) == (told["purpose"], told["gifts"])
    assert world.prize.version == base + 1
    event = last_event(world.session)
    assert (event.kind, event.data["fields"]) == ("prize.changed", ["purpose", "gifts"])
    assert list(audit.verify(world.session)) == []


def test_the_secretariat_of_another_prize_does_not(world: World) -> None:
    other = make(world)
    base = other.version
    with pytest.raises(DeniedError):
        prizes.change(world.work("secretariat"), other, {"about": {"nb": "Nytt."}}, base=base)
    accounts.grant_role(world.system, world.people["secretariat"], Role.SECRETARIAT, other)
    prizes.change(world.work("secretariat"), other, {"about": {"nb": "Nytt."}}, base=base)
    assert other.about == {"nb": "Nytt."}


def test_what_is_as_it_was_is_no_change(world: World) -> None:
    before = last_event(world.session).id
    told = {"name": texts("Prisen"), "contact_email": "pris@example.org"}
    assert prizes.change(world.work("secretariat"), world.prize, told, base=999) == []
    assert last_event(world.session).id == before


def test_a_lost_update_is_refused_with_both_texts(world: World) -> None:
    base = world.prize.version
    first, second = {"about": {"nb": "Den ene."}}, {"about": {"nb": "Den andre."}}
    prizes.change(world.work("secretariat"), world.prize, first, base=base)
    with pytest.raises(StaleEditError) as caught:
        prizes.change(world.work("administrator"), world.prize, second, base=base)
    assert (caught.value.theirs["about"], caught.value.yours["about"]) == (
        first["about"],
        second["about"],
    )
    assert world.prize.about == first["about"]
    prizes.change(world.work("administrator"), world.prize, second, base=caught.value.version)
    assert world.prize.about == second["about"]


def test_what_is_changed_behind_the_products_back_is_named(world: World) -> None:
    told = {"gifts": [texts("Diplom")]}
    prizes.change(world.work("secretariat"), world.prize, told, base=world.prize.version)
    world.session.execute(update(Prize).values(gifts=[]))
    world.session.expire_all()
    number = world.session.scalars(select(Prize.id)).one()
    named = f"prize {number} is not as it was recorded"
    assert [named in str(one) for one in audit.verify(world.session)] == [True]
