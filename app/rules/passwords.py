"""What a password must be: long, and not one that everybody tries first. Nothing on its make-up.

As NIST SP 800-63B (section 5.1.1.2) has it: length is what counts; rules on letters and digits
make passwords worse. The list is Django's (BSD), with Norwegian ones added.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from gzip import decompress
from importlib.resources import files

from app.rules.texts import secret

SHORTEST = 12
"""Characters."""
LONGEST = 1000
"""Characters: what is longer only costs time to hash."""
PARTS_FROM = 4
"""A word of her name or address that is so long may not be most of her password."""


class PasswordFault(StrEnum):
    """What is wrong with a password."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"
    PERSONAL = "personal"


def fault(password: str, about: Iterable[str] = ()) -> PasswordFault | None:
    """Say what is wrong with a password, if anything.

    Args:
        password: as it was typed.
        about: what others know of its owner: her name, her address.

    """
    given = secret(password)
    if len(given) < SHORTEST:
        return PasswordFault.TOO_SHORT
    if len(given) > LONGEST:
        return PasswordFault.TOO_LONG
    folded = given.casefold().strip()
    if folded in _common() or _is_pattern(folded):
        return PasswordFault.COMMON
    return PasswordFault.PERSONAL if _is_about(folded, about) else None


def _is_pattern(folded: str) -> bool:
    """Say whether it is something short again and again, or a run of keys beside each other."""
    shortest = next(
        n
        for n in range(1, len(folded) + 1)
        if len(folded) % n == 0 and folded == folded[:n] * (len(folded) // n)
    )
    if shortest <= len(folded) // 3 or folded[:shortest] in _common():
        return True
    runs = (
        "01234567890123456789",
        "abcdefghijklmnopqrstuvwxyzæøå",
        "qwertyuiopåasdfghjkløæzxcvbnm",
    )
    return any(folded in run or folded in run[::-1] for run in runs)


def _is_about(folded: str, about: Iterable[str]) -> bool:
    """Say whether little is left of it without the words of her name and address."""
    words = {
        word
        for text in about
        for word in "".join(c if c.isalnum() else " " for c in text.casefold()).split()
        if len(word) >= PARTS_FROM
    }
    left = folded
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return left != folded and len(left) < SHORTEST // 2


@cache
def _common() -> frozenset[str]:
    """Read the list of common passwords, the first time that somebody chooses one."""
    packed = (files("app.rules") / "common_passwords.txt.gz").read_bytes()
    return frozenset(decompress(packed).decode().split())
