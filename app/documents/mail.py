"""Sending what is due from the outbox, each message in its reader's language."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from flask import render_template
from flask_babel import force_locale

from app.extensions import db
from app.models import Notice
from app.models.engine import writing
from app.services import notices
from config import Config

TIMEOUT = 20  # seconds


def send_due(config: Config, now: datetime) -> tuple[int, int]:
    """Send the notices that are due, one transaction each.

    A notice is claimed before it is sent and marked after the server has taken it, so that a
    crash in between sends it again at most once, and never loses it. What cannot be sent is
    marked and tried again later; it holds nothing else up.

    Returns:
        How many were sent, and how many failed.

    """
    writing.set(True)
    waiting = [notice.id for notice in notices.claim_due(db.session, now)]
    db.session.commit()
    claimed, sent = len(waiting), 0
    if not claimed:
        return 0, 0
    try:
        with connection(config.smtp_url) as server:
            while waiting:
                sent += _deliver(server, waiting.pop(0), config, now)
    except (smtplib.SMTPException, OSError) as error:  # there is no server to send them to
        for notice_id in waiting:
            _note_failure(notice_id, now, error)
    return sent, claimed - sent


def _deliver(server: smtplib.SMTP, notice_id: int, config: Config, now: datetime) -> bool:
    notice = db.session.get_one(Notice, notice_id)
    try:
        server.send_message(compose(notice, config))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one, the others leave
        _note_failure(notice_id, now, error)
        return False
    notices.mark_sent(notice, now)
    db.session.commit()
    return True


def _note_failure(notice_id: int, now: datetime, error: Exception) -> None:
    db.session.rollback()
    notice = db.session.get_one(Notice, notice_id)
    notices.mark_failed(notice, now, f"{type(error).__name__}: {error}")
    db.session.commit()


@contextmanager
def connection(url: str) -> Iterator[smtplib.SMTP]:
    """Connect to a mail server: ``smtp://user:password@host:587?starttls`` or ``smtps://…``."""
    parts = urlsplit(url or "smtp://localhost:25")
    host, port = parts.hostname or "localhost", parts.port or 25
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT)
    with server:
        if "starttls" in parts.query:
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server


def compose(notice: Notice, config: Config) -> EmailMessage:
    """Write one message: the first line of its template is the subject, the rest the text."""
    with force_locale(notice.account.language):
        text = render_template(
            f"mail/{notice.kind}.txt",
            **notice.context,
            name=notice.account.name,
            base_url=config.base_url,
        )
    subject, _newline, body = text.strip().partition("\n")
    message = EmailMessage()
    message["Subject"] = subject.strip()
    message["From"] = config.mail_from
    message["To"] = Address(notice.account.name, addr_spec=notice.account.email)
    # The same notice always has the same identity: a second copy is recognised as one.
    host = urlsplit(config.base_url).hostname or "localhost"
    queued = int(notice.queued_at.timestamp())
    message["Message-ID"] = f"<notice-{notice.id}.{queued}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n")
    return message
