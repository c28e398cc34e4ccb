"""The scanner's client, against a server that speaks ClamAV's protocol, well or badly."""

import io
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.files.scanner import Finding, Scan, Scanner

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
Talk = Callable[[socket.socket], None]


def take(line: socket.socket) -> bytes:
    """Take a file as the protocol sends it."""
    with line.makefile("rb") as source:
        assert source.read(10) == b"zINSTREAM\0"
        taken = b""
        while size := struct.unpack("!L", source.read(4))[0]:
            taken += source.read(size)
    return taken


def answers(text: bytes) -> Talk:
    def talk(line: socket.socket) -> None:
        take(line)
        line.sendall(text)

    return talk


def looks(line: socket.socket) -> None:
    found = EICAR in take(line)
    line.sendall(b"stream: Eicar-Test FOUND\0" if found else b"stream: OK\0")


def hangs_up(line: socket.socket) -> None:
    """Say that it is too much after the first piece, as clamd does, and leave."""
    line.recv(10)
    line.sendall(b"INSTREAM size limit exceeded. ERROR\0")


def says_nothing(line: socket.socket) -> None:
    take(line)


def is_slow(line: socket.socket) -> None:
    take(line)
    line.recv(1)  # until the other has had enough


@contextmanager
def server(talk: Talk, at: Path | None = None) -> Iterator[str]:
    """Serve one file after the other, on a port or on a socket in the file system."""
    listener = socket.socket(socket.AF_UNIX if at else socket.AF_INET)
    listener.bind(str(at) if at else ("127.0.0.1", 0))
    listener.listen()

    def serve() -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with line:
                talk(line)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield str(at) if at else f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


@pytest.mark.parametrize(
    ("talk", "content", "said"),
    [
        (looks, b"hei", Scan(Finding.CLEAN)),
        (looks, EICAR, Scan(Finding.INFECTED, "Eicar-Test")),
        (looks, b"x" * 200_000 + EICAR, Scan(Finding.INFECTED, "Eicar-Test")),
        (looks, b"", Scan(Finding.CLEAN)),
        (
            hangs_up,
            b"x" * 2_000_000,
            Scan(Finding.TOO_LARGE, "INSTREAM size limit exceeded. ERROR"),
        ),
        (says_nothing, b"hei", Scan(Finding.AWAY, "no answer")),
        (answers(b"UNKNOWN COMMAND\0"), b"hei", Scan(Finding.AWAY, "UNKNOWN COMMAND")),
        (answers(b"stream: OK FOUND\0"), b"hei", Scan(Finding.INFECTED, "OK")),
        (answers(b"x" * 9000), b"hei", Scan(Finding.AWAY, "x" * 4096)),
    ],
)
def test_what_a_scanner_says(talk: Talk, content: bytes, said: Scan) -> None:
    with server(talk) as address:
        found = Scanner(address, patience=5).scan(io.BytesIO(content))
    assert (found.finding, found.what[:4096]) == (said.finding, said.what)


def test_a_scanner_that_is_slow_is_waited_for_so_long_and_no_longer() -> None:
    with server(is_slow) as address:
        assert Scanner(address, patience=0.1).scan(io.BytesIO(b"hei")) == Scan(Finding.SLOW)


def test_a_scanner_that_is_away_is_known_at_once(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    for address in (f"127.0.0.1:{port}", str(tmp_path / "none.sock")):
        assert Scanner(address, patience=1).scan(io.BytesIO(b"hei")).finding is Finding.AWAY


def test_a_scanner_can_be_a_socket_of_this_machine(tmp_path: Path) -> None:
    with server(looks, tmp_path / "c.sock") as address:
        assert Scanner(address, patience=5).scan(io.BytesIO(EICAR)).finding is Finding.INFECTED
