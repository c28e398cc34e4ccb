"""A mail server, and settings that name it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from config import Config
from tests.services.mailbox import Mailbox, running


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with running() as box:
        yield box


@pytest.fixture
def config(app: Flask, mailbox: Mailbox) -> Config:
    settings: Config = app.config["HEDERSPRIS"]
    return replace(
        settings,
        smtp_url=f"smtp://127.0.0.1:{mailbox.port}",
        base_url="https://pris.example.org",
        mail_from="pris@example.org",
    )
