"""An installation in production configuration: an empty database, a server, a mail server."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from app import create_app
from config import Config
from tests.browser.conftest import WIDE, aside, chromium, serving
from tests.conftest import SettableClock, make_database, worker
from tests.services import mailbox
from tests.services.mailbox import Mailbox

__all__ = ["chromium"]

START = datetime.fromisoformat("2026-11-23T10:00:00+01:00")
BEHIND_TLS = {"X-Forwarded-Proto": "https"}
"""What the proxy says that stands in front of the product: the browser says it for it."""


@dataclass
class Installation:
    """The running product: where it is, its clock, its mail, and how to get a page of it."""

    app: Flask
    url: str
    clock: SettableClock
    mailbox: Mailbox
    open_window: Callable[..., Page]

    def new_page(self, size: tuple[int, int] = WIDE) -> Page:
        """Give a page in the browser of somebody who has not been here."""
        return self.open_window(size, extra_http_headers=BEHIND_TLS)

    def command(self, *arguments: str) -> str:
        """Run a command of the product; gives what it printed."""
        runner = self.app.test_cli_runner()
        done = aside(lambda: runner.invoke(args=arguments, catch_exceptions=False))
        assert done.exit_code == 0, done.output
        return str(done.output)

    def link_for(self, address: str) -> str:
        """Send what mail is due; gives the link in the last that went to an address."""
        self.command("notices", "send")
        last = [one for one in self.mailbox.taken if one["X-To"] == address][-1]
        return self.link_in(last.get_content())

    def link_in(self, text: str) -> str:
        """Find the first link to the product in a text, as it is on this side of the proxy."""
        found = re.search(r"https://127\.0\.0\.1:\d+(/\S+)", text)
        assert found is not None, text
        return f"{self.url}{found[1]}"


@pytest.fixture
def installation(chromium: Browser, tmp_path: Path) -> Iterator[Installation]:
    """Start the product as an agency does, on a database without a single table."""
    port = mailbox.free_port()
    with mailbox.running() as box:
        environment = {
            "HEDERSPRIS_ENV": "production",
            "HEDERSPRIS_SECRET_KEY": "a secret of this test and of nobody else",
            "HEDERSPRIS_DATABASE_URL": make_database(tmp_path, f"hederspris_whole_{worker()}"),
            "HEDERSPRIS_BASE_URL": f"https://127.0.0.1:{port}",
            "HEDERSPRIS_SMTP_URL": f"smtp://127.0.0.1:{box.port}",
            "HEDERSPRIS_MAIL_FROM": "pris@example.no",
            "HEDERSPRIS_TRUSTED_PROXIES": "1",
        }
        app = aside(create_app, Config.from_environment(environment))
        clock = SettableClock(START)
        app.config["CLOCK"] = clock
        with serving(app, chromium, port) as (url, open_window):
            yield Installation(app, url, clock, box, open_window)
