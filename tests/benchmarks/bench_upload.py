"""What a large attachment costs the server in memory: ``python -m tests.benchmarks.bench_upload``.

A real waitress in a process of its own, on a database of its own. Its peak is read from the system
(``VmHWM``) after it has served pages, and again after a file has come in each way and gone out.
The process that reads a file is told of beside it: it ends before the file is attached.
"""

import json
import os
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pikepdf

from app.files.arriving import LARGEST_PIECE
from config import ROOT

MEGABYTES = 20
PORT = 5191
ROOM = 64 * 1024
"""What of that a document needs for itself."""
_SERVER = """
import resource, sys
from waitress import serve
from app import create_app
serve(create_app(), listen="127.0.0.1:{port}", threads=4, _quiet=True)
"""


@dataclass(frozen=True)
class Server:
    """A running server."""

    process: subprocess.Popen[bytes]

    def peak(self) -> float:
        """Give the most memory that it has had, in megabytes; then begin to count anew."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5", encoding="ascii")
        return int(found[1]) / 1024 if found else 0.0


def document(megabytes: int) -> bytes:
    """Make a PDF that holds so much that nothing of it can be packed."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        made, much = pikepdf.new(), random.Random(1)  # noqa: S311 - no secret
        page = made.add_blank_page()
        page.obj.Contents = made.make_stream(b"%" + much.randbytes((megabytes << 20) - ROOM))
        made.save(path, static_id=True)
        return path.read_bytes()


class Visitor:
    """Somebody with a browser."""

    def __init__(self) -> None:
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.token = ""

    def ask(self, path: str, data: bytes | None = None, **headers: str) -> bytes:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        method = named.pop("method", "GET" if data is None else "POST")
        request = Request(f"http://127.0.0.1:{PORT}{path}", data, named, method=method)
        try:
            with self.opener.open(request) as answer:
                return bytes(answer.read())
        except HTTPError as error:
            raise SystemExit(f"{path}: {error.code} {error.read()[:500]!r}") from error

    def open(self, path: str) -> str:
        text = self.ask(path).decode()
        found = re.search(r'name="csrf_token" value="([^"]+)"', text)
        self.token = found[1] if found else self.token
        return text

    def form(self, path: str, **fields: str) -> bytes:
        fields["csrf_token"] = self.token
        body = "&".join(f"{name}={value}" for name, value in fields.items()).encode()
        kind = "application/x-www-form-urlencoded"
        return self.ask(path, body, Content_Type=kind, X_Autosave="1", Accept="application/json")


def send_in_pieces(visitor: Visitor, nomination: str, content: bytes) -> None:
    """Send a file as the script does."""
    begun = visitor.form(
        f"/forslag/{nomination}/vedlegg/enclosures", name="stor.pdf", size=str(len(content))
    )
    url = json.loads(begun)["url"]
    for offset in range(0, len(content), LARGEST_PIECE):
        visitor.ask(
            url,
            content[offset : offset + LARGEST_PIECE],
            method="PUT",
            Upload_Offset=str(offset),
            Content_Type="application/octet-stream",
            X_CSRFToken=visitor.token,
        )
    visitor.form(f"{url}/ferdig")


def send_whole(visitor: Visitor, nomination: str, content: bytes) -> None:
    """Send a file with the form, as a browser without scripts does."""
    page = f"/forslag/{nomination}/del/results"
    found = re.search(r'name="version" value="([^"]*)"', visitor.open(page))
    version = found[1].replace("&#34;", '"') if found else "{}"
    edge = "kant"
    parts = {"csrf_token": visitor.token, "version": version, "go": "attach.enclosures"}
    fields = "".join(
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in parts.items()
    )
    head = (
        f'{fields}--{edge}\r\nContent-Disposition: form-data; name="answer-enclosures"; '
        'filename="stor.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    )
    body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    visitor.ask(page, body, Content_Type=f"multipart/form-data; boundary={edge}")


def main(megabytes: int = MEGABYTES) -> dict[str, float]:
    """Measure, and print what each way costs above the rest."""
    with TemporaryDirectory() as folder:
        env = {
            **os.environ,
            "HEDERSPRIS_ENV": "local",
            "HEDERSPRIS_DEMO": "1",
            "HEDERSPRIS_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite",
            "HEDERSPRIS_BASE_URL": f"http://127.0.0.1:{PORT}",
        }
        load = ["demo", "--no-serve", "--into-configured-database"]
        subprocess.run(  # noqa: S603 - ours
            [sys.executable, "-m", "flask", "--app", "app", *load], cwd=ROOT, env=env, check=True
        )
        process = subprocess.Popen(  # noqa: S603 - ours
            [sys.executable, "-c", _SERVER.format(port=PORT)], cwd=ROOT, env=env
        )
        try:
            return _measure(Server(process), megabytes)
        finally:
            process.terminate()
            process.wait()


def _measure(server: Server, megabytes: int) -> dict[str, float]:
    visitor = Visitor()
    for _ in range(100):
        try:
            page = visitor.open("/logg-inn")
            break
        except OSError:
            time.sleep(0.2)
    writer = next(
        number
        for number, rest in re.findall(r'/demo/logg-inn/(\d+)"(.*?)</form>', page, re.DOTALL)
        if "Fjordvik" in rest or "boligkontoret" in rest
    )
    visitor.form(f"/demo/logg-inn/{writer}")
    found = re.search(r"/forslag/(\d+)/", visitor.open("/forslag"))
    nomination = found[1] if found else ""
    for _ in range(3):
        visitor.open(f"/forslag/{nomination}/del/results")
        visitor.open(f"/forslag/{nomination}/se-over")
    server.peak()
    visitor.open(f"/forslag/{nomination}/del/results")
    rest = server.peak()
    figures = {"rest": rest}
    pieces, whole = document(megabytes), document(megabytes)[:-1] + b"\n\n"
    send_in_pieces(visitor, nomination, pieces)
    figures["in pieces"] = server.peak() - rest
    send_whole(visitor, nomination, whole)
    figures["whole"] = server.peak() - rest
    page = visitor.open(f"/forslag/{nomination}/del/results")
    link = re.findall(rf'href="(/forslag/{nomination}/vedlegg/[0-9a-f]+)">stor\.pdf', page)[0]
    assert len(visitor.ask(link)) > (megabytes << 20) - ROOM
    figures["out again"] = server.peak() - rest
    for name, value in figures.items():
        print(f"{name}: {value:.1f} MB{'' if name == 'rest' else ' above the rest'}")  # noqa: T201
    return figures


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
