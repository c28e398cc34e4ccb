"""A real server on a real port, a real browser, and the demonstration's own data."""

import fcntl
import re
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from app.extensions import db
from app.files.folder import FolderStore
from app.models.engine import writing
from seeds import demonstration
from tests.conftest import SettableClock, leave_out, make_app, worker
from tests.files.attached import files_folder

T = TypeVar("T")
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
NOW = datetime.fromisoformat("2026-11-23T10:00:00+01:00")
WIDE, NARROW = (1280, 900), (390, 844)
expect.set_options(timeout=20_000)  # milliseconds: three browsers share what cores there are
NOT_ASKED_FOR = (
    # What Playwright leaves out of Chromium by itself: the last list is the one that holds.
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades"),
    *("LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints"),
    *("PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
    # The address field's suggestions, a page of its own in each window: half of all its work.
    *("WebUIOmniboxPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxAimPopup"),
)
FLAGS = (
    f"--disable-features={','.join(NOT_ASKED_FOR)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class QuietHandler(WSGIRequestHandler):
    """Serves without a line for every file: they would bury what a failure says."""

    def log_request(self, *_args: object) -> None:
        """Say nothing."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Site:
    """The running product: where it is, its clock, and how to get a page of it."""

    app: Flask
    url: str
    file: Path
    clock: SettableClock
    new_page: Callable[..., Page]

    def as_role(self, name: str, size: tuple[int, int] = WIDE, **options: object) -> Page:
        """Give a page on which the account with that name has signed in, with one click."""
        page = self.new_page(size, **options)
        page.goto(f"{self.url}/logg-inn")
        page.locator("main").get_by_role("button", name=name, exact=True).click()
        page.wait_for_url(f"{self.url}/oversikt")
        return page


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium, or whichever is on the path.

    For one module at a time: while it runs, its event loop keeps this thread from using the
    application, and the next module may not be the browser's.
    """
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        leave_out("Chromium", "not on the path, the browser tests were not run")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the demonstration once, for all workers; each test gets a copy of the database."""
    folder = tmp_path_factory.getbasetemp()
    if worker() != "main":
        folder = folder.parent
    path, files, done = (folder / f"demonstration.{end}" for end in ("sqlite", "files", "done"))
    with (folder / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            aside(_load, path, files)
            done.touch()
    shutil.copytree(files, files_folder(), dirs_exist_ok=True)
    return path


def _load(path: Path, files: Path) -> None:
    files.mkdir()
    app = make_app(f"sqlite:///{path}", demo=True)
    writing.set(True)
    with app.app_context():
        demonstration.load(db.session, NOW, FolderStore(files))
        db.session.commit()
        db.session.close()
        db.engine.dispose()


def aside(function: Callable[..., T], *arguments: object) -> T:
    """Call a function in another thread: the browser's event loop runs in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *arguments).result()


def declare_no_aids(page: Page) -> None:
    """Say that no writing aids were used, from the page on which a nomination is looked over."""
    page.get_by_role("link", name="«Skriveverktøy (KI)»").click()
    page.get_by_label("Nei, vi har ikke brukt slike verktøy").check(force=True)
    page.get_by_role("button", name="Lagre og se over forslaget").click()


@pytest.fixture
def site(chromium: Browser, loaded: Path, tmp_path: Path) -> Iterator[Site]:
    """Start the product on a copy of the demonstration, for one test alone."""
    copy = tmp_path / "site.sqlite"
    with closing(sqlite3.connect(loaded)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    app = aside(_make_demo_app, copy)
    clock = SettableClock(NOW)
    app.config.update(CLOCK=clock, WTF_CSRF_ENABLED=True, TESTING=False)
    with serving(app, chromium) as (url, new_page):
        yield Site(app, url, copy, clock, new_page)


@contextmanager
def serving(
    app: Flask, chromium: Browser, port: int = 0
) -> Iterator[tuple[str, Callable[..., Page]]]:
    """Serve an application; gives its address, and what opens a page in a browser of its own."""
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=QuietHandler)
    # It looks this often whether it is to stop: each test waits for that.
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def new_page(size: tuple[int, int] = WIDE, **options: object) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="nb-NO", **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
        page.on("console", lambda said: _note_refusal(said.text, problems))
        return page

    yield f"http://127.0.0.1:{server.server_port}", new_page
    for context in contexts:
        context.close()
    server.shutdown()
    thread.join()
    aside(_dispose, app)
    assert problems == []


def _make_demo_app(path: Path) -> Flask:
    return make_app(f"sqlite:///{path}", demo=True)


def _dispose(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


def _note_refusal(said: str, problems: list[str]) -> None:
    """Note what the content security policy refused: a page must need nothing that it forbids."""
    if "Content Security Policy" in said:
        problems.append(said)


def faults(page: Page) -> list[str]:
    """Check a page with axe-core against WCAG 2.2 A and AA and good practice."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async () => (await axe.run(document, {
            resultTypes: ['violations'],
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        })).violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(' | ')}`)"""
    )
    return list(found)


def overflow(page: Page) -> int:
    """Give how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def check(page: Page) -> None:
    """Check a page: no fault that axe-core finds, and nothing wider than the window."""
    page.wait_for_load_state("domcontentloaded")
    assert faults(page) == [], (page.url, page.viewport_size)
    assert overflow(page) <= 0, (page.url, page.viewport_size)


def choose(page: Page, label: str, typed: str, name: str) -> None:
    """Choose in a combobox by keyboard: its script is there, and one is left of what is typed."""
    field = page.get_by_role("combobox", name=label)
    expect(field).to_have_attribute("aria-controls", re.compile("."))
    field.press_sequentially(typed)
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(field).to_have_value(name)
