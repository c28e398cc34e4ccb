"""Handing messages to a mail server, over as many connections as it wants.

Says whose fault it is when one is not taken: the message's, or the connection's. What is refused on
a connection that has taken others is tried once more on a fresh one, because a server that takes
only so many messages a connection says so in many ways.
"""

import smtplib
import ssl
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from addresses import MailServer, Tls

CONNECT = 20  # seconds
ANSWER = 60  # seconds that a server may take to answer; the longest is after a message's text

CLOSING = 421
TOO_BIG = 552


class NotTakenError(Exception):
    """A message has not been taken."""


class UnreachableError(NotTakenError):
    """There is no server to hand anything to."""


class LostError(NotTakenError):
    """The connection broke off at this message."""


class PutOffError(NotTakenError):
    """The server asks to be tried later with this message."""


class RefusedError(NotTakenError):
    """The message will not be taken as it is."""


class Postman:
    """Somebody with at most one connection to a mail server."""

    def __init__(self, server: MailServer) -> None:
        self._to = server
        self._line: smtplib.SMTP | None = None
        self._taken = 0
        """How many messages this connection has taken."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hang_up()

    def deliver(self, message: EmailMessage) -> None:
        """Hand over a message.

        Raises:
            UnreachableError, LostError, PutOffError, RefusedError: as they say.

        """
        if self._taken:
            try:
                self._hand_over(message)
            except NotTakenError:
                self._hang_up()
            else:
                return
        self._hand_over(message)

    def _hand_over(self, message: EmailMessage) -> None:
        line = self._line or self._call()
        try:
            line.send_message(message)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self._hang_up()  # whatever state it is in, the next one begins anew
            raise _whose_fault(error) from None
        self._taken += 1

    def _call(self) -> smtplib.SMTP:
        try:
            self._line = line = self._connected()
            if self._to.user:
                line.login(self._to.user, self._to.password)
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise UnreachableError(answer(error)) from None
        return line

    def _connected(self) -> smtplib.SMTP:
        host, port, tls = self._to.host, self._to.port, ssl.create_default_context()
        line: smtplib.SMTP
        if self._to.tls is Tls.AT_ONCE:
            line = smtplib.SMTP_SSL(host, port, timeout=CONNECT, context=tls)
        else:
            line = smtplib.SMTP(host, port, timeout=CONNECT)
        try:
            if self._to.tls is Tls.STARTTLS:
                line.starttls(context=tls)
            if line.sock is not None:
                line.sock.settimeout(ANSWER)
        except BaseException:
            line.close()
            raise
        return line

    def _hang_up(self) -> None:
        line, self._line, self._taken = self._line, None, 0
        if line is None:
            return
        try:
            line.quit()
        except (smtplib.SMTPException, OSError):
            line.close()


def _whose_fault(error: Exception) -> NotTakenError:
    """Say whether a message was not taken because of itself, or because of the connection."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            [(code, said)] = error.recipients.values()
            return _by_code(code, _text(code, said))
        case smtplib.SMTPSenderRefused() if error.smtp_code != TOO_BIG:
            return UnreachableError(answer(error))  # everything has the same sender
        case smtplib.SMTPSenderRefused() | smtplib.SMTPDataError():
            return _by_code(error.smtp_code, answer(error))
        case smtplib.SMTPNotSupportedError():
            return RefusedError("the mail server takes only a to z before the @ of an address")
        case ValueError():
            return RefusedError(answer(error))
        case _:
            return LostError(answer(error))


def _by_code(code: int, said: str) -> NotTakenError:
    if code == CLOSING:
        return LostError(said)
    return PutOffError(said) if code < 500 else RefusedError(said)


def answer(error: Exception) -> str:
    """Say what the server answered, or else what went wrong."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _text(error.smtp_code, error.smtp_error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"{type(error).__name__}: {error}"


def _text(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {text}".split())
