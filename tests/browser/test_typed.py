"""Nothing that is typed is lost: without a connection, with a closed tab, with Back, anywhere."""

import json
from datetime import timedelta
from typing import Any

from playwright.sync_api import BrowserContext, Dialog, Page, expect
from sqlalchemy import select

from app.extensions import db
from app.models import ScoreSheet
from app.models.engine import writing
from app.rules.lifecycle import StageState
from app.services import rounds
from tests.addresses import at
from tests.browser.conftest import NARROW, Site, aside, check

JUDGED = "boligsosialt-arbeid-2026"
JUROR = "Jurymedlem, KS"
NOMINATOR = "Leder for boligkontoret, Fjordvik kommune"
CHAIR = "Juryleder, Statsforvalteren i Rogaland"
SECRETARIAT = "Saksbehandler, Husbanken"
PART = "/forslag/28/del/measures"
WRITTEN = 'Vi ringer på, hver kveld.\n\n"Klokka <ni>" & litt til.'
DRAFTS = [f"/vurdering/{number}" for number in (15, 17, 19, 20, 21, 22, 23, 25, 26, 27)]
SEALED = [f"/vurdering/{number}/endre" for number in (12, 13, 14, 16, 18, 24)]
SHEETS = [*DRAFTS, *SEALED]
KEPT = "Vi har satt inn igjen det du skrev her sist"
BESIDE = "Begge tekstene står ved feltet"


def kept(page: Page) -> list[dict[str, Any]]:
    """Read what the browser keeps."""
    texts = page.evaluate(
        """Object.entries(localStorage).filter(([key]) => key.startsWith('hederspris.typed'))
            .map(([, text]) => text)"""
    )
    return [json.loads(text) for text in texts]


def none_kept(page: Page, form: str = "") -> None:
    """Wait until nothing is kept, of a form or of any."""
    page.wait_for_function(
        """form => Object.keys(localStorage).every(
            key => !key.startsWith('hederspris.typed') || !key.includes(form))""",
        arg=form,
    )


def declare(page: Page, site: Site) -> None:
    """Declare for the last two, so that all sixteen sheets are open."""
    page.goto(f"{site.url}{at(JUDGED)}/vurdering")
    for choice in page.get_by_label("Ingen bindinger").all():
        choice.check()
    page.get_by_role("button", name="Lever svarene").click()
    expect(page.get_by_role("button", name="Lever svarene")).to_have_count(0)


def write_sheet(page: Page, words: str) -> None:
    page.locator("#grounds").fill(words)
    page.locator("#notes").fill(f"Notat: {words}")
    page.locator("fieldset.criterion").nth(2).get_by_role("radio", name="2").check(force=True)
    if not page.locator("details.evidence").evaluate("details => details.open"):
        page.locator("details.evidence summary").click()
    page.locator("select[name^=evidence-]").nth(1).select_option("plausible")
    page.locator("input[name^=place-]").nth(1).fill(f"Avsnitt: {words}")


def offline(context: BrowserContext) -> None:
    context.set_offline(True)


def sends_nothing(tab: Page) -> None:
    """Keep a page without a connection from sending as it is left: that goes past set_offline."""
    tab.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no connection')); }")


def online(context: BrowserContext) -> None:
    context.set_offline(False)


def stored_grounds(site: Site) -> dict[str, str]:
    """Read what the server has of those sheets that say they were written without a connection."""
    with site.app.app_context():
        found = db.session.scalars(select(ScoreSheet).order_by(ScoreSheet.nomination_id))
        return {
            f"/vurdering/{sheet.nomination_id}": sheet.draft_grounds
            for sheet in found
            if sheet.draft_grounds.startswith("Skrevet uten nett")
        }


def test_sixteen_sheets_written_without_a_connection_are_all_there(site: Site) -> None:
    page = site.as_role(JUROR)
    declare(page, site)
    context = page.context
    tabs = [context.new_page() for _ in SHEETS]
    for tab, address in zip(tabs, SHEETS, strict=True):
        tab.goto(f"{site.url}{address}")
    offline(context)
    for number, tab in enumerate(tabs):
        write_sheet(tab, f"Skrevet uten nett, {number}.")
    for tab in tabs:
        sends_nothing(tab)
        tab.close()
    elsewhere = site.as_role(JUROR)
    elsewhere.goto(f"{site.url}{DRAFTS[0]}")
    elsewhere.locator("#grounds").fill("Skrevet på jobben.")
    elsewhere.get_by_role("button", name="Lagre utkast").last.click()
    expect(elsewhere.locator("main")).to_contain_text("Utkast lagret")

    online(context)
    for number, address in enumerate(SHEETS):
        tab = context.new_page()
        tab.goto(f"{site.url}{address}")
        words = f"Skrevet uten nett, {number}."
        expect(tab.locator("#notes")).to_have_value(f"Notat: {words}")
        expect(tab.locator("fieldset.criterion").nth(2).locator(":checked")).to_have_value("2")
        expect(tab.locator("select[name^=evidence-]").nth(1)).to_have_value("plausible")
        expect(tab.locator("input[name^=place-]").nth(1)).to_have_value(f"Avsnitt: {words}")
        if address == DRAFTS[0]:
            expect(tab.locator("#grounds")).to_have_value("Skrevet på jobben.")
            expect(tab.locator(".typed")).to_contain_text(BESIDE)
            both = tab.locator(".typed-beside [data-typed-text]")
            expect(both).to_have_text(["Skrevet på jobben.", words])
            check(tab)
            tab.get_by_role("button", name="Bruk det du skrev her").click()
        else:
            expect(tab.locator("#grounds")).to_have_value(words)
            expect(tab.locator(".typed")).to_contain_text(KEPT)
        if address == SHEETS[-1]:
            check(tab)
        if address in DRAFTS:
            none_kept(tab, address)
        tab.close()
    # What saves itself is stored by now; the sealed six wait for a reason.
    assert aside(stored_grounds, site) == {
        address: f"Skrevet uten nett, {number}." for number, address in enumerate(DRAFTS)
    }
    page.goto(f"{site.url}/oversikt")
    assert len(kept(page)) == 6
    expect(page.locator("[data-typed-leftovers] li")).to_have_count(6)
    check(page)


def test_neither_next_nor_hand_in_leads_away_without_a_connection(site: Site) -> None:
    page = site.as_role(JUROR, NARROW)
    page.goto(f"{site.url}{at(JUDGED)}/vurdering?rekkefolge=nummer")
    page.goto(f"{site.url}/vurdering/17")
    offline(page.context)
    line = page.locator("#typed-line")
    expect(line).to_contain_text("Uten nett. Det du skriver, blir tatt vare på her på maskinen")
    write_sheet(page, "Uten nett.")
    page.get_by_role("button", name="Lever og forsegl").click()
    expect(line).to_contain_text("Uten nett, så dette ble ikke sendt.")
    page.locator('a[data-key="n"]').first.click()
    assert page.url == f"{site.url}/vurdering/17"
    check(page)
    online(page.context)
    expect(line).to_be_empty()
    expect(page.locator(".saved").first).to_contain_text("Utkast lagret")
    none_kept(page)
    page.locator('a[data-key="n"]').first.click()
    page.wait_for_url(f"{site.url}/vurdering/18")


def test_a_server_that_does_not_answer_is_asked_again_before_a_form_is_sent(site: Site) -> None:
    page = site.as_role(NOMINATOR)
    page.goto(f"{site.url}{PART}")
    page.route("**/*", lambda route: route.abort())
    page.locator("textarea").first.fill(WRITTEN)
    line = page.locator("#typed-line")
    expect(line).to_contain_text("Vi får ikke kontakt med serveren. Det du skriver")
    page.get_by_role("button", name="Neste:").click()
    expect(line).to_contain_text("så dette ble ikke sendt")
    page.unroute("**/*")
    page.get_by_role("button", name="Neste:").click()
    page.wait_for_url(lambda url: PART not in url)
    page.goto(f"{site.url}{PART}")
    expect(page.locator("textarea").first).to_have_value(WRITTEN)
    assert kept(page) == []


def test_a_form_that_does_not_save_itself_is_there_after_back_and_a_closed_tab(site: Site) -> None:
    page = site.as_role(NOMINATOR)
    address = f"{site.url}/forslag/28/trekk"
    page.goto(address)
    page.locator("#reason").fill(WRITTEN)
    page.goto(f"{site.url}/oversikt")
    page.go_back()
    expect(page.locator("#reason")).to_have_value(WRITTEN)
    tab = page.context.new_page()
    page.close()
    tab.goto(address)
    expect(tab.locator("#reason")).to_have_value(WRITTEN)
    expect(tab.locator(".typed")).to_contain_text(KEPT)
    assert len(kept(tab)) == 1
    check(tab)
    tab.get_by_role("button", name="Ta det bort igjen").click()
    expect(tab.locator("#reason")).to_have_value("")
    assert kept(tab) == []


def test_what_was_refused_is_kept_and_what_was_stored_is_not(site: Site) -> None:
    page = site.as_role(SECRETARIAT)
    address = f"{site.url}{at(JUDGED)}/regler"
    page.goto(address)
    page.locator("#reason").fill("Utlysningen sa noe annet.")
    page.get_by_role("button", name="Endre reglene").click()
    expect(page.locator(".ds-error-summary")).to_be_visible()
    tab = page.context.new_page()
    page.close()
    tab.goto(address)
    expect(tab.locator("#reason")).to_have_value("Utlysningen sa noe annet.")
    expect(tab.locator('[name="confirm"]')).not_to_be_checked()
    tab.locator("#quorum").fill("3")
    tab.locator('[name="confirm"]').check()
    tab.get_by_role("button", name="Endre reglene").click()
    expect(tab.locator("#reason")).to_have_value("")
    none_kept(tab)


def open_deliberation(site: Site) -> None:
    writing.set(True)
    with site.app.app_context():
        award_round = rounds.by_slug(db.session, JUDGED)
        assert award_round.stage is not None
        award_round.stage.state = StageState.DELIBERATION
        db.session.commit()


def test_the_decision_saves_itself_and_two_tabs_are_seen(site: Site) -> None:
    aside(open_deliberation, site)
    page = site.as_role(CHAIR)
    address = f"{site.url}{at(JUDGED)}/avgjorelse"
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    page.locator("#statement").fill(WRITTEN)
    page.locator('select[name="winners"]').select_option(index=2)
    labels = [field["label"] for field in kept(page)[0]["fields"].values()]
    assert labels == ["Juryens begrunnelse", "Vinner"]
    expect(page.locator(".saved").first).to_contain_text("Lagret på serveren", timeout=15_000)
    none_kept(page)
    other.locator("#statement").fill("Skrevet i en annen fane.")
    line = other.locator(".saved").first
    expect(line).to_contain_text("Utkastet er lagret et annet sted siden du åpnet det her")
    other.goto(address)
    expect(other.locator("#statement")).to_have_value(WRITTEN)
    expect(other.locator(".typed-beside [data-typed-text]")).to_have_text(
        [WRITTEN, "Skrevet i en annen fane."]
    )
    check(other)
    other.get_by_role("button", name="Behold det som er lagret").click()
    none_kept(other)
    expect(other.locator("#statement")).to_have_value(WRITTEN)


def test_two_tabs_with_two_texts_keep_both(site: Site) -> None:
    page = site.as_role(JUROR, NARROW)
    page.goto(f"{site.url}/vurdering/17")
    other = page.context.new_page()
    other.goto(f"{site.url}/vurdering/17")
    offline(page.context)
    page.locator("#grounds").fill("Den ene.")
    other.locator("#grounds").fill("Den andre.")
    for tab in (page, other):
        sends_nothing(tab)
        tab.close()
    tab = page.context.new_page()
    online(page.context)
    tab.goto(f"{site.url}/vurdering/17")
    expect(tab.locator("#grounds")).to_have_value("")
    expect(tab.locator(".typed-beside [data-typed-text]")).to_have_text(
        ["–", "Den ene.", "Den andre."]
    )
    check(tab)


def test_nobody_else_is_shown_it_and_signing_out_deletes_it(site: Site) -> None:
    page = site.as_role(JUROR)
    page.goto(f"{site.url}/vurdering/17")
    offline(page.context)
    page.locator("#grounds").fill("Bare mitt.")
    sends_nothing(page)
    page.goto("about:blank")
    online(page.context)
    _sign_in(page, site, CHAIR)
    page.goto(f"{site.url}/vurdering/17")
    expect(page.get_by_role("heading", level=1)).to_have_text("Boveiledere på hjul")
    expect(page.locator("main")).not_to_contain_text("Bare mitt.")
    page.goto(f"{site.url}/oversikt")
    expect(page.locator("[data-typed-leftovers]")).to_be_empty()
    assert JUROR not in json.dumps(kept(page))
    page.get_by_role("button", name="Logg ut").click()
    page.wait_for_url(f"{site.url}/")
    assert len(kept(page)) == 1

    _sign_in(page, site, JUROR)
    page.get_by_role("button", name="Logg ut").click()
    dialog = page.get_by_role("dialog", name="Noe du har skrevet, er ikke lagret")
    expect(dialog).to_contain_text("Furuås kommune")
    check(page)
    dialog.get_by_role("button", name="Ikke logg ut").click()
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Logg ut").click()
    dialog.get_by_role("button", name="Logg ut og slett det").click()
    page.wait_for_url(f"{site.url}/")
    assert kept(page) == []


def _sign_in(page: Page, site: Site, name: str) -> None:
    page.goto(f"{site.url}/logg-inn?bytt=1")
    page.locator("main").get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(f"{site.url}/oversikt")


def test_a_nynorsk_page_answers_in_nynorsk_when_the_session_has_ended(site: Site) -> None:
    page = site.as_role(NOMINATOR)
    page.get_by_role("button", name="Nynorsk").first.click()
    page.goto(f"{site.url}{PART}")
    _forget_language(page)
    page.reload()
    site.clock.now += timedelta(hours=13)
    page.locator("textarea").first.fill(WRITTEN)
    line = page.locator(".saved").first
    expect(line).to_contain_text("Ikkje lagra. Du er logga ut. Logg inn i ei ny fane")
    expect(line).not_to_contain_text("Vi lagrar medan du skriv", use_inner_text=True)
    page.get_by_role("button", name="Neste:").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er logga ut")
    page.go_back()
    page.locator("main").get_by_role("button", name=NOMINATOR, exact=True).click()
    page.goto(f"{site.url}{PART}")
    expect(page.locator("textarea").first).to_have_value(WRITTEN)
    expect(page.locator(".typed")).to_contain_text("Vi har sett inn att det du skreiv her sist")


def _forget_language(page: Page) -> None:
    """Have the browser remember another language than the account, which changed elsewhere."""
    cookies = [
        {**cookie, "value": "nb"} if cookie["name"] == "language" else cookie
        for cookie in page.context.cookies()
    ]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]


def test_where_the_browser_keeps_nothing_one_is_told_and_asked_before_leaving(site: Site) -> None:
    page = site.as_role(NOMINATOR)
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"
    )
    page.goto(f"{site.url}/forslag/28/trekk")
    page.locator("#reason").press_sequentially("Vi")
    line = page.locator("#typed-line")
    expect(line).to_contain_text("Nettleseren lar oss ikke ta vare på det du skriver.")
    check(page)
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.get_by_role("link", name="Oversikt").first.click()
    page.wait_for_url(f"{site.url}/oversikt")
    assert asked == ["beforeunload"]


def test_what_a_juror_reads_is_not_kept_on_the_device(site: Site) -> None:
    page = site.as_role(JUROR)
    page.goto(f"{site.url}/vurdering/17")
    offline(page.context)
    page.locator("#grounds").fill("Mitt eget.")
    texts = page.locator("article.paper .prose p").all_inner_texts()
    assert len(texts) > 3
    held = json.dumps(kept(page), ensure_ascii=False)
    assert "Mitt eget." in held
    assert [text for text in texts if text[:40] in held] == []
