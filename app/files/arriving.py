"""Files on their way: pieces that come one after the other, whatever happens to the line between.

Each piece is an entry of the store, named by where it begins. So what has come is what is there,
for every server that shares the store, and nothing is written to the database before a file is
whole.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import IO

from app.files.stores import Entry, Store

UNFINISHED = "uploads/"
LARGEST_PIECE = 1024 * 1024
KEPT_FOR = timedelta(days=7)
"""How long the beginning of a file waits for the rest."""
MOST_WAITING = 200 * 1024 * 1024
"""How much can be on its way to one nomination at a time."""


class ArrivingError(Exception):
    """A piece does not follow what has come; ``offset`` says how far that is."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(frozen=True)
class Arriving:
    """A file on its way to a nomination. When it began is part of its name."""

    folder: str
    size: int

    @classmethod
    def begin(cls, nomination_id: int, size: int, now: datetime) -> "Arriving":
        """Begin one."""
        return cls(f"{UNFINISHED}{nomination_id}/{int(now.timestamp())}-{token_hex(8)}/", size)

    def offset(self, store: Store) -> int:
        """Say how much has come without a gap."""
        return sum(piece.size for piece in self._pieces(store))

    def add(self, store: Store, offset: int, piece: bytes) -> int:
        """Keep a piece, and say how much has come.

        Raises:
            ArrivingError: it begins elsewhere than what has come ends, or is too long.

        """
        come = self.offset(store)
        if offset != come or offset + len(piece) > self.size or len(piece) > LARGEST_PIECE:
            raise ArrivingError(come)
        if piece:
            store.put(f"{self.folder}{offset:012}", io.BytesIO(piece))
        return offset + len(piece)

    def write(self, store: Store, target: IO[bytes]) -> int:
        """Write all that has come, a piece at a time, and say how much it was."""
        written = 0
        for piece in self._pieces(store):
            with store.open(piece.name) as source:
                written += target.write(source.read())
        return written

    def forget(self, store: Store) -> None:
        """Take away what has come."""
        for piece in list(store.entries(self.folder)):
            store.remove(piece.name)

    def _pieces(self, store: Store) -> Iterator[Entry]:
        end = 0
        for piece in store.entries(self.folder):
            if piece.name.removeprefix(self.folder) == f"{end:012}":
                yield piece
                end += piece.size


def waiting(store: Store, nomination_id: int) -> int:
    """Say how much is on its way to a nomination."""
    return sum(piece.size for piece in store.entries(f"{UNFINISHED}{nomination_id}/"))


def sweep(store: Store, now: datetime) -> int:
    """Take away what began long ago and never came whole; say how many pieces."""
    end = int((now - KEPT_FOR).timestamp())
    old = [piece.name for piece in store.entries(UNFINISHED) if _began(piece.name) < end]
    for name in old:
        store.remove(name)
    return len(old)


def _began(name: str) -> int:
    begun = name.removeprefix(UNFINISHED).split("/")[1].partition("-")[0]
    return int(begun) if begun.isdecimal() else 0
