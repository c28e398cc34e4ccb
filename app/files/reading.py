"""What a file is: decided by its bytes, never by its name, and what readers are given of it."""

from dataclasses import dataclass
from pathlib import Path

from app.files import documents, office, pictures
from app.rules.attachments import PDF, RefusedFileError, Why


@dataclass(frozen=True)
class Read:
    """What a file was found to be.

    Attributes:
        media_type: of what readers are given.
        is_kept: whether the file is kept as it was sent.
        is_cleaned: whether another was written for readers.

    """

    media_type: str
    is_kept: bool
    is_cleaned: bool


def read(source: Path, target: Path) -> Read:
    """Find out what a file is, and write what readers are given of it, where that is another.

    Raises:
        RefusedFileError: it is nothing that is taken anywhere.

    """
    with source.open("rb") as file:
        head = file.read(32)
    if not head:
        raise RefusedFileError(Why.EMPTY)
    if pictures.looks_like_one(head):
        return Read(pictures.clean(source, target), is_kept=False, is_cleaned=True)
    if head.startswith(documents.START):
        documents.clean(source, target)
        return Read(PDF, is_kept=True, is_cleaned=True)
    if head.startswith(office.START):
        return Read(office.find_type(source), is_kept=True, is_cleaned=False)
    raise RefusedFileError(Why.OLD_OFFICE if head.startswith(office.OLD) else Why.UNKNOWN)
