"""Long words in everything that people write push nothing sideways, and are nowhere cut off."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page
from sqlalchemy import select

from app.extensions import db
from app.models import Account, Round
from app.models.engine import writing
from app.services import accounts, announcements, decisions, nominations, phases, rounds, rulebooks
from app.services.decisions import DecisionInput
from app.services.work import Work
from tests.browser.conftest import NARROW, Site, aside
from tests.browser.long_names import lengthen
from tests.browser.test_pages import JUDGED, PAGES, PUBLIC
from tests.whole import WHOLE

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
LETTERS = (28, 46, 192)
ALONE = LETTERS if WHOLE else LETTERS[-1:]
"""Each by itself on the pages that hold one word alone."""
SAMPLE = slice(None) if WHOLE else slice(None, None, 2)
"""Of each reader's pages."""
SCREENS = (360, 1280)
A4 = 658
"""The width of what is printed on a sheet, in CSS pixels."""
Addresses = dict[str, tuple[str, ...]]
CHAIR = "Juryleder, Statsforvalteren i Rogaland"
JUROR = "Jurymedlem, KS"
STATEMENT = "Juryen har sett på hva som varer. " * 12
DELIBERATED = (
    f"{JUDGED}/rangering",
    f"{JUDGED}/rangering/12",
    f"{JUDGED}/rangering/vekter",
    f"{JUDGED}/rangering/medlemmer",
    f"{JUDGED}/rangering/medlemmer/16",
    f"{JUDGED}/regler",
    f"{JUDGED}/avgjorelse",
)
DECIDED = (f"{JUDGED}/avgjorelse", f"{JUDGED}/kunngjoring")
ANNOUNCED = ("/priser/boligsosialt-arbeid", "/priser/boligsosialt-arbeid/tidligere", JUDGED)


def faults(page: Page, address: str) -> Iterator[str]:
    """Say what is pushed sideways or cut off on a page: on a phone, on a desk, on paper."""
    page.goto(address)
    for width in SCREENS:
        page.set_viewport_size({"width": width, "height": 844})
        yield from (f"{address} at {width}: {found}" for found in page.evaluate(MEASURE, True))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4, "height": 844})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    yield from (f"{address} on paper: {found}" for found in page.evaluate(MEASURE, False))
    page.emulate_media(media="screen")


def walk(
    site: Site, lengths: Sequence[int], pages: dict[str, Page], addresses: Addresses
) -> list[str]:
    """Look at addresses, as whoever reads them, with words of those lengths by turns."""
    aside(lengthen, site.file, lengths)
    return [
        f"{lengths}: {fault}"
        for name, places in addresses.items()
        for place in places
        for fault in faults(pages[name], f"{site.url}{place}")
    ]


def test_long_words_push_nothing_sideways_and_are_not_cut_off(site: Site) -> None:
    """Those that stand alone on a page are tried with each length, on the public's pages."""
    pages = {name: site.as_role(name, NARROW) for name in PAGES}
    pages[""] = site.new_page(NARROW)
    for letters in ALONE:
        assert walk(site, [letters], pages, {"": PUBLIC}) == []
    of_readers = {name: places[SAMPLE] for name, places in PAGES.items()}
    assert walk(site, LETTERS, pages, of_readers) == []


def test_nor_from_the_deliberation_to_the_announcement(site: Site) -> None:
    pages = {name: site.as_role(name, NARROW) for name in (CHAIR, JUROR)}
    pages[""] = site.new_page(NARROW)
    aside(_act, site, _deliberate)
    desk = {CHAIR: DELIBERATED, JUROR: (f"{JUDGED}/vurdering",)}
    assert walk(site, LETTERS, pages, desk) == []
    aside(_act, site, _decide)
    assert walk(site, LETTERS, pages, {CHAIR: DECIDED}) == []
    aside(_act, site, _announce)
    for letters in ALONE:
        assert walk(site, [letters], pages, {"": ANNOUNCED}) == []


def _act(site: Site, act: Callable[[Site], None]) -> None:
    writing.set(True)
    with site.app.app_context():
        act(site)
        db.session.commit()


def _work(site: Site, role: str) -> Work:
    who = db.session.scalars(select(Account).filter_by(demo_role=role)).first()
    assert who is not None
    return Work(
        db.session, accounts.actor_for(db.session, who, site.clock.now.date()), site.clock.now
    )


def _deliberate(site: Site) -> None:
    work, award_round = _work(site, "secretariat"), _judged()
    held = rulebooks.rules_of(award_round, award_round.rulebook)
    rulebooks.amend(work, award_round, replace(held, quorum=1), "Ikke alle har levert.", 1)
    phases.move(work, award_round, "open_deliberation")


def _decide(site: Site) -> None:
    award_round = _judged()
    first, second, third, *_ = nominations.admitted_ids(db.session, award_round)
    decision = DecisionInput(
        [first],
        [second],
        [third],
        "For én dør.",
        STATEMENT,
        {"results": "Gode."},
        "Annet.",
        no_award=False,
        version=0,
    )
    decisions.finalise(_work(site, "chair"), award_round, decision)


def _announce(site: Site) -> None:
    announcements.announce(_work(site, "chair"), _judged(), None)


def _judged() -> Round:
    prize, _, year = JUDGED.removeprefix("/priser/").partition("/")
    return rounds.by_slug(db.session, f"{prize}-{year}")
