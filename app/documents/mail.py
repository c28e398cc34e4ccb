"""Writing one message of the outbox, in its reader's language."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import urlsplit

from flask import render_template
from flask_babel import force_locale

from addresses import ascii_host, mailbox
from app.documents import links
from app.documents.links import Link, Purpose
from app.models import Notice
from app.words import formats
from app.words.text import _
from config import Config


def compose(notice: Notice, config: Config, now: datetime) -> EmailMessage:
    """Write one message: the first line of its template is the subject, the rest the text."""
    receiver = notice.receiver
    subject, body = text_of(notice, config)
    message = EmailMessage()
    message["Date"] = now
    message["Subject"] = subject
    message["From"] = _address(*mailbox(config.mail_from))
    message["To"] = _address(receiver.name, receiver.email)
    # The same notice always has the same identity: a second copy is recognised as one.
    host = ascii_host(urlsplit(config.base_url).hostname or "localhost")
    queued = int(notice.queued_at.timestamp())
    message["Message-ID"] = f"<notice-{notice.id}.{queued}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    # Quoted, because not every server on the way takes eight bits.
    message.set_content(body + "\n", cte="quoted-printable")
    return message


def text_of(notice: Notice, config: Config) -> tuple[str, str]:
    """Give the subject and the text of a message, in its reader's language."""
    receiver = notice.receiver
    with force_locale(receiver.language):
        text = render_template(
            f"mail/{notice.kind}.txt",
            **(notice.context | {"link": _link(notice, config)}),
            name=receiver.name,
            base_url=config.base_url,
        )
        subject, _newline, body = text.strip().partition("\n")
        return _named(notice, subject.strip()), body.strip()


def _named(notice: Notice, subject: str) -> str:
    """Give a subject with the prize and the year that it is about, where it names neither."""
    award_round = notice.award_round
    if award_round is None:
        return subject
    prize = formats.in_language(award_round.prize.name)
    if prize in subject:
        return subject
    words = {"prize": prize, "year": award_round.year, "subject": subject}
    return _("%(prize)s %(year)s: %(subject)s", **words)


def _link(notice: Notice, config: Config) -> str:
    """Give the personal link of a message; it stands nowhere but in the message itself."""
    signed = notice.context.get("link")
    if not signed:
        return ""
    link = Link(Purpose(signed["purpose"]), signed["id"], signed["nonce"])
    return f"{config.base_url}{links.path(config.secret_key, link)}"


def _address(name: str, email: str) -> Address:
    """Give an address as every server takes it: a domain with æøå travels as ``xn--``.

    What stands before the @ cannot be written otherwise: the server must know such addresses.
    """
    local, _at, host = email.rpartition("@")
    return Address(name, username=local, domain=ascii_host(host))
