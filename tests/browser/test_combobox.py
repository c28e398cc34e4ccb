"""Choosing a municipality: what is shown as chosen is what is taken, and nothing else is sent."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.addresses import at
from tests.browser.conftest import NARROW, WIDE, Site, check

OPEN = "boligsosialt-arbeid-2027"
NOMINATOR = "Leder for boligkontoret, Fjordvik kommune"


def begin(page: Page, site: Site) -> Page:
    """Start a nomination: its first part has the chooser."""
    page.goto(f"{site.url}{at(OPEN)}/nytt-forslag")
    page.locator("main form button[type=submit]").first.click()
    return page


def field_of(page: Page) -> Locator:
    """Give the field once the script has made it a combobox."""
    page.get_by_role("button", name="Vis listen").wait_for()
    return page.get_by_role("combobox", name="Kommune")


def rows(page: Page) -> list[str]:
    return page.get_by_role("option").locator("span").all_inner_texts()


def stored(page: Page) -> str:
    """Give what the server has for the field, once what was written is saved."""
    with page.expect_navigation():
        page.get_by_role("button", name="Lagre utkast").last.click()
    return page.locator("#candidate-1").input_value()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_what_is_written_replaces_what_was_chosen(site: Site, size: tuple[int, int]) -> None:
    page = begin(site.as_role(NOMINATOR, size), site)
    field = field_of(page)
    field.fill("karasjok")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Karasjok")
    assert stored(page) == "Karasjok"
    field.fill("volda")
    expect(page.get_by_role("status").filter(has_text="1 treff")).to_be_visible()
    assert rows(page) == ["Volda"]
    pointed = field.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{pointed}")).to_contain_text("Volda")
    check(page)
    page.keyboard.press("Tab")
    expect(field).to_have_value("Volda")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert stored(page) == "Volda"


def test_only_what_is_pointed_at_is_taken(site: Site) -> None:
    page = begin(site.as_role(NOMINATOR), site)
    field = field_of(page)
    field.fill("herø")
    expect(page.get_by_role("status").filter(has_text="2 treff")).to_be_visible()
    assert rows(page) == ["Herøy (Møre og Romsdal)", "Herøy (Nordland)"]
    page.keyboard.press("Enter")  # nothing is pointed at: nothing is taken, and nothing handed in
    expect(field).to_have_value("herø")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Herøy (Nordland)")
    page.keyboard.press("ArrowDown")  # all of them, from the one that is chosen
    assert len(rows(page)) == 357
    expect(page.locator("[aria-selected=true]")).to_have_text("Herøy (Nordland)")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("Herøy (Nordland)")


def test_what_names_nothing_is_said_at_once_and_stays(site: Site) -> None:
    page = begin(site.as_role(NOMINATOR), site)
    field = field_of(page)
    field.fill("Volda")
    page.keyboard.press("Enter")
    field.fill("Voldax")
    expect(page.get_by_role("status").filter(has_text="Ingen treff")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("status").filter(has_text="Ikke valgt ennå")).to_be_visible()
    assert stored(page) == "Voldax"
    expect(page.locator("#candidate-1-error")).to_contain_text("Ingen kommune heter «Voldax»")
    check(page)


def test_a_municipality_is_found_by_each_of_its_names(site: Site) -> None:
    page = begin(site.as_role(NOMINATOR), site)
    for written, name in (
        ("Kárášjohka", "Karasjok"),
        ("porsanki", "Porsanger"),
        ("aal", "Ål"),
        ("raarvihke", "Røyrvik"),
    ):
        field = field_of(page)
        field.fill(written)
        assert rows(page)[0] == name
        page.keyboard.press("Enter")
        assert stored(page) == name


def test_the_pointer_takes_a_row_and_the_button_shows_them_all(site: Site) -> None:
    page = begin(site.as_role(NOMINATOR, NARROW), site)
    page.get_by_role("button", name="Vis listen").click()
    assert len(rows(page)) == 357
    page.get_by_role("option", name="Alta").click()
    field = page.get_by_role("combobox", name="Kommune")
    expect(field).to_have_value("Alta")
    expect(field).to_be_focused()
    assert stored(page) == "Alta"


def test_without_scripts_a_name_is_enough(site: Site) -> None:
    page = begin(site.as_role(NOMINATOR, java_script_enabled=False), site)
    page.locator("#candidate-1").fill("guovdageaidnu")
    assert stored(page) == "Kautokeino"
    page.locator("#candidate-1").fill("Vold")
    assert stored(page) == "Vold"
    expect(page.locator("#candidate-1-error")).to_contain_text("Ingen kommune heter «Vold»")
