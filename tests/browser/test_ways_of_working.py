"""Other ways to do the job: by keyboard alone, and without scripts."""

from playwright.sync_api import expect

from tests.addresses import at
from tests.browser.conftest import NARROW, Site

JUDGED, OPEN = "boligsosialt-arbeid-2026", "boligsosialt-arbeid-2027"


def test_a_juror_scores_by_keyboard_alone(site: Site) -> None:
    page = site.as_role("Jurymedlem, KS")
    page.goto(f"{site.url}{at(JUDGED)}/vurdering")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nøkkelen først")
    page.keyboard.press("j")  # to the first criterion without a score: four have theirs
    page.keyboard.press("3")
    page.keyboard.press("4")
    chosen = page.locator("fieldset.criterion input:checked")
    assert [box.get_attribute("value") for box in chosen.all()] == ["5", "5", "6", "6", "3", "4"]
    page.keyboard.press("b")
    expect(page.locator("#grounds")).to_be_focused()
    page.keyboard.type(" Tallene er gode.")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "seal":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#beskjed")).to_have_text("Vurderingen er levert og forseglet.")
    expect(page.locator("#beskjed")).to_be_focused()


def test_a_draft_saves_itself_while_one_writes(site: Site) -> None:
    page = site.as_role("Leder for boligkontoret, Fjordvik kommune", NARROW)
    page.goto(f"{site.url}/forslag/28/del/measures")
    page.locator("textarea").first.fill("Vi ringer på, hver kveld klokka åtte.")
    with page.expect_response(lambda answer: answer.url.endswith("/lagre") and answer.ok):
        page.locator("h1").click()
    page.goto(f"{site.url}/forslag/28/del/measures")
    expect(page.locator("textarea").first).to_have_value("Vi ringer på, hver kveld klokka åtte.")


def test_the_form_works_without_scripts(site: Site) -> None:
    page = site.as_role(
        "Leder for boligkontoret, Fjordvik kommune", NARROW, java_script_enabled=False
    )
    page.goto(f"{site.url}/forslag/28/del/measures")
    page.locator("textarea").first.fill("Vi ringer på, hver kveld klokka ni.")
    page.get_by_role("button", name="Lagre utkast", exact=True).last.click()
    expect(page.locator("textarea").first).to_have_value("Vi ringer på, hver kveld klokka ni.")
    expect(page.locator("main")).to_contain_text("Lagret på serveren")


def test_two_tabs_lose_nothing(site: Site) -> None:
    first = site.as_role("Leder for boligkontoret, Fjordvik kommune", java_script_enabled=False)
    second = first.context.new_page()
    address = f"{site.url}/forslag/28/del/measures"
    first.goto(address)
    second.goto(address)
    for page, words in ((first, "Teksten fra den ene."), (second, "Teksten fra den andre.")):
        page.locator("textarea").first.fill(words)
        page.get_by_role("button", name="Lagre utkast", exact=True).last.click()
    expect(second.locator("textarea").first).to_have_value("Teksten fra den andre.")
    expect(second.locator("main")).to_contain_text("Teksten fra den ene.")


def test_a_juror_declares_sixteen_by_at_most_twenty_keys(site: Site) -> None:
    page = site.as_role("Jurymedlem, LPP")
    page.goto(f"{site.url}{at(JUDGED)}/vurdering")
    expect(page.locator("form.declare li fieldset")).to_have_count(16)
    pressed = 0

    def press(key: str) -> None:
        nonlocal pressed
        page.keyboard.press(key)
        pressed += 1

    def focused() -> str:
        return str(page.evaluate("document.activeElement.textContent.trim()"))

    press("Tab")
    press("Enter")  # past the masthead
    while focused() != "Svar «Ingen bindinger» for resten under ett" and pressed < 20:
        press("Tab")
    press("Enter")
    while focused() != "Ingen bindinger til resten: lever alt" and pressed < 20:
        press("Tab")
    press("Enter")
    expect(page.locator("#beskjed")).to_have_text("Svarene om 16 forslag er levert.")
    assert pressed <= 20
