"""The puzzle of 2013 in the browser: the chair's own county, whom she removes, and who leads."""

from playwright.sync_api import Page, expect

from tests.addresses import at
from tests.browser.conftest import Site

JUDGED = "boligsosialt-arbeid-2026"
CHAIR, KS = "Juryleder, Statsforvalteren i Rogaland", "Jurymedlem, KS"


def test_a_recused_chair_removes_nobody_and_the_acting_chair_leads(site: Site) -> None:
    desk, rulings = (f"{site.url}{at(JUDGED)}/{page}" for page in ("vurdering", "habilitet"))
    chair = site.as_role(CHAIR)
    chair.goto(desk)
    chair.get_by_text("Meld en binding til et forslag du har svart om").click()
    option = chair.locator("#late option", has_text="2. Bekkelund kommune")
    nominee = option.get_attribute("value") or ""
    chair.locator("#late").select_option(nominee)
    chair.locator("input[name='late-answer'][value='automatic']").check(force=True)
    chair.get_by_role("button", name="Meld bindingen").click()
    expect(chair.locator("#beskjed")).to_contain_text("Du er meldt inhabil")
    assert chair.goto(f"{site.url}/vurdering/{nominee}").status == 403

    office = site.as_role("Saksbehandler, Husbanken")
    office.goto(rulings)
    office.get_by_text("Før inn hvem juryen har valgt til å lede").click()
    office.locator("#elect-about").select_option(nominee)
    ks = office.locator("#elect-who option", has_text=KS).get_attribute("value") or ""
    office.locator("#elect-who").select_option(ks)
    office.get_by_label("Hvordan ble hun eller han valgt?").fill("Valgt av de andre i møtet.")
    office.get_by_role("button", name="Før inn valget").click()
    expect(office.locator("#beskjed")).to_contain_text("Den fungerende lederen er ført inn.")

    chair.goto(rulings)
    expect(chair.get_by_text(f"{KS} er valgt til å lede")).to_be_visible()
    expect(chair.get_by_text("Før inn at hun eller han ikke leder lenger")).to_have_count(0)
    expect(chair.get_by_text("Før inn at noen er borte")).to_have_count(0)
    relieving = {"act": "relieve", "about": nominee, "reason": "Nei."}
    assert send(chair, f"{rulings}/leder", relieving) == 403
    assert send(chair, f"{rulings}/fravaer", {"act": "away", "who": ks, "reason": "Nei."}) == 403

    acting = site.as_role(KS)
    acting.goto(rulings)
    acting.get_by_text(f"Før inn at juryen har kommet til at {CHAIR} er habil likevel").click()
    acting.get_by_label("Begrunnelse").first.fill("Fylket alene er ingen binding.")
    acting.get_by_role("button", name="Før inn avgjørelsen").first.click()
    expect(acting.locator("main")).to_contain_text(f"{KS} ledet avgjørelsen.")
    acting.get_by_role("button", name="Før inn avgjørelsen").click()
    expect(acting.locator("#beskjed")).to_contain_text("Avgjørelsen er ført inn.")
    assert chair.goto(f"{site.url}/vurdering/{nominee}").status == 200


def send(page: Page, address: str, data: dict[str, str]) -> int:
    """Send a form that is not on the page, with what the forms on it prove her by."""
    token = page.locator("input[name='csrf_token']").first.get_attribute("value") or ""
    return page.evaluate(
        """async ([address, data]) => (
            await fetch(address, {method: "POST", body: new URLSearchParams(data)})
        ).status""",
        [address, {**data, "csrf_token": token}],
    )
