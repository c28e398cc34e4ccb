"""A real ClamAV, with a signature of our own: ``python -m tests.files.clamav``.

It starts with no signatures, so the one for EICAR is written here. Run by hand where clamd is
installed (``apt install clamav-daemon``); what it said last is in docs/decisions/0037.
"""

import hashlib
import io
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from app.files.scanner import Finding, Scan, Scanner
from tests.files.samples import office, pdf, picture, zipped
from tests.files.test_scanner import EICAR

MOST = 2 * 1024 * 1024
_SETTINGS = """
LocalSocket {folder}/clamd.sock
DatabaseDirectory {folder}
Foreground yes
StreamMaxLength {most}
User root
"""


def main() -> int:
    """Start it, send it files, and say what it answered."""
    program = shutil.which("clamd") or "/usr/sbin/clamd"
    if not Path(program).exists():
        print("clamd is not installed: apt install clamav-daemon")  # noqa: T201
        return 2
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        signature = (
            f"{hashlib.md5(EICAR, usedforsecurity=False).hexdigest()}:{len(EICAR)}:Eicar-Own\n"
        )
        Path(folder, "own.hdb").write_text(signature, encoding="ascii")
        settings = Path(folder, "clamd.conf")
        settings.write_text(_SETTINGS.format(folder=folder, most=MOST), encoding="utf-8")
        process = subprocess.Popen([program, "-c", str(settings)])  # noqa: S603 - the scanner
        try:
            return _ask(Path(folder, "clamd.sock"))
        finally:
            process.terminate()
            process.wait()


def _ask(place: Path) -> int:
    for _ in range(300):
        if place.exists():
            break
        time.sleep(0.1)
    scanner, wrong = Scanner(str(place)), 0
    for name, content, expected in (
        ("EICAR", EICAR, Finding.INFECTED),
        ("EICAR in an archive", zipped({"a.txt": EICAR}), Finding.INFECTED),
        ("EICAR in a document", office(more={"word/a.bin": EICAR}), Finding.INFECTED),
        ("PDF", pdf(), Finding.CLEAN),
        ("picture", picture(), Finding.CLEAN),
        ("nothing", b"", Finding.CLEAN),
        ("as large as it takes", b"x" * MOST, Finding.CLEAN),
        ("larger than it takes", b"x" * (2 * MOST), Finding.TOO_LARGE),
    ):
        begun = time.perf_counter()
        said: Scan = scanner.scan(io.BytesIO(content))
        took = (time.perf_counter() - begun) * 1000
        is_right = said.finding is expected
        wrong += not is_right
        print(f"{name}: {said.finding} {said.what} ({took:.0f} ms){'' if is_right else ' WRONG'}")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
