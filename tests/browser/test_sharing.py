"""Two of different bodies in one nomination: each sees where the other is, no text is lost."""

from playwright.sync_api import expect

from app.extensions import db
from app.models import Nomination
from tests.browser.conftest import Site, aside, check

OWNER = "Leder for boligkontoret, Fjordvik kommune"
EDITOR = "Daglig leder, Stiftelsen Døråpner"
PART = "/forslag/28/del/results"
ANSWER = "#answer-results"


def stored(site: Site) -> str:
    def look() -> str:
        with site.app.app_context():
            return str(db.session.get_one(Nomination, 28).answers.get("results", ""))

    return aside(look)


def test_two_on_one_answer_see_each_other_and_both_texts(site: Site) -> None:
    owner, editor = site.as_role(OWNER), site.as_role(EDITOR)
    editor.goto(site.url + PART)
    editor.locator(ANSWER).focus()
    with editor.expect_response("**/her"):
        pass
    owner.goto(site.url + PART)
    said = owner.locator("[data-presence-of=results]")
    expect(said).to_have_text(f"{EDITOR} skriver her nå.")
    expect(owner.locator("[data-presence-of=transfer]")).to_be_hidden()

    owner.locator(ANSWER).fill("33 unge har beholdt leiligheten.")
    owner.get_by_role("button", name="Lagre utkast").last.click()
    expect(owner.locator("[data-saved]")).to_contain_text("Lagret på serveren")
    editor.locator(ANSWER).fill("31 unge har beholdt boligen.")
    expect(editor.locator("[data-saved]")).to_contain_text("har lagret en annen tekst her")
    editor.get_by_role("button", name="Lagre utkast").last.click()

    expect(editor.get_by_role("heading", name=f"{OWNER} har lagret noe annet her")).to_be_visible()
    marked = editor.locator(".collision__text mark")
    assert marked.all_text_contents() == ["31", "boligen.", "33", "leiligheten."]
    assert stored(site) == "33 unge har beholdt leiligheten."
    check(editor)
    editor.get_by_label("Begge: ditt først").check(force=True)
    editor.get_by_role("button", name="Lagre utkast").last.click()
    expect(editor.locator(ANSWER)).to_have_value(
        "31 unge har beholdt boligen.\n\n33 unge har beholdt leiligheten."
    )
    assert stored(site) == "31 unge har beholdt boligen.\n\n33 unge har beholdt leiligheten."
