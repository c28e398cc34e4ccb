"""What a password must be."""

import pytest

from app.rules.passwords import PasswordFault, fault

ABOUT = ("Åse Ødegård-Nilsen", "ase.nilsen@husbanken.no")


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("", PasswordFault.TOO_SHORT),
        ("hus ved hav", PasswordFault.TOO_SHORT),
        ("hus ved havet", None),
        ("å" * 11, PasswordFault.TOO_SHORT),
        ("a\u030a-hus ved hav", None),  # the ring is part of its letter: 12 characters
        ("a\u030ahus ved hav", None),
        ("hus ved havet " * 80, PasswordFault.TOO_LONG),
        ("passord123456", PasswordFault.COMMON),
        ("Passord123456", PasswordFault.COMMON),
        ("correcthorsebatterystaple", PasswordFault.COMMON),
        ("passordpassord", PasswordFault.COMMON),
        ("abcabcabcabcabc", PasswordFault.COMMON),
        ("aaaaaaaaaaaaaa", PasswordFault.COMMON),
        ("1234567890123", PasswordFault.COMMON),
        ("qwertyuiopåa", PasswordFault.COMMON),
        ("ødegårdnilsen", PasswordFault.PERSONAL),
        ("husbanken-nilsen1", PasswordFault.PERSONAL),
        ("nilsen liker å bade i sjøen", None),
        ("Tr0ub4dor og tre", None),
    ],
)
def test_what_is_wrong_with_a_password(password: str, expected: PasswordFault | None) -> None:
    assert fault(password, ABOUT) is expected


def test_nothing_is_asked_of_its_make_up() -> None:
    assert fault("bare små bokstaver her") is None
