"""A round on its visits: planned, reported, observed without a connection, named, and the final."""

from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, Site, check

ROUND = "/priser/naermiljoprisen/2024"
CHAIR = "Juryleder, Midtfjord fylkeskommune"
OFFICE = "Saksbehandler, Midtfjord fylkeskommune"
SEEN = "Naustet var fullt av folk da vi kom."


def test_from_visits_by_naming_to_the_final(site: Site) -> None:
    office = site.as_role(OFFICE, WIDE)
    office.goto(f"{site.url}/befaring/33")
    office.locator("#starts_at").fill("i morgen")
    office.get_by_role("button", name="Lagre planen").click()
    expect(office.locator("main")).to_contain_text("Skriv dato og klokkeslett")
    office.locator("#starts_at").fill("01.12.2026 kl. 10.00")
    office.locator("#place").fill("Trappa i Bakken")
    office.locator("input[name=party]").first.check(force=True)
    office.get_by_role("button", name="Lagre planen").click()
    expect(office.locator(".lede")).to_contain_text("1. desember 2026")

    chair = site.as_role(CHAIR, NARROW)
    chair.goto(f"{site.url}/befaring/32")
    field = chair.get_by_label("Det du så", exact=False)
    chair.context.set_offline(True)
    field.fill(SEEN)
    chair.wait_for_timeout(1_500)  # it is kept a moment after it was typed
    chair.context.set_offline(False)
    chair.goto(f"{site.url}{ROUND}/befaring")
    check(chair)
    chair.get_by_role("link", name="Strandvika grendelag").click()
    expect(field).to_have_value(SEEN)
    check(chair)
    chair.get_by_role("button", name="Lagre det du så").click()
    expect(field).to_have_value(SEEN)

    chair.goto(f"{site.url}{ROUND}/befaring")
    chair.get_by_role("link", name="Avgjør hvem som går videre").click()
    for name in ("Nordgata velforening", "Strandvika grendelag"):
        chair.get_by_label(name, exact=False).check(force=True)
    chair.get_by_role("button", name="Gå videre").click()
    expect(chair.locator("main")).to_contain_text("De nominerte kunngjøres med en gang")
    anybody = site.new_page(NARROW)
    anybody.goto(f"{site.url}{ROUND}")
    expect(anybody.locator("main")).not_to_contain_text("Nordgata velforening")
    with chair.expect_navigation():
        chair.get_by_role("button", name="Avgjør hvem som går videre").click()
    anybody.reload()
    expect(anybody.locator("section[aria-labelledby=nominerte] li")).to_have_text(
        ["Nordgata velforening", "Strandvika grendelag"]
    )
    check(anybody)

    for name in ("open_declaring", "open_scoring"):
        office.goto(f"{site.url}{ROUND}/flytt/{name}")
        office.locator("main form button[type=submit]").click()
    chair.goto(f"{site.url}/vurdering/32")
    expect(chair.locator("main")).to_contain_text("Fra befaringen")
    expect(chair.locator("main")).to_contain_text("Poengene og begrunnelsen er hentet fra")
