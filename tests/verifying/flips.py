"""Bundles in which a single bit is another, and bundles that are signed anew."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from app.verifying.bundles import FULL, MANIFEST, SIGNATURE, VERIFIER, parts_in_order, seal_bundle
from app.verifying.canonical import read_json
from app.verifying.container import _pieces, pack, unpack

Flip = tuple[bytes, str]
"""A bundle with a bit flipped, and the part that it was flipped in."""


def flip(content: bytes, bit: int) -> bytes:
    """Give bytes with one bit another."""
    flipped = bytearray(content)
    flipped[bit // 8] ^= 1 << bit % 8
    return bytes(flipped)


def in_container(content: bytes, random: Random, times: int) -> Iterator[Flip]:
    """Flip bits as a bad disk does: so many in each header, content and entry, and in the end."""
    at = 0
    for part, _where, piece in _pieces(list(unpack(content, parts_in_order).items())):
        for _ in range(times):
            yield flip(content, 8 * at + random.randrange(8 * len(piece))), part
        at += len(piece)


def behind_container(content: bytes, random: Random, times: int) -> Iterator[Flip]:
    """Flip bits as somebody does who packs it anew: so many in each part."""
    parts = unpack(content, parts_in_order)
    for part, held in parts.items():
        for _ in range(times):
            flipped = flip(held, random.randrange(8 * len(held)))
            yield pack(list({**parts, part: flipped}.items())), part


def signed_anew(
    content: bytes, secret: bytes, change: Callable[[dict[str, Any]], None], form: str = FULL
) -> bytes:
    """Change the data of a bundle, and sign it by a key."""
    parts = unpack(content, parts_in_order)
    aside = {MANIFEST, SIGNATURE, VERIFIER}
    data = {name: read_json(name, held) for name, held in parts.items() if name not in aside}
    change(data)
    return seal_bundle(form, data["round.json"]["round"], data, parts[VERIFIER], secret)
