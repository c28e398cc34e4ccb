"""Sending what is due from the outbox, each message in its reader's language."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid
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
    crash in between sends it again at most once, and never loses it.

    Returns:
        How many were sent, and how many failed.

    """
    writing.set(True)
    claimed = [notice.id for notice in notices.claim_due(db.session, now)]
    db.session.commit()
    if not claimed:
        return 0, 0
    failed = 0
    with connection(config.smtp_url) as server:
        for notice_id in claimed:
            notice = db.session.get_one(Notice, notice_id)
            try:
                server.send_message(compose(notice, config))
            except (smtplib.SMTPException, OSError) as error:
                notices.mark_failed(notice, now, str(error))
                failed += 1
            else:
                notices.mark_sent(notice, now)
            db.session.commit()
    return len(claimed) - failed, failed


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
    message["Message-ID"] = make_msgid(idstring=f"notice-{notice.id}", domain="hederspris")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n")
    return message
