"""The verifier as a command: ``python verify.py BUNDLE.zip [--key FINGERPRINT]``."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.verifying.checking import check_bundle, holds, is_placed
from app.verifying.container import MOST_BYTES
from app.verifying.findings import Found, Weight

MARKS = {Weight.HOLDS: "ok  ", Weight.NOTE: "note", Weight.BROKEN: "NOT "}
HOLDS, DOES_NOT, UNREADABLE_FILE, UNPLACED = 0, 1, 2, 3
"""How it ends: all holds; something does not; no file; all holds, by a key that nobody placed."""


def told(found: Sequence[Found]) -> Iterator[str]:
    """Say what was found, a line each, and what it comes to."""
    for one in found:
        yield f"{MARKS[one.weight]} {one}"
    yield ""
    if not holds(found):
        yield "It does not hold: see the lines that begin with NOT."
    elif not is_placed(found):
        yield "It holds together. Whose it is depends on the key, which I can't place."
    else:
        yield "It holds."


def ending(found: Sequence[Found]) -> int:
    """Give the exit status."""
    if not holds(found):
        return DOES_NOT
    return HOLDS if is_placed(found) else UNPLACED


def read_bundle(path: str) -> bytes:
    """Read a file, and no more of it than a bundle may have, and a byte."""
    with Path(path).open("rb") as file:
        return file.read(MOST_BYTES + 1)


def run(arguments: Sequence[str], own: bytes) -> int:
    """Check the file that is named, and print what holds."""
    parser = argparse.ArgumentParser(
        prog="verify.py",
        description="Checks a bundle of a decision: container, signature, record, and the ranking.",
        epilog="Ends with 0 when it holds, with 3 when it does but no --key was given, with 1 when "
        "something does not hold, with 2 when there is no such file.",
    )
    parser.add_argument("bundle", metavar="BUNDLE.zip")
    parser.add_argument(
        "--key",
        default="",
        metavar="FINGERPRINT",
        help="of the key that it must be signed by, as the installation publishes it",
    )
    given = parser.parse_args(arguments)
    try:
        content = read_bundle(given.bundle)
    except OSError as error:
        sys.stderr.write(f"{given.bundle}: {error.strerror}.\n")
        return UNREADABLE_FILE
    found = check_bundle(content, [given.key] if given.key else (), own)
    sys.stdout.write("".join(f"{line}\n" for line in told(found)))
    return ending(found)
