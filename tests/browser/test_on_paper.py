"""What is printed: whole fields, pages with numbers, no sheet for a few lines."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.test_long_names import A4
from tests.browser.test_pages import NOMINATOR

LONG = "\n\n".join(f"Avsnitt {number}: " + "Vi samlet ansvaret. " * 20 for number in range(12))
ADDRESS = "https://www.example.org/" + "et-langt-navn-pa-en-side/" * 8


def sheets(page: Page, tmp_path: Path) -> int:
    """Count the sheets that a page is printed on."""
    file = tmp_path / "printed.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True)
    return file.read_bytes().count(b"/Type /Page\n")


def test_what_is_typed_and_not_handed_in_is_printed_whole(site: Site) -> None:
    page = site.as_role(NOMINATOR)
    page.goto(f"{site.url}/forslag/28/del/cooperation")
    box = page.locator("main textarea").first
    box.fill(LONG)
    year = page.get_by_label("Hvilket år").first
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.locator("main .printed").first
    expect(printed).to_be_visible()
    assert printed.text_content() == LONG
    expect(box).to_be_hidden()
    expect(year).to_be_visible()  # nothing is in it: to be filled with a pen
    page.emulate_media(media="screen")
    expect(printed).to_be_hidden()
    expect(box).to_be_visible()
    page.goto(f"{site.url}/forslag/28/del/contact")
    page.locator("main input[type=url]").first.fill(ADDRESS)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("main .printed").first).to_have_text(ADDRESS)


def test_without_scripts_a_box_is_as_high_as_its_text(site: Site) -> None:
    page = site.as_role(NOMINATOR, java_script_enabled=False)
    page.goto(f"{site.url}/forslag/28/del/cooperation")
    box = page.locator("main textarea").first
    box.fill(LONG)
    page.emulate_media(media="print")
    bounds = box.bounding_box()
    assert bounds is not None
    assert bounds["height"] > 900


def test_the_winner_takes_two_sheets_and_says_where_it_is_from(site: Site, tmp_path: Path) -> None:
    page = site.new_page()
    address = f"{site.url}/priser/boligsosialt-arbeid/2013"
    page.goto(address)
    assert sheets(page, tmp_path) == 2
    page.emulate_media(media="print")
    expect(page.locator(".provenance")).to_have_text(
        f"Hentet 23. november 2026 kl. 10.00 fra {address}"
    )
    page.set_viewport_size({"width": A4, "height": 900})
    names = page.locator(".nominees h3").first.bounding_box()
    assert names is not None
    assert names["width"] > A4 / 3
