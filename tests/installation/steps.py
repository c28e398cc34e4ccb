"""What one does again and again in the browser, whoever one is."""

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

PASSWORD = "hus og hjem for alle"


def press(page: Page, name: str) -> None:
    """Press a button of the page's own part."""
    page.locator("main").get_by_role("button", name=name).first.click()


def follow(page: Page, name: str) -> None:
    """Follow a link of the page's own part."""
    page.locator("main").get_by_role("link", name=name).first.click()


def go(page: Page, name: str) -> None:
    """Go where the menu leads."""
    page.get_by_role("banner").get_by_role("link", name=name, exact=True).click()


def fill(part: Page | Locator, written: Mapping[str, str]) -> None:
    """Fill in fields by their labels."""
    for label, text in written.items():
        part.get_by_label(label).first.fill(text)


def in_norwegian(page: Page, group: str, text: str) -> None:
    """Fill in a text in the languages that are owed: bokmål and nynorsk."""
    fill(page.get_by_role("group", name=group).first, {"Bokmål": text, "Nynorsk": text})


def expect_said(page: Page, text: str) -> None:
    """Expect what was done to be said at the top."""
    expect(page.locator("main .notice").filter(has_text=text).first).to_be_visible()


def expect_title(page: Page, text: str) -> None:
    """Expect a page by its title."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
