"""Handing in again, what was returned, and the last hour, in a browser."""

import re
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.extensions import db
from app.models import Nomination, Organisation, Round
from app.rules.lifecycle import NominationState
from tests.browser.conftest import NARROW, Site, aside, check

RETURNED = "Leiar, Solvik velforening"
SECRETARIAT = "Saksbehandler, Midtfjord fylkeskommune"


def returned(site: Site) -> tuple[int, datetime]:
    """Find the nomination of the demonstration that is returned, and its own deadline."""
    with site.app.app_context():
        wanted = select(Nomination).where(Nomination.state == NominationState.RETURNED)
        found = db.session.scalars(wanted).one()
        assert found.opening is not None
        return found.id, found.opening.deadline_at


def test_what_is_returned_is_completed_and_handed_in_again(site: Site) -> None:
    number, _deadline = aside(returned, site)
    page = site.as_role(RETURNED, NARROW)
    page.goto(f"{site.url}/oversikt")
    check(page)
    page.goto(f"{site.url}/forslag/{number}/se-over")
    check(page)
    page.get_by_role("link", name="Endre denne delen").click()
    check(page)
    page.locator("textarea").last.fill("Velforeininga held brygga ved like, og kommunen betaler.")
    page.locator("button[value=next]").last.click()
    expect(page.locator("ins")).to_contain_text("Velforeininga held brygga ved like")
    check(page)
    page.get_by_role("button", name="Send inn på nytt").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kvittering")
    expect(page.locator("main")).to_contain_text("Versjon 1")
    check(page)
    office = site.as_role(SECRETARIAT)
    office.goto(f"{site.url}/forslag/{number}/sammenlign")
    expect(office.locator("ins")).to_contain_text("Velforeininga held brygga ved like")
    check(office)


def test_the_last_hour_counts_down_and_what_comes_after_it_is_kept(site: Site) -> None:
    number, deadline = aside(returned, site)
    site.clock.now = deadline - timedelta(minutes=14, seconds=1)
    page = site.as_role(RETURNED)
    page.goto(f"{site.url}/forslag/{number}/del/work")
    left = page.locator(".countdown [data-shown]")
    expect(left).to_have_text(re.compile(r"Det er 14 min 5\d s att\."))
    expect(left).not_to_have_text(re.compile("14 min 59 s"), timeout=5000)
    site.clock.now = deadline + timedelta(minutes=1)
    page.locator("textarea").last.fill("Kom eit sekund for seint.")
    page.get_by_role("button", name="Lagre utkast", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fristen for forslag er ute")
    check(page)
    page.goto(f"{site.url}/forslag/{number}/se-over")
    expect(page.locator("main")).to_contain_text("Kom eit sekund for seint.")
    check(page)


def test_what_was_handed_in_is_changed_by_keyboard_over_a_line_that_breaks(site: Site) -> None:
    """While the call is open, on a phone with a keyboard: written offline, kept, sent in again."""
    number = aside(handed_in, site)
    page = site.as_role("Leder for boligkontoret, Fjordvik kommune", NARROW)
    page.goto(f"{site.url}/forslag/{number}/del/work")
    line = page.locator(".saved").first
    expect(line).to_contain_text("Vi lagrer mens du skriver.")
    page.context.set_offline(True)
    go_to(page, "document.activeElement.tagName === 'TEXTAREA'")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Naboene kom med kaffe.")
    expect(line).to_contain_text("Ikke lagret")
    page.context.set_offline(False)
    expect(line).to_contain_text("Lagret på serveren", timeout=30_000)
    check(page)
    page.goto(f"{site.url}/forslag/{number}/se-over")
    expect(page.locator("ins")).to_contain_text("Naboene kom med kaffe.")
    go_to(page, "document.activeElement.innerText.startsWith('Send inn på nytt')")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kvittering")
    expect(page.locator("main")).to_contain_text("Versjon 1")
    check(page)


def go_to(page: Page, there: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(there):
            return
    raise AssertionError(there)


def handed_in(site: Site) -> int:
    """Find the nomination of the demonstration that was handed in to a call that is open."""
    with site.app.app_context():
        wanted = (
            select(Nomination.id)
            .join(Round)
            .join(Organisation, Organisation.id == Nomination.organisation_id)
            .where(
                Nomination.state == NominationState.SUBMITTED,
                Organisation.name == "Fjordvik kommune",
                Round.slug == "naermiljoprisen-2026",
            )
        )
        return db.session.scalars(wanted).one()
