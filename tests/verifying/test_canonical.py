"""JSON in its one form, beside the library that the product puts things on record with."""

import struct
from random import Random
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from app.verifying.canonical import canonical, read_json
from app.verifying.findings import BrokenError

pytestmark = pytest.mark.without_database

NUMBERS = [0.0, -0.0, 5.0, 0.1, 1e21, 1e20, 123456789012345680000.0, 1e-6, 1e-7, 5e-324, 1.5e300]
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=60, deadline=None)
@given(PLAIN)
def test_data_is_written_as_by_the_library(data: Any) -> None:
    assert canonical(data) == rfc8785.dumps(data)
    assert read_json("x", canonical(data)) == data


def test_numbers_are_written_as_by_the_library() -> None:
    random = Random(8785)  # noqa: S311 - the same numbers each time
    drawn = [struct.unpack("d", random.randbytes(8))[0] for _ in range(3000)]
    near = [random.random() * 10.0 ** random.randint(-9, 24) for _ in range(3000)]
    for number in (*NUMBERS, *near, *(one for one in drawn if one - one == 0)):
        assert canonical(number) == rfc8785.dumps(number), number
        assert canonical(-number) == rfc8785.dumps(-number), number


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"nei", b"\xff", b"[1,NaN]", b"[9007199254740993]"),
        *(b'{"a":1, "b":2}', b'{"b":1,"a":2}', b'{"a":1,"a":1}', b"[1.0]", b'["\\u00e6"]'),
        b"[" * 20000,
    ],
)
def test_what_is_written_otherwise_is_refused_by_its_name(content: bytes) -> None:
    with pytest.raises(BrokenError) as raised:
        read_json("sheets.json", content)
    said = "sheets.json: it is not written in the one form that JSON has in a bundle (RFC 8785)."
    assert str(raised.value) == said
