"""Organisations: their numbers, the Norwegian alphabet, and who acts for them."""

import pytest
from sqlalchemy.orm import Session

from app.services import organisations
from app.services.organisations import is_org_number, norwegian
from app.services.work import Work
from tests.conftest import SettableClock
from tests.factories import SYSTEM, World
from tests.services.helpers import last_event


@pytest.mark.parametrize(
    "number",
    [
        "974760673",  # Brønnøysundregistrene
        "942114184",  # Husbanken
        "974 760 673",
        "974\u00a0760\u00a0673",
        "987654325",
        "100000121",
    ],
)
def test_a_number_with_the_right_check_digit_is_taken(number: str) -> None:
    assert is_org_number(number) is True


@pytest.mark.parametrize(
    "number",
    [
        "974760674",
        "974760763",
        "123456789",
        "97476067",
        "9747606730",
        "",
        " ",
        "97476067x",
        "974-760-673",
        "٩٧٤٧٦٠٦٧٣",
        "97476067²",
    ],
)
def test_any_other_is_not(number: str) -> None:
    assert is_org_number(number) is False


def test_a_number_whose_check_digit_would_be_ten_does_not_exist() -> None:
    assert [is_org_number(f"20000003{digit}") for digit in range(10)] == [False] * 10


def test_names_sort_as_the_norwegian_alphabet_does() -> None:
    names = ["Ås", "Østre", "Ærvik", "Zeta", "Aure", "Ågård", "Ærøy", "ørland", "vik", "Bø", "Bae"]
    assert sorted(names, key=norwegian) == [
        *("Aure", "Bae", "Bø", "vik", "Zeta", "Ærvik", "Ærøy"),
        *("ørland", "Østre", "Ågård", "Ås"),
    ]


def test_sami_letters_sort_with_the_letters_they_are_made_from() -> None:
    names = ["Ås", "Žuvla", "Zeta", "Ŧale", "Tana", "Ŋuolla", "Narvik", "Šaddi", "Sel", "Ski"]
    names += ["Đanas", "Dal", "Čáhci", "Cato", "Áltá", "Alta", "Alstahaug", "Unjárga", "Ulla"]
    assert sorted(names, key=norwegian) == [
        *("Alstahaug", "Áltá", "Alta", "Čáhci", "Cato", "Dal", "Đanas", "Narvik", "Ŋuolla"),
        *("Šaddi", "Sel", "Ski", "Ŧale", "Tana", "Ulla", "Unjárga", "Zeta", "Žuvla", "Ås"),
    ]


def test_a_letter_sorts_alike_however_it_is_encoded() -> None:
    assert norwegian("A\u030as") == norwegian("Ås")
    assert norwegian("C\u030ca\u0301hci") == norwegian("Čáhci")


@pytest.fixture
def system(session: Session, clock: SettableClock) -> Work:
    return Work(session, SYSTEM, clock.now)


def row(number: str, name: str, county: str, year: int = 2024) -> dict[str, object]:
    return {
        "register_year": year,
        "number": number,
        "name": name,
        "display_name": name,
        "county_number": number[:2],
        "county_name": county,
        "org_number": None,
        "map_x": 0.0,
        "map_y": 0.0,
    }


def test_todays_register_is_given_in_alphabetical_order(system: Work) -> None:
    added = organisations.import_register(
        system,
        [
            row("4601", "Åre", "Vestland"),
            row("0301", "Oslo", "Oslo"),
            row("4602", "Ælve", "Vestland"),
            row("4603", "Bergen", "Vestland"),
            row("5601", "Áltá", "Finnmark"),
            row("2001", "Gamle", "Finnmark", year=2013),
        ],
    )
    assert added == 6
    assert last_event(system.session).data == {"years": [2013, 2024], "count": 6}
    found = organisations.register(system.session)
    assert [m.name for m in found] == ["Áltá", "Bergen", "Oslo", "Ælve", "Åre"]


def test_a_municipality_is_known_by_all_its_names_and_an_old_one_is_not(system: Work) -> None:
    places = [
        row("5622", "Porsanger", "Finnmark") | {"sami_name": "Porsáŋgu", "kven_name": "Porsanki"},
        row("1515", "Herøy", "Møre og Romsdal") | {"display_name": "Herøy (Møre og Romsdal)"},
        row("1818", "Herøy", "Nordland") | {"display_name": "Herøy (Nordland)"},
        row("1103", "Sandnes", "Rogaland", year=2013),
    ]
    organisations.import_register(system, places)

    def named(written: str) -> list[str]:
        return [found.number for found in organisations.named(system.session, written)]

    for written in ("Porsanger", "PORSANGU", "porsanki", " Porsanger kommune"):
        assert named(written) == ["5622"], written
    assert named("heroey") == ["1515", "1818"]
    assert named("Herøy, Nordland") == ["1818"]
    for written in ("Porsang", "Sandnes", "", "-"):
        assert named(written) == [], written


def test_a_municipality_is_found_by_number_and_year(system: Work) -> None:
    rows = [row("0301", "Oslo", "Oslo"), row("0301", "Oslo 2013", "Oslo", year=2013)]
    organisations.import_register(system, rows)
    names = [organisations.find_municipality(system.session, "0301", y) for y in (2024, 2013, 1999)]
    assert [found and found.name for found in names] == ["Oslo", "Oslo 2013", None]


def test_whoever_acts_for_several_finds_them_by_name(world: World) -> None:
    system = Work(world.session, SYSTEM, world.clock.now)
    for name in ("Ås kommune", "Ærvik kommune", "Áltá kommune"):
        made = organisations.create(system, name=name)
        organisations.add_member(system, made, world.people["nominator"])
    assert [body.name for body in organisations.of_actor(world.work("nominator"))] == [
        "Áltá kommune",
        "nominator kommune",
        "Ærvik kommune",
        "Ås kommune",
    ]
    assert organisations.of_actor(world.work("chair")) == []


def test_an_organisation_is_found_by_its_exact_name(world: World) -> None:
    assert organisations.find_by_name(world.session, "Husbanken") is world.husbanken
    assert organisations.find_by_name(world.session, "husbanken") is None


def test_colleagues_are_named_in_norwegian_order_and_without_those_who_have_left(
    world: World,
) -> None:
    body = world.body_of("nominator")
    named = ("Åse Berg", "Øyvind Li", "Zara Vik", "ærlig Aas", "Anne Øst", "Gone")
    for number, name in enumerate(named):
        account = world.account(f"colleague{number}")
        account.name = name
        account.disabled_at = world.clock.now if name == "Gone" else None
        organisations.add_member(world.work("administrator"), body, account, is_signatory=False)
    assert organisations.colleagues(world.work("nominator"), body.id) == [
        "Anne Øst",
        "Zara Vik",
        "ærlig Aas",
        "Øyvind Li",
        "Åse Berg",
    ]
