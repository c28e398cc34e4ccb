"""The container: a zip file that can be written in one way only.

Entries are stored as they are, one after the other without a gap, in the order that is given;
times are midnight of 1 January 1980; nothing is extra and nothing is a comment. So the bytes
follow from the parts, and what differs from them in a single bit is no bundle.
"""

import struct
import zlib
from collections.abc import Callable, Sequence

from app.verifying.findings import BrokenError, Kind

MOST_MEGABYTES = 32
MOST_BYTES = MOST_MEGABYTES * 2**20
LOCAL = struct.Struct("<4s5H3L2H")
"""PK34, version, flags, method, time, date, CRC-32, size, size, length of name, of extra."""
CENTRAL = struct.Struct("<4s6H3L5H2L")
"""PK12, made by, version, flags, method, time, date, CRC-32, size, size, lengths of name, extra and
comment, disk, attributes, attributes, offset."""
END = struct.Struct("<4s4H2LH")
"""PK56, disk, disk, entries, entries, size and offset of the directory, length of comment."""
_FORM = (20, 0, 0, 0, 0x21)
"""Version 2.0, no flags, stored, midnight, 1 January 1980."""

Parts = Sequence[tuple[str, bytes]]


def pack(parts: Parts) -> bytes:
    """Write a container."""
    return b"".join(piece for _, _, piece in _pieces(parts))


def _pieces(parts: Parts) -> list[tuple[str, str, bytes]]:
    """Write it piece by piece: each with the part that it belongs to, and what it is."""
    pieces: list[tuple[str, str, bytes]] = []
    directory: list[tuple[str, str, bytes]] = []
    offset = 0
    for name, content in parts:
        written = name.encode("ascii")
        about = (zlib.crc32(content), len(content), len(content), len(written), 0)
        head = LOCAL.pack(b"PK\3\4", *_FORM, *about) + written
        pieces += [(name, "its header", head), (name, "its content", content)]
        entry = CENTRAL.pack(b"PK\1\2", 20, *_FORM, *about, 0, 0, 0, 0, offset) + written
        directory.append((name, "its entry in the directory", entry))
        offset += len(head) + len(content)
    size = sum(len(entry) for _, _, entry in directory)
    end = END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), size, offset, 0)
    return [*pieces, *directory, ("the container", "its end", end)]


def unpack(content: bytes, names_of: Callable[[bytes], Sequence[str]]) -> dict[str, bytes]:
    """Read a container.

    Args:
        content: the file.
        names_of: gives the names of all parts in their order, of what the first of them holds;
            of nothing, the first name alone.

    Raises:
        BrokenError: it is not written as a container is, and where it is not.

    """
    _refuse_what_is_none(content)
    names = list(names_of(b""))
    parts: list[tuple[str, bytes]] = []
    at = 0
    while len(parts) < len(names):
        expected = names[len(parts)]
        if _is_directory(content, at):
            raise BrokenError(Kind.PARTS, part=expected)
        body, at = _entry(content, at, expected)
        parts.append((expected, body))
        if len(parts) == 1:
            names = list(names_of(body))
    _compare(content, parts)
    return dict(parts)


def _is_directory(content: bytes, at: int) -> bool:
    """Say whether the directory begins here, also where its mark is damaged."""
    mark, after = content[at : at + 4], content[at + 4 : at + 8]
    return mark == b"PK\1\2" or (mark != b"PK\3\4" and after == b"\x14\0\x14\0")


def _refuse_what_is_none(content: bytes) -> None:
    if not content:
        raise BrokenError(Kind.EMPTY)
    if len(content) > MOST_BYTES:
        raise BrokenError(Kind.TOO_LARGE, most=MOST_MEGABYTES)
    if b"PK\3\4" not in content[:4] and b"PK\5\6" not in content[-END.size :]:
        raise BrokenError(Kind.NO_ZIP)


def _entry(content: bytes, at: int, name: str) -> tuple[bytes, int]:
    """Read the entry of a part: its content, and where the next begins."""
    start = at + LOCAL.size + len(name)
    if len(content) < start:
        raise BrokenError(Kind.CONTAINER, part=name, where="its header")
    mark, *form, crc, size, again, length, extra = LOCAL.unpack_from(content, at)
    given = (mark, tuple(form), size, length, extra, content[at + LOCAL.size : start])
    sound = (b"PK\3\4", _FORM, again, len(name), 0, name.encode("ascii"))
    if given != sound or start + size >= len(content):
        raise BrokenError(Kind.CONTAINER, part=name, where="its header")
    body = content[start : start + size]
    if zlib.crc32(body) != crc:
        raise BrokenError(Kind.CONTENT, part=name)
    return body, start + size


def _compare(content: bytes, parts: Parts) -> None:
    """Write the container anew, and find the first piece that is another."""
    at = 0
    for part, where, piece in _pieces(parts):
        if content[at : at + len(piece)] != piece:
            raise BrokenError(Kind.CONTAINER, part=part, where=where)
        at += len(piece)
    if at != len(content):
        raise BrokenError(Kind.CONTAINER, part="the container", where="its end")
