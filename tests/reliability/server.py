"""A server of the product as a process of its own, that can be killed at any moment."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds until a server that does not answer is a failure


class Server:
    """The product on a port, started and killed as often as one likes."""

    def __init__(self, database_url: str, folder: Path) -> None:
        """Prepare it; ``folder`` holds its log."""
        self.port = _free_port()
        self.log = folder / "server.log"
        self.environment = {
            **{key: value for key, value in os.environ.items() if key[:11] != "HEDERSPRIS_"},
            "HEDERSPRIS_ENV": "local",
            "HEDERSPRIS_DATABASE_URL": database_url,
            "HEDERSPRIS_SECRET_KEY": "for tests only",
            "HEDERSPRIS_BASE_URL": f"http://127.0.0.1:{self.port}",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - of our own
                [
                    *(sys.executable, "-m", "waitress", f"--listen=127.0.0.1:{self.port}"),
                    *("--threads=8", "--call", "app:create_app"),
                ],
                cwd=ROOT, env=self.environment, stdout=log, stderr=log,
            )  # fmt: skip
        until = monotonic() + PATIENCE
        while not self._answers():
            assert self.process.poll() is None, f"the server has stopped: {self._told()}"
            assert monotonic() < until, f"the server does not answer: {self._told()}"
            sleep(0.05)

    def kill(self) -> None:
        """Kill it, with whatever it is doing: no handler of it runs."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with closing(connection), suppress(OSError, HTTPException):
            connection.request("GET", "/logg-inn")
            with connection.getresponse() as answer:
                return answer.status == 200
        return False

    def _told(self) -> str:
        return self.log.read_text(encoding="utf-8")[-2000:]


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
