"""Which store and which scanner an installation has, from its settings."""

from pathlib import Path
from typing import Protocol

from app.files.bucket import BucketStore
from app.files.folder import FolderStore
from app.files.scanner import Scanner
from app.files.stores import Store

BUCKET = "s3://"


class BucketAccess(Protocol):
    """How a bucket is reached. Without keys the machine's own credentials are used."""

    @property
    def endpoint(self) -> str:
        """The address of the server; empty for Amazon's own."""

    @property
    def key_id(self) -> str:
        """Of the key."""

    @property
    def secret(self) -> str:
        """Of the key."""

    @property
    def region(self) -> str:
        """Where the bucket is."""


def store_at(place: str, access: BucketAccess) -> Store:
    """Give the store at a place: a folder, or ``s3://bucket/prefix``."""
    if not place.startswith(BUCKET):
        return FolderStore(Path(place))
    bucket, _, prefix = place.removeprefix(BUCKET).partition("/")
    prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
    return BucketStore.connect(
        bucket,
        prefix,
        endpoint=access.endpoint,
        key_id=access.key_id,
        secret=access.secret,
        region=access.region,
    )


def scanner_at(address: str) -> Scanner | None:
    """Give the scanner at an address; none where there is no address."""
    return Scanner(address) if address else None
