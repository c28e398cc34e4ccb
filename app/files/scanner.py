"""A client of ClamAV: a file is sent in pieces over its socket, and it answers in a line.

The protocol is INSTREAM: a length of four bytes before each piece, and a length of nought at the
end. Whatever goes wrong on the way means that nobody knows: the file waits.
"""

import re
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from app.files.stores import AT_ONCE

PATIENCE = 30.0
"""Seconds that it may take to answer, and to take each piece."""
_LONGEST_ANSWER = 4096
_FOUND = re.compile(r"^stream: (?P<what>.+) FOUND$")


class Finding(StrEnum):
    """What a scanner says."""

    CLEAN = "clean"
    INFECTED = "infected"
    AWAY = "away"
    SLOW = "slow"
    TOO_LARGE = "too_large"
    """Larger than what the scanner takes."""


@dataclass(frozen=True)
class Scan:
    """What came of one look at a file."""

    finding: Finding
    what: str = ""
    """What was found, or what went wrong, in the scanner's words."""


class Scanner:
    """Asks a ClamAV at an address: ``host:port``, or the path of a socket."""

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        self.address, self.patience = address, patience

    def __str__(self) -> str:
        """Say where it is."""
        return f"scanned by ClamAV at {self.address}"

    def scan(self, source: IO[bytes]) -> Scan:
        """Have a file looked at, from where it stands to its end."""
        try:
            with self._connect() as line:
                return _read(self._send(line, source))
        except TimeoutError:
            return Scan(Finding.SLOW)
        except OSError as error:
            return Scan(Finding.AWAY, str(error))

    def _connect(self) -> socket.socket:
        host, colon, port = self.address.rpartition(":")
        if colon and port.isdecimal():
            return socket.create_connection((host.strip("[]"), int(port)), timeout=self.patience)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(self.patience)
        try:
            line.connect(self.address)
        except OSError:
            line.close()
            raise
        return line

    def _send(self, line: socket.socket, source: IO[bytes]) -> str:
        # One that has had enough answers and hangs up: then what it said is read all the same.
        with suppress(BrokenPipeError, ConnectionResetError):
            line.sendall(b"zINSTREAM\0")
            while part := source.read(AT_ONCE):
                line.sendall(struct.pack("!L", len(part)) + part)
            line.sendall(struct.pack("!L", 0))
        answer = b""
        while b"\0" not in answer and len(answer) < _LONGEST_ANSWER:
            part = line.recv(1024)
            if not part:
                break
            answer += part
        return answer.partition(b"\0")[0].decode(errors="replace").strip()


def _read(answer: str) -> Scan:
    if answer == "stream: OK":
        return Scan(Finding.CLEAN)
    found = _FOUND.match(answer)
    if found:
        return Scan(Finding.INFECTED, found["what"])
    if "size limit exceeded" in answer:
        return Scan(Finding.TOO_LARGE, answer)
    return Scan(Finding.AWAY, answer or "no answer")
