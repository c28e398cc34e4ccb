"""What a receipt vouches for: each part of a version by itself, with its digest.

Of a text the digest is of the text, in UTF-8. Of anything else it is of the data as RFC 8785 writes
it. Of a file it is that of the file itself, as it was handed in. So anybody can work it out.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

from app.models import NominationVersion
from app.rules.forms import is_empty
from app.services.nominations.candidates import CANDIDATES
from app.services.nominations.freezing import ANSWERS, FORM, SUPPORT


@dataclass(frozen=True)
class ReceiptFile:
    """A file that was handed in with an answer."""

    name: str
    digest: str


@dataclass(frozen=True)
class ReceiptPart:
    """One part of a version.

    exact: what its digest is of, byte for byte; of files there is none here.
    is_text: whether it is a text as somebody wrote it, and not written as data.
    """

    key: str
    exact: bytes
    is_text: bool
    files: tuple[ReceiptFile, ...] = ()

    @property
    def digest(self) -> str:
        """Give its SHA-256."""
        return hashlib.sha256(self.exact).hexdigest()


def parts(version: NominationVersion) -> list[ReceiptPart]:
    """Give the parts of a version: candidates, answers in the order of the form, and support."""
    return list(_parts(version.content))


def _parts(content: Mapping[str, Any]) -> Iterator[ReceiptPart]:
    yield ReceiptPart(CANDIDATES, rfc8785.dumps(content[CANDIDATES]), is_text=False)
    for key in (key for section in content[FORM] for key in section):
        value = content[ANSWERS].get(key)
        if is_empty(value):
            continue
        if isinstance(value, str):
            yield ReceiptPart(key, value.encode(), is_text=True)
        else:
            yield ReceiptPart(key, rfc8785.dumps(value), is_text=False, files=_files(value))
    if SUPPORT in content:
        yield ReceiptPart(SUPPORT, rfc8785.dumps(content[SUPPORT]), is_text=False)


def _files(value: Any) -> tuple[ReceiptFile, ...]:
    """Give the files of an answer that holds any."""
    if not isinstance(value, list):
        return ()
    return tuple(
        ReceiptFile(str(one.get("name", "")), str(one["sha256"]))
        for one in value
        if isinstance(one, dict) and "sha256" in one
    )
