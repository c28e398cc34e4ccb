"""Digests: SHA-256 of plain data. Each says the form in which the data was written for it.

A bare number is of the first form, Python's JSON with sorted keys and no white space; what was
stored so is checked so, for ever. What is made today is RFC 8785 (JCS), and says so in front.
"""

import hashlib
import json
from enum import StrEnum
from typing import Any

import rfc8785

JCS = "jcs:"
_HEX = frozenset("0123456789abcdef")


class Form(StrEnum):
    """How the data was written that a digest is of."""

    FIRST = "first"
    JCS = "jcs"


def of(content: Any) -> str:
    """Digest plain data, in the form of today.

    Raises:
        ValueError: it holds what has no exact form: a number that is none, a whole number
            beyond 2^53, half a character.

    """
    return JCS + hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def form_of(stored: str) -> Form:
    """Say in which form a stored digest was made.

    Raises:
        ValueError: it is no digest.

    """
    number = checksum(stored)
    if len(number) != 64 or not _HEX.issuperset(number):
        raise ValueError("no digest")
    return Form.JCS if stored.startswith(JCS) else Form.FIRST


def checksum(stored: str) -> str:
    """Give the number of a digest as people compare it: what ``sha256sum`` says of the text."""
    return stored.removeprefix(JCS)


def text(stored: str, content: Any) -> bytes:
    """Write data as it was written for a stored digest, byte for byte."""
    if form_of(stored) is Form.JCS:
        return rfc8785.dumps(content)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def agrees(stored: str, content: Any) -> bool:
    """Say whether a stored digest is that of the data."""
    try:
        return hashlib.sha256(text(stored, content)).hexdigest() == checksum(stored)
    except ValueError:
        return False
