"""A final that is decided by ballots, from voting to the sealed decision."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, Site, check

VOTED = "/priser/naermiljoprisen/2023"
WORDS = "Juryen legger vekt på at arbeidet varer, og at andre kan lære av det og gjøre det samme. "


def title(page: Page, said: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(said)


def test_a_round_with_a_ballot_from_voting_to_the_sealed_decision(site: Site) -> None:
    juror = site.as_role("Jurymedlem, Ungdomsrådet i Midtfjord", NARROW)
    juror.goto(f"{site.url}{VOTED}/vurdering")
    juror.get_by_role("link", name="Til stemmeseddelen").click()
    check(juror)
    places = juror.locator("[data-rank]")
    expect(places.nth(0)).to_have_value("2")
    places.nth(0).press("Control+Enter")  # one lacks, and nothing of it is lost
    expect(juror.locator(".ds-error-summary")).to_contain_text("Gi Strandgata borettslag en plass.")
    expect(places.nth(2)).to_have_value("1")
    with juror.expect_response(lambda answer: answer.url.endswith("/lagre") and answer.ok):
        juror.get_by_role("button", name="Opp: Strandgata borettslag").click()
    expect(places.nth(1)).to_have_value("3")
    places.nth(1).press("Control+Enter")
    title(juror, "Stemmeseddelen din er levert")
    check(juror)

    chair = site.as_role("Juryleder, Midtfjord fylkeskommune", java_script_enabled=False)
    chair.goto(f"{site.url}{VOTED}/stemmeseddel")
    for at, rank in enumerate("112"):
        chair.locator("[data-rank]").nth(at).fill(rank)
    chair.get_by_role("button", name="Lever og forsegl").click()
    title(chair, "Stemmeseddelen din er levert")
    chair.goto(f"{site.url}{VOTED}/rangering")
    expect(chair.locator("main")).not_to_contain_text("Fjellvik")

    office = site.as_role("Saksbehandler, Midtfjord fylkeskommune")
    office.goto(f"{site.url}{VOTED}/flytt/open_deliberation")
    office.get_by_role("button", name="Åpne drøftingen").click()

    chair.goto(f"{site.url}{VOTED}/rangering")
    expect(chair.locator("main")).to_contain_text(
        "Fjellvik grendelag foretrekkes foran Myrheim velforening av 2 av 3."
    )
    chair.get_by_role("link", name="Skriv avgjørelsen").click()
    chair.locator("#winners").select_option(label="2. Strandgata borettslag")
    chair.locator("#citation").fill("For gården uten gjerder.")
    chair.locator("#statement").fill(WORDS * 2)
    chair.get_by_role("button", name="Gå videre til forsegling").click()
    expect(chair.locator(".ds-error-summary")).to_contain_text("Skriv hvorfor juryen velger")
    chair.locator("#reason").fill("Drøftingen ga nye opplysninger.")
    chair.get_by_role("button", name="Gå videre til forsegling").click()
    chair.get_by_role("button", name="Forsegl avgjørelsen").click()
    title(chair, "Strandgata borettslag")
    expect(chair.locator("main")).to_contain_text("Schulzes metode, versjon 1")

    juror.goto(f"{site.url}{VOTED}/rangering")
    check(juror)
