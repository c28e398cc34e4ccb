"""A file attached over a bad line, by keyboard, and with no script at all."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import NARROW, Site, faults
from tests.files import samples as made

pytestmark = pytest.mark.browser
FIELD = "#answer-enclosures"
NOMINATOR = "Leder for boligkontoret, Fjordvik kommune"
PART = "/forslag/28/del/results"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Make a document of three pieces."""
    path = tmp_path / "Stor plan.pdf"
    path.write_bytes(made.pdf(lambda one: one.make_stream(b"x")) + b"\n%" + b"x" * 2_500_000)
    return path


def test_a_line_that_breaks_costs_a_piece_and_not_the_file(site: Site, document: Path) -> None:
    page = site.as_role(NOMINATOR, NARROW)
    page.goto(f"{site.url}{PART}")
    sent: list[int] = []

    def bad_line(route: Route) -> None:
        """Let the second piece through once it has been tried again."""
        if route.request.method == "PUT":
            sent.append(int(route.request.headers["upload-offset"]))
            if len(sent) == 2:
                return route.abort("connectionreset")
        return route.continue_()

    page.route("**/opplasting/**", bad_line)
    page.locator("textarea").first.fill("Et svar som står ved siden av.")
    page.focus(FIELD)
    page.set_input_files(FIELD, document)
    expect(page.locator("[data-progress] p").first).to_contain_text("Stor plan.pdf")
    expect(page.locator("form [data-said]")).to_have_text(
        "Linja er brutt. Stor plan.pdf fortsetter av seg selv når den er tilbake."
    )
    line = page.locator("[data-files] > li", has_text="Stor plan.pdf")
    expect(line).to_contain_text("PDF, 2,4 MB", timeout=30_000)
    expect(page.locator("form [data-said]")).to_have_text("Stor plan.pdf er lagt ved.")
    expect(page.locator("[data-progress] li")).to_have_count(0)
    megabyte = 1024 * 1024
    assert sent == [0, megabyte, megabyte, 2 * megabyte]
    assert faults(page) == []
    # By keyboard: the button of the line is reached, and pressed; what was written beside it stays.
    line.get_by_role("button", name=re.compile("^Ta ut av svaret")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Én fil er tatt ut")).to_be_visible()
    expect(page.locator("textarea").first).to_have_value("Et svar som står ved siden av.")
    page.get_by_text("Én fil er tatt ut").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("^Legg tilbake")).press("Enter")
    expect(line).to_be_visible()


def test_what_is_refused_is_said_at_the_field_and_can_be_given_up(
    site: Site, tmp_path: Path
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"MZ dette er ikke en PDF")
    page = site.as_role(NOMINATOR)
    page.goto(f"{site.url}{PART}")
    page.set_input_files(FIELD, path)
    said = page.locator("[data-progress] li")
    expect(said).to_contain_text("plan.pdf ble ikke lagt ved. Fila er av en type vi ikke tar imot")
    again = page.get_by_role("button", name="Prøv igjen: plan.pdf")
    expect(again).to_be_focused()
    assert faults(page) == []
    page.get_by_role("button", name="Avbryt: plan.pdf").press("Enter")
    expect(said).to_have_count(0)
    expect(page.locator(FIELD)).to_be_focused()


def test_a_file_is_attached_without_scripts(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "bilde.jpg"
    path.write_bytes(made.photograph())
    page = site.as_role(NOMINATOR, java_script_enabled=False)
    page.goto(f"{site.url}{PART}")
    page.set_input_files(FIELD, path)
    page.get_by_role("button", name=re.compile("^Last opp")).click()
    line = page.locator("[data-files] > li", has_text="bilde.jpg")
    expect(line.get_by_role("textbox")).to_have_value("")
    expect(line.locator("img")).to_be_visible()
