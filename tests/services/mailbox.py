"""A real mail server for tests, which keeps what it is given."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Mailbox:
    """Takes every message but those that it is told not to.

    refuses: what is answered instead of taking what is for an address.
    most: how many messages a connection may bring; none for any number.
    over: what is answered to one more; empty to hang up without a word.
    meanwhile: done while a message is being taken, before the answer.
    """

    port: int
    taken: list[EmailMessage] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    most: int | None = None
    over: str = ""
    meanwhile: Callable[[], None] | None = None
    connections: int = 0

    @property
    def receivers(self) -> list[str]:
        return [message["X-To"] for message in self.taken]

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name; it counts the parameters
        self,
        _server: Any,
        session: Any,
        _envelope: Any,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        session.host_name, session.brought = hostname, 0
        self.connections += 1
        return responses

    async def handle_MAIL(self, *about: Any) -> str:  # noqa: N802 - aiosmtpd's name
        server, session, envelope, address, _options = about
        if self.most is not None and session.brought >= self.most:
            if not self.over:
                server.transport.close()
            return self.over or "421 Bye"
        session.brought += 1
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, *about: Any) -> str:  # noqa: N802 - aiosmtpd's name
        server, _session, envelope, address, _options = about
        if address in self.refuses:
            if not self.refuses[address]:
                server.transport.close()
            return self.refuses[address] or "421 Bye"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, *about: Any) -> str:  # noqa: N802 - aiosmtpd's name
        server, _session, envelope = about
        if self.meanwhile is not None:
            await server.loop.run_in_executor(None, self.meanwhile)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        message.add_header("X-To", ",".join(envelope.rcpt_tos))
        self.taken.append(message)
        return "250 OK"


def free_port() -> int:
    """Find a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(*, utf8: bool = False) -> Iterator[Mailbox]:
    """Run a server as long as it is needed. utf8: it knows addresses of any letters."""
    box = Mailbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port, enable_SMTPUTF8=utf8)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
