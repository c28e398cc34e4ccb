"""Stores: the same of a folder and of a bucket, and what each does when it cannot."""

import hashlib
import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.files import Arriving, ArrivingError, MissingError, Store, StoreAwayError, name_of
from app.files.bucket import BucketStore
from app.files.folder import ASIDE, FolderStore
from app.files.places import store_at
from app.files.stores import digest_of
from config import BucketAccess

DIGEST = hashlib.sha256(b"hei").hexdigest()
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Serve S3 on a port of this machine."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415 - heavy

    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "folder":
        yield store_at(str(tmp_path / "files"), BucketAccess())
        return
    access = BucketAccess(request.getfixturevalue("endpoint"), "id", "secret", "us-east-1")
    made: Any = store_at(f"s3://vedlegg/{tmp_path.name.replace('_', '-')}", access)
    made.client.create_bucket(Bucket="vedlegg")
    yield made
    made.client.close()


def held(store: Store, prefix: str = "") -> dict[str, int]:
    return {one.name: one.size for one in store.entries(prefix)}


def test_what_is_put_is_there(store: Store) -> None:
    store.put(name_of(DIGEST), io.BytesIO(b"hei"))
    with store.open(name_of(DIGEST)) as source:
        assert source.read() == b"hei"
    assert held(store) == {f"files/{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}": 3}
    assert [digest_of(name) for name in held(store)] == [DIGEST]


def test_the_same_twice_is_there_once(store: Store) -> None:
    for _ in range(2):
        store.put(name_of(DIGEST), io.BytesIO(b"hei"))
    assert len(held(store)) == 1


def test_what_is_not_there_is_missing(store: Store) -> None:
    with pytest.raises(MissingError):
        store.open(name_of(DIGEST))
    store.remove(name_of(DIGEST))
    assert held(store) == {}


def test_only_what_begins_so_is_listed_in_order(store: Store) -> None:
    for name in (
        "uploads/1/b/000000000001",
        "uploads/1/b/000000000000",
        "uploads/12/a/0",
        "files/a",
    ):
        store.put(name, io.BytesIO(b"x"))
    assert list(held(store, "uploads/1/")) == [
        "uploads/1/b/000000000000",
        "uploads/1/b/000000000001",
    ]
    assert held(store, "uploads/3/") == {}
    store.remove("uploads/12/a/0")
    assert sorted(held(store)) == [
        "files/a",
        "uploads/1/b/000000000000",
        "uploads/1/b/000000000001",
    ]


def test_a_file_arrives_in_pieces(store: Store) -> None:
    arriving = Arriving.begin(7, 6, NOW)
    assert arriving.add(store, 0, b"hei") == 3
    with pytest.raises(ArrivingError) as refused:
        arriving.add(store, 2, b"i")
    assert refused.value.offset == 3
    assert Arriving(arriving.folder, 6).add(store, 3, b"hei") == 6
    target = io.BytesIO()
    assert arriving.write(store, target) == 6
    assert target.getvalue() == b"heihei"
    arriving.forget(store)
    assert arriving.offset(store) == 0


def test_more_than_a_page_of_names_is_listed(store: Store) -> None:
    if isinstance(store, BucketStore):
        store.client.meta.events.register(
            "provide-client-params.s3.ListObjectsV2",
            lambda params, **_: params.update(MaxKeys=2),
        )
    for number in range(5):
        store.put(f"files/{number}", io.BytesIO(b"x"))
    assert list(held(store, "files/")) == [f"files/{number}" for number in range(5)]


# What a folder does when it cannot.


class Breaks(io.RawIOBase):
    """Gives one piece, and then nothing more: the power goes."""

    def __init__(self) -> None:
        self.given = False

    def read(self, _size: int = -1) -> bytes:
        if self.given:
            raise OSError("no space left on device")
        self.given = True
        return b"hei"


def test_what_was_not_written_whole_has_no_name(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with pytest.raises(StoreAwayError):
        store.put(name_of(DIGEST), Breaks())  # type: ignore[arg-type]
    assert held(store) == {}


def test_what_a_killed_process_left_aside_is_listed_by_no_digest(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    aside = tmp_path / name_of(DIGEST)
    aside.parent.mkdir(parents=True)
    aside.with_name(f"{ASIDE}1").write_bytes(b"he")
    (name,) = held(store)
    assert digest_of(name) == f"{ASIDE}1"


def test_a_file_is_durable_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        done.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")  # noqa: PTH112
        sync(handle)

    def moved(self: Path, target: Path) -> Path:
        done.append("move")
        return replace(self, target)

    store = FolderStore(tmp_path)
    store.put("files/aa/bb/x", io.BytesIO(b"x"))
    monkeypatch.setattr("app.files.folder.os.fsync", synced)
    monkeypatch.setattr(Path, "replace", moved)
    store.put("files/aa/bb/y", io.BytesIO(b"y"))
    assert done == ["file", "move", "folder"]
    done.clear()
    store.put("files/cc/dd/z", io.BytesIO(b"z"))
    assert done == ["folder", "folder", "file", "move", "folder"]


@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "files/../../a"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="a"):
        FolderStore(tmp_path).put(name, io.BytesIO(b"x"))


def test_a_bucket_that_does_not_answer_is_away() -> None:
    store = BucketStore.connect(
        "b", "", endpoint="http://127.0.0.1:9", key_id="i", secret="s", region="x"
    )
    for act in (
        lambda: store.put("a", io.BytesIO(b"x")),
        lambda: store.open("a"),
        lambda: list(store.entries("")),
    ):
        with pytest.raises(StoreAwayError):
            act()
    store.client.close()


def test_an_upload_is_named_by_when_it_began() -> None:
    began = Arriving.begin(7, 6, NOW).folder.split("/")[2].partition("-")[0]
    assert datetime.fromtimestamp(int(began), UTC) - NOW == timedelta(0)
