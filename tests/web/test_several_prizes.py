"""Several prizes in one installation: each has its pages, and the front page lists them."""

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.rules.access import Role
from app.services import accounts
from tests.clients import client_of
from tests.conftest import SettableClock
from tests.factories import World
from tests.web.access_world import AccessWorld

OTHER = "/priser/en-annen-pris"


@pytest.fixture
def both(app: Flask, session: Session, clock: SettableClock) -> AccessWorld:
    """Give a world with two prizes, of which each has an open call."""
    made = AccessWorld(session, clock)
    made.elsewhere("open", 2041)
    made.open()
    session.commit()
    return made


def read(app: Flask, path: str, world: World | None = None, name: str = "") -> str:
    client = client_of(app, world.people[name].id if world else None)
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def names(page: str, section: str) -> list[str]:
    """List what leads on from a section of the front page."""
    inside = page.partition(f'id="{section}"')[2].partition("</section>")[0]
    return re.findall(r'<h3 class="worklist__name"><a href="([^"]+)"', inside)


def test_one_prize_is_shown_and_several_are_listed(app: Flask, world: World) -> None:
    assert "Prisen</h1>" in read(app, "/")
    answer = client_of(app, None).get("/tidligere")
    assert (answer.status_code, answer.location) == (302, "/priser/prisen/tidligere")


def test_open_calls_come_first_and_the_nearest_deadline_before_the_others(
    app: Flask, both: AccessWorld
) -> None:
    page = read(app, "/")
    assert names(page, "apne") == [f"{OTHER}/2041", "/priser/prisen/2026"]
    assert names(page, "alle") == ["/priser/prisen", OTHER]
    assert page.index('id="apne"') < page.index('id="alle"')


def test_the_newest_winner_of_any_prize_leads_until_a_call_needs_the_place(
    app: Flask, session: Session, clock: SettableClock
) -> None:
    world = AccessWorld(session, clock)
    world.elsewhere("announced", 2041)
    leads = '<h1 class="laureate__name'
    assert leads in read(app, "/")
    assert leads not in read(app, "/priser/prisen")
    world.pass_time(days=8)
    assert leads in read(app, "/")
    world.open(2026)
    page = read(app, "/")
    assert leads not in page
    assert ">Prøvedal kommune</a>" in page.partition('id="siste"')[2]


def test_earlier_years_are_listed_by_prize(app: Flask, both: AccessWorld) -> None:
    page = read(app, "/tidligere")
    assert page.count("Ikke delt ut ennå") == 2
    assert f'href="{OTHER}"' in page


@pytest.mark.parametrize("path", ["kontakt", "personvern", "tilgjengelighet"])
def test_pages_about_the_service_speak_of_the_prize_they_are_come_to_from(
    app: Flask, both: AccessWorld, path: str
) -> None:
    other = read(app, OTHER)
    (link,) = set(re.findall(rf'href="(/om/{path}[^"]*)"', other))
    assert link == f"/om/{path}?pris=en-annen-pris"
    of_one = read(app, link)
    assert "En annen pris" in of_one
    assert 'href="/priser/prisen' not in of_one
    assert "Et annet direktorat er sekretariat for prisen." in of_one
    of_none = read(app, f"/om/{path}?pris=finnes-ikke")
    assert 'class="masthead__prize"' not in of_none


def test_without_a_prize_the_contact_page_names_every_secretariat(
    app: Flask, both: AccessWorld
) -> None:
    page = read(app, "/om/kontakt")
    assert "pris@example.org" in page
    assert "annen@example.org" in page


def test_whoever_works_for_several_changes_between_them(app: Flask, both: AccessWorld) -> None:
    accounts.grant_role(both.system, both.people["elsewhere"], Role.SECRETARIAT, both.prize)
    both.session.commit()
    page = read(app, "/oversikt", both, "elsewhere")
    headings = re.findall(r'<h2 class="title-2 prizehead" id="([^"]+)"', page)
    assert sorted(headings) == ["pris-en-annen-pris", "pris-prisen"]
    menu = read(app, "/priser/prisen/2026/styring", both, "elsewhere")
    assert "/oversikt#pris-en-annen-pris" in menu
    assert "/oversikt#pris-prisen" not in menu
    there = read(app, f"{OTHER}/2041/styring", both, "elsewhere")
    assert "/oversikt#pris-prisen" in there


def test_whoever_works_for_one_is_not_asked_which(app: Flask, both: AccessWorld) -> None:
    page = read(app, "/oversikt", both, "secretariat")
    assert "prizehead" not in page
    assert "#pris-" not in page


def test_of_each_prize_the_most_urgent_round_is_looked_into(
    app: Flask, session: Session, clock: SettableClock
) -> None:
    world = AccessWorld(session, clock)
    accounts.grant_role(world.system, world.people["elsewhere"], Role.SECRETARIAT, world.prize)
    world.elsewhere("open", 2020)
    for year in (2026, 2027, 2028):
        world.open(year)
    session.commit()
    page = read(app, "/oversikt", world, "elsewhere")
    other = page.partition('id="pris-en-annen-pris"')[2].partition('id="pris-prisen"')[0]
    assert 'class="errand"' in other


def test_whoever_has_no_role_is_told_what_she_can_do(app: Flask, both: AccessWorld) -> None:
    both.people["ny"] = both.account("ny")
    both.session.commit()
    page = read(app, "/oversikt", both, "ny")
    assert "Du er logget inn, og har ingen roller ennå" in page
    assert 'href="/priser/prisen/2026"' in page
    assert f'href="{OTHER}/2041"' in page
    assert 'href="/om/kontakt"' in page


def test_a_nominator_sees_of_which_prize_each_round_is(app: Flask, both: AccessWorld) -> None:
    page = read(app, "/forslag", both, "nominator")
    named = re.findall(r'<p class="over" id="prize-\d+"[^>]*>([^<]+)</p>', page)
    assert sorted(named) == ["En annen pris", "Prisen"]
