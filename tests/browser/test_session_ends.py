"""The session ends while somebody writes: what she wrote is stored when she has signed in again."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Site, check

NOMINATOR = "Leder for boligkontoret, Fjordvik kommune"
OTHER = "Jurymedlem, KS"
PART = "/forslag/28/del/measures"
WRITTEN = 'Vi ringer på, hver kveld.\n\n"Klokka <ni>" & litt til.'


def pass_the_night(site: Site) -> None:
    """Let the session end of itself."""
    site.clock.now += timedelta(hours=13)


def sign_in_again(page: Page, site: Site, name: str) -> None:
    page.goto(f"{site.url}/logg-inn")
    page.locator("main").get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(f"{site.url}/oversikt")


@pytest.mark.parametrize(("size", "scripts"), [(WIDE, True), (NARROW, False)])
def test_what_was_refused_is_sent_again_after_signing_in_in_another_tab(
    site: Site, size: tuple[int, int], *, scripts: bool
) -> None:
    page = site.as_role(NOMINATOR, size, java_script_enabled=scripts)
    page.goto(f"{site.url}{PART}")
    pass_the_night(site)
    page.locator("textarea").first.fill(WRITTEN)
    page.get_by_role("button", name="Lagre utkast", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget ut")
    if scripts:
        check(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Logg inn i en ny fane").click()
    sign_in_again(opened.value, site, NOMINATOR)
    page.get_by_role("button", name="Send på nytt").click()
    expect(page.locator("textarea").first).to_have_value(WRITTEN)
    expect(page.locator(".saved").first).to_contain_text("Lagret på serveren")


def test_the_page_of_one_is_not_stored_for_another_and_then_for_its_own(site: Site) -> None:
    page = site.as_role(NOMINATOR)
    page.goto(f"{site.url}{PART}")
    pass_the_night(site)
    page.locator("textarea").first.fill(WRITTEN)
    page.get_by_role("button", name="Lagre utkast", exact=True).last.click()
    tab = page.context.new_page()
    for name in (OTHER, NOMINATOR):
        sign_in_again(tab, site, name)
        page.get_by_role("button", name="Send på nytt").click()
        if name == OTHER:
            said = "Denne siden ble åpnet av en annen bruker"
            expect(page.get_by_role("heading", level=1)).to_have_text(said)
            check(page)
            tab.get_by_role("button", name="Logg ut").click()
    expect(page.locator("textarea").first).to_have_value(WRITTEN)


def test_a_form_that_saves_itself_goes_on_by_itself(site: Site) -> None:
    page = site.as_role(NOMINATOR)
    page.goto(f"{site.url}{PART}")
    pass_the_night(site)
    line = page.locator(".saved").first
    expect(line).to_contain_text("Vi lagrer mens du skriver.")
    page.locator("textarea").first.fill(WRITTEN)
    expect(line).to_contain_text("Ikke lagret. Du er logget ut. Logg inn i en ny fane")
    expect(line.get_by_text("Vi lagrer mens du skriver.")).to_be_hidden()
    check(page)
    sign_in_again(page.context.new_page(), site, NOMINATOR)
    page.bring_to_front()
    expect(line).to_contain_text("Lagret på serveren")
    expect(line.get_by_text("Vi lagrer mens du skriver.")).to_be_visible()
    expect(page.locator("textarea").first).to_have_value(WRITTEN)
