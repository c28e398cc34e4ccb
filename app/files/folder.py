"""A folder as the store: a file each, written aside, made durable, and moved into its place."""

import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import IO

from app.files.stores import AT_ONCE, Entry, MissingError, StoreAwayError

ASIDE = ".aside-"
"""What the names of files begin with that are being written."""


class FolderStore:
    """Keeps files below a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __str__(self) -> str:
        """Say where it is."""
        return f"files in {self.root}"

    def put(self, name: str, source: IO[bytes]) -> None:
        """Write the bytes aside, then give them their name at once."""
        target = self._path(name)
        aside = target.with_name(f"{ASIDE}{token_hex(8)}")
        try:
            _make(target.parent, self.root)
            with aside.open("xb") as file:
                while part := source.read(AT_ONCE):
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(target)
            _sync(target.parent)
        except OSError as error:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
            raise StoreAwayError(str(error)) from error

    def open(self, name: str) -> IO[bytes]:
        """Open a file."""
        try:
            return self._path(name).open("rb")
        except FileNotFoundError as error:
            raise MissingError(name) from error
        except OSError as error:
            raise StoreAwayError(str(error)) from error

    def entries(self, prefix: str) -> Iterator[Entry]:
        """List the files, with those that were left aside when a process was killed."""
        start = self._path(prefix)
        top = start if start.is_dir() else start.parent
        for path in sorted(top.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            if not name.startswith(prefix):
                continue
            try:
                if not path.is_file():
                    continue
                found = path.stat()
            except FileNotFoundError:
                continue  # it was moved or removed meanwhile
            except OSError as error:
                raise StoreAwayError(str(error)) from error
            yield Entry(name, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    def remove(self, name: str) -> None:
        """Remove a file."""
        try:
            self._path(name).unlink(missing_ok=True)
        except OSError as error:
            raise StoreAwayError(str(error)) from error

    def _path(self, name: str) -> Path:
        parts = name.split("/")
        if name.startswith("/") or ".." in parts:
            raise ValueError(name)
        return self.root.joinpath(*parts)


def _make(folder: Path, root: Path) -> None:
    """Make a folder, each step of it durable."""
    if folder.is_dir():
        return
    if folder != root:
        _make(folder.parent, root)
    folder.mkdir(parents=True, exist_ok=True)
    _sync(folder.parent)


def _sync(folder: Path) -> None:
    """Have the names in a folder survive that the power goes; not every system can be asked."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
