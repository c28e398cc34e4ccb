"""The container: one form, which every zip program reads and no other writes."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest

from app.verifying.container import MOST_BYTES, pack, unpack
from app.verifying.findings import BrokenError

pytestmark = pytest.mark.without_database

PARTS = {"a.json": b"{}", "verify.py": b"print()\n" * 9}
NAMES = list(PARTS)
PACKED = pack(list(PARTS.items()))


def refused(content: bytes) -> str:
    with pytest.raises(BrokenError) as raised:
        unpack(content, lambda _first: NAMES)
    return str(raised.value)


def test_what_is_packed_is_read_again_here_and_elsewhere() -> None:
    assert unpack(PACKED, lambda first: NAMES if first else NAMES[:1]) == PARTS
    with zipfile.ZipFile(io.BytesIO(PACKED)) as theirs:
        assert theirs.testzip() is None
        assert {name: theirs.read(name) for name in theirs.namelist()} == PARTS
        for info in theirs.infolist():
            assert (info.date_time, info.extra, info.comment, info.compress_type) == (
                (1980, 1, 1, 0, 0, 0),
                *(b"", b"", zipfile.ZIP_STORED),
            )


def by_zipfile(**how: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **how) as made:
        for name, content in PARTS.items():
            made.writestr(name, content)
    return file.getvalue()


def test_another_zip_of_the_same_parts_is_no_bundle() -> None:
    header = "a.json: its header is not written as a bundle has it."
    assert refused(by_zipfile()) == header
    assert refused(by_zipfile(compression=zipfile.ZIP_DEFLATED)) == header
    end = "the container: its end is not written as a bundle has it."
    assert refused(PACKED + b"\0") == end
    assert refused(PACKED[:-2] + b"\1\0!") == end
    assert refused(pack([*PARTS.items(), ("more", b"")])) == (
        "a.json: its entry in the directory is not written as a bundle has it."
    )
    assert refused(pack([("a.json", b"{}")])) == (
        "verify.py: a bundle has no such part here. Its parts and their order are fixed."
    )
    assert refused(pack([("verify.py", b""), ("a.json", b"{}")])) == header


def test_what_is_no_bundle_at_all_is_told_what_to_do() -> None:
    assert refused(b"") == "The file is empty. Fetch the bundle again."
    none = "This is no zip file, and so no bundle. Choose the file as it was fetched."
    assert refused(b"hei") == none
    assert refused(b"%PDF-1.7" * 99) == none
    assert refused(bytes(MOST_BYTES + 1)) == (
        "The file is too large for a bundle: more than 32 MB. Nothing was opened."
    )


def test_a_bomb_is_refused_by_its_header_and_nothing_is_inflated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.json", bytes(20_000_000))
    touched: list[Callable[..., bytes]] = []
    monkeypatch.setattr(zlib, "decompress", touched.append)
    assert refused(file.getvalue()) == "a.json: its header is not written as a bundle has it."
    assert touched == []


def test_every_single_bit_is_found_and_its_part_is_named() -> None:
    edges = {0: "a.json", len("a.json") + 32: "verify.py"}
    where = PACKED.index(b"PK\1\2")
    second = PACKED.index(b"PK\1\2", where + 1)
    end = PACKED.index(b"PK\5\6")
    edges |= {where: "a.json", second: "verify.py", end: "the container"}
    for at in range(len(PACKED) * 8):
        flipped = bytearray(PACKED)
        flipped[at // 8] ^= 1 << at % 8
        part = edges[max(edge for edge in edges if edge <= at // 8)]
        assert refused(bytes(flipped)).startswith(f"{part}: "), at
