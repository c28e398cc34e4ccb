"""What a store of files is: names with bytes, durable once they are put."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Protocol

AT_ONCE = 64 * 1024
"""How many bytes are held in memory at a time."""
KEPT = "files/"
"""What the names of all that is kept begin with."""


class StoreAwayError(Exception):
    """The store cannot be reached, or has no room: nothing was kept."""


class MissingError(LookupError):
    """The store has nothing by that name."""


@dataclass(frozen=True)
class Entry:
    """Something in a store."""

    name: str
    size: int
    put_at: datetime


class Store(Protocol):
    """Where bytes are kept, by name. A name is letters, digits and slashes."""

    def put(self, name: str, source: IO[bytes]) -> None:
        """Keep what is read from here on, durable when this returns. Doing it twice keeps one.

        Raises:
            StoreAwayError: it is not kept.

        """

    def open(self, name: str) -> IO[bytes]:
        """Open what is kept; whoever opens it closes it.

        Raises:
            MissingError: there is none.
            StoreAwayError: nobody can tell.

        """

    def entries(self, prefix: str) -> Iterator[Entry]:
        """List what is kept under names that begin so, in the order of the names.

        Raises:
            StoreAwayError: nobody can tell.

        """

    def remove(self, name: str) -> None:
        """Take something out; nothing happens where there is none."""


def name_of(sha256: str) -> str:
    """Name the bytes of a digest."""
    return f"{KEPT}{sha256[:2]}/{sha256[2:4]}/{sha256}"


def digest_of(name: str) -> str:
    """Give the digest that a name is of."""
    return name.rpartition("/")[2]
