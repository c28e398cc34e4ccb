"""What the eye and the keyboard meet: rings that are whole, bars that stand back, names."""

import re

from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, Site
from tests.browser.test_pages import JUDGED

JUROR, CHAIR = "Jurymedlem, KS", "Juryleder, Statsforvalteren i Rogaland"
ENLARGED = (320, 256)
"""A window of 1280 by 1024 at 400 per cent."""
CLIPPED = """() => [...document.querySelectorAll(
    "main :is(a, button, input, select, textarea, summary)"
)].filter((one) => {
    if (!one.checkVisibility() || one.disabled || one.tabIndex < 0) return false;
    one.focus({ focusVisible: true });
    const ringed = one.closest("label:has(:focus-visible)") ?? one;
    const style = getComputedStyle(ringed);
    const beyond = Number.parseFloat(style.outlineWidth) + Number.parseFloat(style.outlineOffset);
    let holder = ringed.parentElement;
    while (holder && getComputedStyle(holder).overflowX === "visible") {
        holder = holder.parentElement;
    }
    if (!holder || style.outlineStyle === "none") return false;
    const box = ringed.getBoundingClientRect();
    const edge = holder.getBoundingClientRect();
    return box.right + beyond > edge.right + 0.5 || box.left - beyond < edge.left - 0.5;
}).map((one) => one.outerHTML.slice(0, 120))"""
STUCK = """() => [...document.querySelectorAll("*")].filter((one) =>
    one.checkVisibility() && ["sticky", "fixed"].includes(getComputedStyle(one).position)
).map((one) => one.className)"""
UNDER_ITS_NUMBER = """() => [...document.querySelectorAll("th:has(> .nr)")].flatMap((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell.lastChild);
    const lines = [...range.getClientRects()];
    const number = cell.querySelector(".nr").getBoundingClientRect();
    return lines.map((line) => [lines.length, line.left - number.right]);
}).filter(([lines]) => lines > 1).map(([, indent]) => Math.round(indent))"""


def test_no_ring_of_the_focus_is_cut_off(site: Site) -> None:
    page = site.as_role(JUROR, WIDE)
    for address in ("/vurdering/15", "/vurdering/12", "/om/slik-regner-vi"):
        page.goto(f"{site.url}{address}")
        assert page.evaluate(CLIPPED) == [], address


def test_nothing_stays_in_sight_where_there_is_no_height(site: Site) -> None:
    page = site.as_role(JUROR, ENLARGED)
    for address in ("/vurdering/15", "/om/slik-regner-vi", f"{JUDGED}/vurdering"):
        page.goto(f"{site.url}{address}")
        assert page.evaluate(STUCK) == [], address
    page.goto(f"{site.url}/vurdering/15")
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    assert page.evaluate(STUCK) == ["typedline", "tobar screen-only"]


def test_a_name_in_a_heat_table_wraps_under_itself(site: Site) -> None:
    page = site.as_role(CHAIR, WIDE)
    page.goto(f"{site.url}{JUDGED}/framdrift")
    for width in (WIDE[0], NARROW[0]):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(
            """() => document.querySelectorAll(".heat__name, th:has(> .nr)").forEach((one) => {
                one.style.width = "9rem";
            })"""
        )
        indents = page.evaluate(UNDER_ITS_NUMBER)
        assert len(indents) > 4
        assert set(indents) == {0}


def test_the_row_of_marks_is_no_row_of_stops(site: Site) -> None:
    page = site.as_role(JUROR, WIDE)
    page.goto(f"{site.url}{JUDGED}/vurdering")
    assert page.locator(".ticks a").count() == 16
    page.locator("#innhold").focus()
    met = 0
    while not _in(page, ".worklist, .declare, .deadline"):
        page.keyboard.press("Tab")
        met += 1
        assert met < 5
    # What the marks lead to is led to from the lists below.
    below = page.locator("main a:not(.ticks a)").evaluate_all("all => all.map(one => one.href)")
    marks = page.locator(".ticks a").evaluate_all("all => all.map(one => one.href)")
    sheets = {one for one in marks if re.search(r"/vurdering/\d+$", one)}
    assert len(sheets) > 5
    assert sheets - set(below) == set()


def _in(page: Page, selector: str) -> bool:
    return bool(page.evaluate("part => document.activeElement.closest(part) !== null", selector))
