"""Other ways to do the job: by keyboard alone, and without scripts."""

from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.extensions import db
from app.models import Account, Appointment, ScoreRevision, ScoreSheet
from app.models.engine import writing
from app.rules.calendar import day_of
from app.rules.impartiality import Answer
from app.services import accounts, desks, impartiality, nominations, rounds
from app.services.desks import Task
from app.services.work import Work
from tests.addresses import at
from tests.browser.conftest import NARROW, Site, aside

JUDGED, OPEN = "boligsosialt-arbeid-2026", "boligsosialt-arbeid-2027"
LPP = "Jurymedlem, LPP"
"""Who has begun nothing."""


WORDS = "Tallene er gode, og de er vist."


class Counted:
    """A keyboard that counts what is pressed; a key that is held while another is, is one more."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        """Press some keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += len(key.split("+"))


def test_a_juror_scores_sixteen_nominations_by_keyboard_alone(site: Site) -> None:
    """From her list: each with six criteria and grounds, handed in, in 144 keys at the most."""
    aside(_declare_all, site)
    page = site.as_role(LPP)
    keys = Counted(page)
    page.goto(f"{site.url}{at(JUDGED)}/vurdering")
    keys.press("n")
    for _ in range(16):
        expect(page.locator(".scale input:checked")).to_have_count(0)
        keys.press("3", "4", "5", "4", "2", "6")
        expect(page.locator("#grounds")).to_be_focused()
        page.keyboard.type(WORDS)
        at_hand = page.url
        keys.press("Control+Enter")
        page.wait_for_url(lambda url, left=at_hand: url != left)
        expect(page.locator("#beskjed")).to_contain_text("er levert og forseglet.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har levert alle 16")
    assert keys.pressed <= 144
    assert keys.pressed == 1 + 16 * (6 + 2)
    assert aside(_handed_in, site) == [("345426", WORDS)] * 16


def _declare_all(site: Site) -> None:
    """Let the member who has begun nothing say that she has no conflicts."""
    with site.app.app_context():
        writing.set(True)
        account = db.session.scalars(select(Account).where(Account.name == LPP)).one()
        now = site.clock.now
        work = Work(db.session, accounts.actor_for(db.session, account, day_of(now)), now)
        award_round = rounds.by_slug(db.session, JUDGED)
        for entry in desks.desk(work, award_round).of(Task.DECLARE):
            nomination = nominations.by_id(db.session, entry.id)
            impartiality.declare(work, award_round, nomination, Answer.NO_CONFLICT, "")
        db.session.commit()


def _handed_in(site: Site) -> list[tuple[str, str]]:
    """Give her scores and grounds, as they are sealed."""
    with site.app.app_context():
        found = db.session.scalars(
            select(ScoreRevision)
            .join(ScoreSheet, ScoreSheet.id == ScoreRevision.sheet_id)
            .join(ScoreSheet.appointment)
            .where(Appointment.person_name == LPP)
        )
        return [("".join(one.scores.values()), one.grounds) for one in found]


def test_the_keys_of_the_sheet_go_where_they_say(site: Site) -> None:
    page = site.as_role("Jurymedlem, KS")
    page.goto(f"{site.url}/vurdering/15")
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
