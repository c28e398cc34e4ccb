"""The office of a prize: made by an administrator, changed by its own, closed and opened again."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.models import Organisation, Prize
from app.rules.access import Role
from app.services import accounts, organisations, prizes
from tests.clients import ReviewingClient, client_of
from tests.factories import World
from tests.web.acts import seen_on

NEW = {
    "agency": "Midtfjord fylkeskommune",
    "org_number": "",
    "name-nb": "Nærmiljøprisen",
    "purpose-nb": "Prisen hedrer møteplasser.",
    "about-nb": "Alle kan foreslå.",
    "gift-1-nb": "Heder",
    "gift-1-en": "Honour",
    "contact_email": "pris@midtfjord.example",
    "slug": "",
    "officer_name": "Ny Saksbehandler",
    "officer_email": "ny@example.org",
    "officer_language": "nn",
}
DESK = "/priser/naermiljoprisen/kontor"
SETTINGS = "/priser/prisen/innstillinger"
HUSBANKEN = "942114184"


@pytest.fixture
def administrator(app: Flask, world: World) -> ReviewingClient:
    return client_of(app, world.people["administrator"].id)


@pytest.fixture
def secretariat(app: Flask, world: World) -> ReviewingClient:
    return client_of(app, world.people["secretariat"].id)


def refused(client: ReviewingClient, **other: str) -> dict[str, str]:
    """Send the form with something else in it; gives what is said at which field."""
    answer = client.post("/priser/ny", data={**NEW, **other})
    assert answer.status_code == 422
    found = re.findall(r'id="([a-z0-9_-]+)-error">([^<]+)<', answer.text)
    listed = re.findall(r'<a href="#([a-z0-9_-]+)">', answer.text)
    assert [field for field, _ in sorted(found)] == sorted(listed)
    return dict(found)


def stored(world: World) -> tuple[int, int]:
    counts = (select(func.count()).select_from(one) for one in (Prize, Organisation))
    return tuple(world.session.execute(one).scalar_one() for one in counts)  # type: ignore[return-value]


def test_a_prize_is_made_with_its_agency_and_its_first_officer(
    app: Flask, administrator: ReviewingClient, world: World
) -> None:
    answer = administrator.post("/priser/ny", data=NEW)
    assert (answer.status_code, answer.location) == (303, DESK)
    page = administrator.get(DESK).text
    assert "Invitasjonen til Ny Saksbehandler blir sendt nå." in page
    assert "Midtfjord fylkeskommune deler ut prisen." in page
    made = prizes.by_slug(world.session, "naermiljoprisen")
    assert made.gifts == [{"nb": "Heder", "en": "Honour"}]
    assert "Nærmiljøprisen" in client_of(app, None).get("/").text


def test_with_a_second_administrator_the_officer_waits_for_her(
    administrator: ReviewingClient, world: World
) -> None:
    accounts.grant_role(world.system, world.people["stranger"], Role.ADMINISTRATOR)
    administrator.post("/priser/ny", data=NEW)
    said = "Invitasjonen til Ny Saksbehandler blir sendt når en annen administrator har bekreftet"
    assert said in administrator.get(DESK).text


def test_an_agency_that_is_known_is_not_made_again(
    administrator: ReviewingClient, world: World
) -> None:
    before = stored(world)
    administrator.post("/priser/ny", data={**NEW, "agency": "Husbanken", "org_number": HUSBANKEN})
    assert stored(world) == (before[0] + 1, before[1])
    world.session.expire_all()
    assert world.husbanken.org_number == HUSBANKEN


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"agency": " "}, {"agency": "Skriv hvilken virksomhet som deler ut prisen."}),
        (
            {"org_number": "942114185"},
            {"org_number": "Nummeret skal ha ni siffer. Se etter om ett er galt."},
        ),
        (
            {"org_number": HUSBANKEN},
            {
                "org_number": "Nummeret tilhører Husbanken. Skriv det navnet, eller rett nummeret."
            },
        ),
        (
            {"name-nb": "", "purpose-nb": "", "slug": "prisen-vaar"},
            {
                "name-nb": "Skriv hva prisen heter, på bokmål.",
                "purpose-nb": "Skriv hva prisen hedrer, på bokmål.",
            },
        ),
        (
            {"name-nn": "Nærmiljøprisen", "name-nb": ""},
            {"name-nb": "Skriv hva prisen heter, på bokmål."},
        ),
        (
            {"slug": "Min pris"},
            {
                "slug": "Bruk små bokstaver fra a til z, tall og bindestrek, "
                "for eksempel min-pris."
            },
        ),
        ({"slug": "ny"}, {"slug": "Dette ordet brukes til noe annet i adressene. Velg et annet."}),
        ({"slug": "prisen"}, {"slug": "En annen pris har adressen prisen. Skriv en annen."}),
        ({"name-nb": "Prisen"}, {"slug": "En annen pris har adressen prisen. Skriv en annen."}),
        (
            {"contact_email": "pris"},
            {"contact_email": "Skriv e-postadressen som folk kan spørre på."},
        ),
        (
            {"officer_name": "", "officer_email": "ny"},
            {
                "officer_name": "Skriv hva den første i sekretariatet heter.",
                "officer_email": "Skriv en e-postadresse, for eksempel navn@kommune.no.",
            },
        ),
        ({"gift-2-en": "x" * 121}, {"gift-2-en": "Bruk høyst 120 tegn."}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(
    administrator: ReviewingClient, world: World, other: dict[str, str], said: dict[str, str]
) -> None:
    world.husbanken.org_number = HUSBANKEN
    before = stored(world)
    assert refused(administrator, **other) == said
    assert stored(world) == before


def test_what_was_written_is_kept_with_its_place(administrator: ReviewingClient) -> None:
    sent = {**NEW, "contact_email": "", "gift-1-nb": "", "gift-1-en": "", "gift-3-nb": "Et «bilde»"}
    page = administrator.post("/priser/ny", data=sent).text
    assert 'name="gift-3-nb" value="Et «bilde»"' in page
    assert 'name="agency" value="Midtfjord fylkeskommune"' in page
    assert "Mangler på nynorsk og engelsk. De som leser slik, får teksten på bokmål." in page


def test_the_secretariat_of_a_prize_without_rounds_is_led_to_its_desk(
    app: Flask, administrator: ReviewingClient, world: World
) -> None:
    administrator.post("/priser/ny", data=NEW)
    made = prizes.by_slug(world.session, "naermiljoprisen")
    new = world.account("ny saksbehandler")
    accounts.grant_role(world.system, new, Role.SECRETARIAT, made)
    client = client_of(app, new.id)
    page = client.get("/oversikt").text
    assert "Du er i sekretariatet for Nærmiljøprisen." in page
    assert f'<a class="ds-button" href="{DESK}">' in page
    assert client.get(DESK).status_code == 200


def sent(**other: Any) -> dict[str, Any]:
    given = {f"{name}-nb": "Tekst." for name in ("name", "purpose", "about")}
    return {**given, "contact_email": "pris@example.org", "version": 1, **other}


def test_its_secretariat_changes_what_is_said(
    app: Flask, secretariat: ReviewingClient, world: World
) -> None:
    assert 'value="Prisen"' in secretariat.get(SETTINGS).text
    answer = secretariat.post(SETTINGS, data=sent(**{"name-nb": "Storprisen"}))
    assert (answer.status_code, answer.location) == (303, "/priser/prisen/kontor")
    assert "Endringene er lagret." in secretariat.get("/priser/prisen/kontor").text
    page = client_of(app, None).get("/priser/prisen").text
    assert "Storprisen</h1>" in page
    world.session.expire_all()
    assert world.prize.gifts == []


def test_of_two_who_change_it_at_once_the_second_sees_both_texts(
    administrator: ReviewingClient, secretariat: ReviewingClient, world: World
) -> None:
    secretariat.post(SETTINGS, data=sent(**{"about-nb": "Den ene."}))
    second = administrator.post(SETTINGS, data=sent(**{"about-nb": "Den andre."}))
    assert second.status_code == 409
    assert "Ikke lagret: Noen andre har endret det samme" in second.text
    assert '<p lang="nb">Den ene.</p>' in second.text
    assert ">\nDen andre.</textarea>" in second.text
    world.session.expire_all()
    assert world.prize.about == {"nb": "Den ene."}
    version = re.search(r'name="version" value="(\d+)"', second.text)
    assert version is not None
    again = sent(**{"about-nb": "Den andre.", "version": version[1]})
    assert administrator.post(SETTINGS, data=again).status_code == 303
    world.session.expire_all()
    assert world.prize.about == {"nb": "Den andre."}


def test_a_prize_is_closed_with_a_reason_and_read_as_before(
    app: Flask, administrator: ReviewingClient, world: World
) -> None:
    world.at("announced", 2026)
    page = administrator.get("/priser/prisen/lukk").text
    bare = administrator.post("/priser/prisen/lukk", data={"seen": seen_on(page)})
    assert bare.status_code == 422
    assert "Skriv hvorfor prisen blir lukket." in bare.text
    told = {"seen": seen_on(page), "reason": "Ordningen er lagt ned."}
    assert administrator.post("/priser/prisen/lukk", data=told).status_code == 303
    public = client_of(app, None)
    front = public.get("/priser/prisen").text
    assert "Prisen er lukket" in front
    assert "Prøvedal kommune" in front
    assert "Ordningen er lagt ned." in administrator.get("/priser/prisen/kontor").text
    assert administrator.post("/priser/prisen/apne", data={"reason": ""}).status_code == 422
    opened = administrator.post("/priser/prisen/apne", data={"reason": "Vedtatt på nytt."})
    assert opened.status_code == 303
    assert "Prisen er lukket" not in public.get("/priser/prisen").text


def test_whoever_reads_a_language_that_lacks_gets_another_and_it_is_marked(
    app: Flask, administrator: ReviewingClient, world: World
) -> None:
    administrator.post("/priser/ny", data=NEW)
    client = client_of(app, None)
    client.post("/sprak", data={"language": "en", "next": "/"})
    page = client.get("/priser/naermiljoprisen").text
    assert 'lang="nb">Nærmiljøprisen</h1>' in page
    assert "Honour" in page
    assert organisations.find_by_name(world.session, "Midtfjord fylkeskommune") is not None
