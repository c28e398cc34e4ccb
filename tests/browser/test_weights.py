"""Other weights: the order follows the slider, and without scripts the form does the same."""

import re
from dataclasses import replace

from playwright.sync_api import Route, expect
from sqlalchemy import select

from app.extensions import db
from app.models import Account
from app.models.engine import writing
from app.services import accounts, phases, rounds, rulebooks
from app.services.work import Work
from tests.addresses import at
from tests.browser.conftest import NARROW, WIDE, Site, aside, check

JUDGED = "boligsosialt-arbeid-2026"
CHAIR = "Juryleder, Statsforvalteren i Rogaland"
BY_THE_BOOK = "Med vurderingsreglenes vekter ligger Fjordvik kommune først."
OTHERWISE = "Med disse vektene ligger Elvestrand kommune først, ikke Fjordvik kommune."


def deliberate(site: Site) -> str:
    """Open the deliberation with the sheets that are in; gives the address of the weights."""
    aside(_open_deliberation, site)
    return f"{site.url}{at(JUDGED)}/rangering/vekter"


def _open_deliberation(site: Site) -> None:
    writing.set(True)
    with site.app.app_context():
        session = db.session
        award_round = rounds.by_slug(session, JUDGED)
        office = session.scalars(select(Account).filter_by(name="Saksbehandler, Husbanken")).one()
        actor = accounts.actor_for(session, office, site.clock.now.date())
        work = Work(session, actor, site.clock.now)
        held = rulebooks.rules_of(award_round, award_round.rulebook)
        rulebooks.amend(work, award_round, replace(held, quorum=1), "Ikke alle har levert.", 1)
        phases.move(work, award_round, "open_deliberation")
        session.commit()


def test_the_order_follows_the_slider(site: Site) -> None:
    address = deliberate(site)
    page = site.as_role(CHAIR, WIDE)
    page.goto(address)
    says, slider = page.locator("#sier"), page.locator("#vekt-results-skyv")
    first = page.locator("#resultat tbody tr").first
    expect(says).to_have_text(BY_THE_BOOK)
    expect(slider).to_have_value("15")
    check(page)
    slider.focus()
    page.keyboard.press("End")
    expect(says).to_have_text(OTHERWISE)
    expect(first).to_contain_text("Elvestrand kommune")
    expect(first).to_contain_text("1 opp")
    expect(page.locator("#vekt-results")).to_have_value("100")
    expect(page.locator("#vekt-results-blir")).to_have_text("blir 54,1\u00a0%")
    expect(slider).to_be_focused()
    expect(page).to_have_url(re.compile(r"vekt-results=100$"))
    check(page)
    page.reload()
    expect(says).to_have_text(OTHERWISE)
    expect(slider).to_have_value("100")
    page.get_by_role("link", name="Tilbake til vurderingsreglenes vekter").click()
    expect(says).to_have_text(BY_THE_BOOK)


def test_a_number_moves_the_slider_and_a_fault_stands_at_its_field(site: Site) -> None:
    address = deliberate(site)
    page = site.as_role(CHAIR, NARROW)
    page.goto(address)
    says, field = page.locator("#sier"), page.locator("#vekt-results")
    field.fill("70,5")
    expect(says).to_have_text(OTHERWISE)
    expect(page.locator("#vekt-results-skyv")).to_have_value("71")
    field.fill("-7")
    expect(page.locator("#vekt-results-error")).to_have_text("En vekt kan ikke være under 0.")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    check(page)
    field.fill("60")
    expect(says).to_have_text(OTHERWISE)
    expect(page.locator("#vekt-results-error")).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")

    def no_answer(route: Route) -> None:
        route.abort()

    page.route("**/rangering/vekter?*", no_answer)
    field.fill("10")
    expect(says).to_have_text("Fikk ikke regnet på nytt. Trykk «Vis med disse vektene».")


def test_without_scripts_the_form_does_it(site: Site) -> None:
    address = deliberate(site)
    page = site.as_role(CHAIR, NARROW, java_script_enabled=False)
    page.goto(address)
    expect(page.locator("#vekt-results-skyv")).to_be_hidden()
    page.get_by_label("Dokumenterte resultater").last.fill("100")
    page.get_by_role("button", name="Vis med disse vektene").click()
    expect(page.locator("#sier")).to_have_text(OTHERWISE)
    expect(page.locator("#vekt-results")).to_have_value("100")
    page.locator("#vekt-users").fill("mye")
    page.get_by_role("button", name="Vis med disse vektene").click()
    expect(page.locator("#vekt-users")).to_have_value("mye")
    expect(page.locator("#vekt-users-error")).to_contain_text("Skriv vekten som et tall")
    row = page.locator(".reaches tr").filter(has_text="Dokumenterte resultater")
    row.get_by_role("link").click()
    expect(page.locator("#sier")).to_have_text(OTHERWISE)
