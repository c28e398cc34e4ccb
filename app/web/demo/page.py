"""The mails of the demonstration: none is sent, so each is written to be read on a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from app.documents.mail import compose
from app.models import Notice
from app.services import notices
from app.services.work import Work
from app.web import paging
from app.web.paging import Page
from config import Config


@dataclass(frozen=True)
class Mail:
    """One mail, as its receiver would have got it."""

    number: int
    to: str
    address: str
    subject: str
    language: str
    queued_at: datetime
    waits_until: datetime | None
    """When it may leave, if that is to come."""
    paragraphs: list[list[tuple[str, str]]]
    """Each in pieces: what is said, and where it leads, if it is an address."""


def lay_out(work: Work) -> Page[Mail]:
    """Write the mails of the page that is asked for."""
    wanted = paging.asked()
    found = notices.newest(work.session)
    page = paging.cut(found, wanted, "demo.mails")
    config: Config = current_app.config["HEDERSPRIS"]
    written = [_mail(one, config, work.now) for one in notices.by_ids(work.session, page.rows)]
    return Page(written, page.number, page.total, page.of, "", page.address, {}, {})


def _mail(notice: Notice, config: Config, now: datetime) -> Mail:
    message = compose(notice, config, now)
    return Mail(
        notice.id,
        notice.receiver.name,
        notice.receiver.email,
        str(message["Subject"]),
        notice.receiver.language,
        notice.queued_at,
        notice.not_before if notice.not_before > now else None,
        list(_paragraphs(message.get_content(), config.base_url)),
    )


def _paragraphs(text: str, base_url: str) -> Iterator[list[tuple[str, str]]]:
    """Part a text into paragraphs, and each of them at the addresses of this installation.

    They lead to where the reader is: she may have come by another name of the same machine.
    """
    address = re.compile(rf"({re.escape(base_url)}\S*)")
    for paragraph in text.strip().split("\n\n"):
        yield [
            (piece, (piece.removeprefix(base_url) or "/") if address.fullmatch(piece) else "")
            for piece in address.split(paragraph)
            if piece
        ]
