"""A file that has come whole, made ready to be kept: read in a process of its own, and digested."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.files.reading import Read
from app.files.stores import AT_ONCE
from app.rules.attachments import RefusedFileError, Why

ROOT = Path(__file__).parents[2]
PATIENCE = 40
"""Seconds until a process that reads is stopped."""


@dataclass(frozen=True)
class Piece:
    """Bytes to be kept."""

    path: Path
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True)
class Prepared:
    """A file that can be taken: what is kept of it and what readers are given, which may be one."""

    kept: Piece
    shown: Piece

    @property
    def pieces(self) -> Sequence[Piece]:
        """What goes into the store."""
        return (self.kept,) if self.kept == self.shown else (self.kept, self.shown)


def prepare(source: Path, folder: Path) -> Prepared:
    """Find out what a file is, and make ready what is kept of it.

    Args:
        source: the file, which came from somebody.
        folder: where what readers are given is written; whoever made it clears it up.

    Raises:
        RefusedFileError: it is nothing that is taken anywhere.

    """
    target = folder / "shown"
    return made_ready(_ask(source, target), source, target)


def made_ready(found: Read, source: Path, target: Path) -> Prepared:
    """Give what is kept of a file that was read, and what readers are given."""
    shown = piece(target if found.is_cleaned else source, found.media_type)
    return Prepared(piece(source, found.media_type) if found.is_kept else shown, shown)


def _ask(source: Path, target: Path) -> Read:
    # Nothing of our environment but what Python needs: no secret is where a stranger's bytes are.
    env = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    try:
        made = subprocess.run(  # noqa: S603 - our own program, with names that we made
            [sys.executable, "-m", "app.files.child", str(source), str(target)],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        said = json.loads(made.stdout)
    except subprocess.TimeoutExpired as late:
        raise RefusedFileError(Why.TOO_HEAVY) from late
    except ValueError as killed:  # it was stopped by the system: too much memory, or too long
        raise RefusedFileError(Why.TOO_HEAVY) from killed
    if "why" in said:
        raise RefusedFileError(Why(said["why"]), **said["figures"])
    return Read(**said)


def piece(path: Path, media_type: str) -> Piece:
    """Digest a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while part := file.read(AT_ONCE):
            digest.update(part)
            size += len(part)
    return Piece(path, digest.hexdigest(), size, media_type)
