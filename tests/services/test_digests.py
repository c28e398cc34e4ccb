"""Digests say the form that they were made in, and anybody can compute them."""

from typing import Any

import pytest

from app.services import digests

pytestmark = pytest.mark.without_database

CONTENT = {"b": ["Áltá", 1, True, None], "a": {"æ": "ø"}}
# Computed apart: printf '%s' '{"a":{"æ":"ø"},"b":["Áltá",1,true,null]}' | sha256sum
NUMBER = "55bedaad61faf93544b4da608f89e0a07549c1532f16ab5ec60590d39232a26b"
FLOATS = {
    "½": 0.5,
    "1": 1.0,
    "2": 1e21,
    "3": 1e-7,
    "\U0001f600": -0.0,
    "\ufb33": 333333333.33333329,
}
WRITTEN = '{"1":1,"2":1e+21,"3":1e-7,"½":0.5,"😀":0,"\ufb33":333333333.3333333}'
"""As RFC 8785 writes it: numbers as ECMAScript does, keys in the order of UTF-16."""


def test_a_digest_is_that_of_the_text_as_anybody_can_compute_it() -> None:
    assert digests.of(CONTENT) == f"jcs:{NUMBER}"
    assert digests.checksum(f"jcs:{NUMBER}") == NUMBER


def test_numbers_and_keys_are_written_as_the_standard_says() -> None:
    assert digests.text(digests.of(FLOATS), FLOATS).decode() == WRITTEN


def test_a_bare_number_is_of_the_first_form() -> None:
    assert digests.form_of(NUMBER) == "first"
    assert digests.text(NUMBER, {"ø": 1.0, "a": 1e21}) == '{"a":1e+21,"ø":1.0}'.encode()
    assert digests.checksum(NUMBER) == NUMBER
    assert digests.agrees(NUMBER, CONTENT)


def test_each_form_is_checked_as_it_was_made() -> None:
    """Computed apart, with sha256sum of 1.0 and of 1."""
    first = "d0ff5974b6aa52cf562bea5921840c032a860a91a3512f7fe8f768f6bbe005f6"
    jcs = "jcs:6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    assert (digests.agrees(first, 1.0), digests.agrees(first, 1)) == (True, False)
    assert (digests.agrees(jcs, 1.0), digests.agrees(jcs, 1)) == (True, True)
    assert not digests.agrees(f"jcs:{first}", 1.0)


@pytest.mark.parametrize(
    "stored", ["", "jcs:", "abc", "JCS:" + NUMBER, "jcs:" + "G" * 64, "x" * 64]
)
def test_what_is_no_digest_agrees_with_nothing(stored: str) -> None:
    with pytest.raises(ValueError, match="no digest"):
        digests.form_of(stored)
    assert not digests.agrees(stored, CONTENT)


@pytest.mark.parametrize("content", [float("nan"), float("inf"), 2**53, -(2**53), "\ud800", {1: 2}])
def test_what_has_no_exact_form_is_never_put_on_record(content: Any) -> None:
    with pytest.raises(ValueError, match=r"JCS|JSON|UTF-8|keys"):
        digests.of([content])
    assert not digests.agrees(f"jcs:{NUMBER}", [content])
