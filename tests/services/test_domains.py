"""Domains: guessed from the register, worth nothing until confirmed, and whose an address is."""

import pytest
from sqlalchemy import update

from app.models import Municipality
from app.rules.access import DeniedError
from app.services import domains, organisations
from app.services.domains import AlreadyConfirmedError, NobodysDomainError, Suggested
from app.services.foresight import ForeseenOtherwiseError, stamp
from app.services.work import NotFoundError
from tests.factories import World
from tests.services.helpers import last_event


def of(world: World, email: str) -> list[str]:
    return [body.name for body in domains.of_address(world.session, email)]


def only(world: World) -> Suggested:
    (found,) = domains.suggested(world.work("secretariat"))
    return found


def confirm(world: World) -> None:
    one = only(world)
    domains.confirm(world.work("secretariat"), [(one.name, one.municipality_id)])


def test_a_suggestion_lets_nobody_in_until_it_is_confirmed(world: World) -> None:
    assert only(world).name == "provedal.kommune.no"
    assert of(world, "kari@provedal.kommune.no") == []
    confirm(world)
    assert of(world, "kari@provedal.kommune.no") == ["Prøvedal kommune"]
    assert domains.suggested(world.work("secretariat")) == []


@pytest.mark.parametrize(
    ("email", "bodies"),
    [
        ("kari@ansatt.provedal.kommune.no", ["Prøvedal kommune"]),
        ("KARI@Provedal.Kommune.NO", ["Prøvedal kommune"]),
        ("kari@evil-provedal.kommune.no", []),
        ("kari@provedal.kommune.no.evil.com", []),
        ("kari@kommune.no", []),
        ("provedal.kommune.no@gmail.com", []),
    ],
)
def test_only_the_domain_and_what_is_under_it_belongs(
    world: World, email: str, bodies: list[str]
) -> None:
    confirm(world)
    assert of(world, email) == bodies


def test_a_domain_that_two_share_offers_both(world: World) -> None:
    confirm(world)
    secretariat, body = world.work("secretariat"), world.body_of("stranger")
    domains.add(secretariat, "@Provedal.kommune.no", body)
    assert of(world, "kari@provedal.kommune.no") == ["Prøvedal kommune", "stranger kommune"]
    with pytest.raises(AlreadyConfirmedError):
        domains.add(secretariat, "provedal.kommune.no", body)


@pytest.mark.parametrize("name", ["gmail.com", "kommune.no", "ikke et domene", ""])
def test_nobodys_domain_is_never_confirmed(world: World, name: str) -> None:
    with pytest.raises(NobodysDomainError):
        domains.add(world.work("secretariat"), name, world.body_of("stranger"))


def test_all_with_an_end_are_confirmed_just_as_they_were_shown(world: World) -> None:
    secretariat = world.work("secretariat")
    second = organisations.register(world.session)[1]
    seen = stamp(domains.foresee_all(secretariat, "kommune.no"))
    address = "https://aasen.kommune.no"
    world.session.execute(
        update(Municipality).where(Municipality.id == second.id).values(website=address)
    )
    world.session.expire_all()
    with pytest.raises(ForeseenOtherwiseError):
        domains.confirm_all(secretariat, "kommune.no", seen=seen)
    foreseen = domains.foresee_all(secretariat, "kommune.no")
    made = domains.confirm_all(secretariat, "kommune.no", seen=stamp(foreseen))
    assert [one.name for one in made] == ["provedal.kommune.no", "aasen.kommune.no"]
    assert last_event(world.session).data["domains"] == [one.id for one in made]
    assert domains.foresee_all(secretariat, "mmune.no").found == []


def test_a_domain_that_is_taken_away_lets_nobody_in_any_more(world: World) -> None:
    confirm(world)
    (held,) = domains.confirmed(world.work("secretariat"))
    domains.remove(world.work("secretariat"), held.id)
    assert of(world, "kari@provedal.kommune.no") == []
    with pytest.raises(NotFoundError):
        domains.remove(world.work("secretariat"), held.id)


def test_what_nobody_suggested_is_not_confirmed(world: World) -> None:
    one = only(world)
    with pytest.raises(NotFoundError):
        domains.confirm(world.work("secretariat"), [("evil.no", one.municipality_id)])


@pytest.mark.parametrize("name", ["nominator", "administrator", "auditor", "chair"])
def test_only_a_secretariat_has_to_do_with_domains(world: World, name: str) -> None:
    work = world.work(name)
    for act in (
        lambda: domains.suggested(work),
        lambda: domains.confirmed(work),
        lambda: domains.add(work, "nominator.no", world.body_of("nominator")),
        lambda: domains.remove(work, 1),
    ):
        with pytest.raises(DeniedError):
            act()
