"""Attachments as data: which kinds of file there are, what a question takes, why one is refused."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.rules.tables import every
from app.rules.texts import one_line

MEGABYTE = 1024 * 1024
MOST_FILES, MOST_MEGABYTES = 20, 50
"""The most that a question can take: files, and of each."""
LONGEST_NAME, LONGEST_ALT = 120, 500


class FileGroup(StrEnum):
    """The groups of files that a question can take."""

    PICTURES = "pictures"
    PDF = "pdf"
    OFFICE = "office"


JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
DOCX, XLSX, PPTX = (
    f"{_OOXML}wordprocessingml.document",
    f"{_OOXML}spreadsheetml.sheet",
    f"{_OOXML}presentationml.presentation",
)
ODT, ODS, ODP = f"{_ODF}text", f"{_ODF}spreadsheet", f"{_ODF}presentation"

KEPT: Mapping[str, FileGroup] = {
    JPEG: FileGroup.PICTURES,
    PNG: FileGroup.PICTURES,
    PDF: FileGroup.PDF,
    **dict.fromkeys((DOCX, XLSX, PPTX, ODT, ODS, ODP), FileGroup.OFFICE),
}
"""The types of file that are kept, as they are after parsing, and the group of each."""
ENDINGS: Mapping[str, Sequence[str]] = {
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    PDF: (".pdf",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    PPTX: (".pptx",),
    ODT: (".odt",),
    ODS: (".ods",),
    ODP: (".odp",),
}
"""What the name of each type ends with; the first is given to one that does not."""
CHOSEN: Mapping[FileGroup, Sequence[str]] = {
    FileGroup.PICTURES: (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif"),
    FileGroup.PDF: (".pdf",),
    FileGroup.OFFICE: (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"),
}
"""What can be chosen in the browser, by group."""
every(FileGroup, CHOSEN)
INLINE = frozenset({JPEG, PNG, PDF})
"""What the browser may show itself: re-encoded pictures and cleaned documents."""


class ScanState(StrEnum):
    """What a virus scanner says of a file."""

    UNSCANNED = "unscanned"
    """There was no scanner when it came."""
    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"


class HeldBack(StrEnum):
    """Why others than whoever sent a file may not read it; when it is harmful, nobody."""

    WAITING = "waiting"
    TOO_LARGE = "too_large"
    """The scanner was asked, and does not take what is so large."""
    INFECTED = "infected"


def held_back(state: ScanState, *, was_asked: bool) -> HeldBack | None:
    """Say what keeps readers from a file, if anything does.

    Args:
        state: what the scanner says of it.
        was_asked: whether the scanner has been asked and has answered.

    """
    if state is ScanState.INFECTED:
        return HeldBack.INFECTED
    if state is not ScanState.WAITING:
        return None
    return HeldBack.TOO_LARGE if was_asked else HeldBack.WAITING


class Why(StrEnum):
    """Why a file is not taken."""

    NONE_CHOSEN = "none_chosen"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NOT_TAKEN = "not_taken"
    """Of a kind that is known, and not taken here."""
    UNKNOWN = "unknown"
    BROKEN = "broken"
    LOCKED = "locked"
    OLD_OFFICE = "old_office"
    MACROS = "macros"
    TOO_HEAVY = "too_heavy"
    """It unpacks to more, or takes longer to read, than any honest file."""
    TOO_MANY_PIXELS = "too_many_pixels"
    INFECTED = "infected"
    NOT_SCANNED = "not_scanned"
    """Larger than what the scanner takes."""
    STORE_AWAY = "store_away"
    NOT_WHOLE = "not_whole"
    """Less came than was said."""
    TOO_MANY_AT_ONCE = "too_many_at_once"


class RefusedFileError(Exception):
    """A file is not taken; ``why`` says why."""

    def __init__(self, why: Why, **figures: Any) -> None:
        super().__init__(why)
        self.why, self.figures = why, figures


@dataclass(frozen=True)
class FileRules:
    """What a question takes."""

    groups: Sequence[FileGroup]
    most: int
    megabytes: int

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "FileRules":
        """Read what is stored of a question."""
        groups = tuple(group for group in FileGroup if group in data.get("groups", ()))
        return cls(groups, int(data.get("most", 0)), int(data.get("megabytes", 0)))

    def as_data(self) -> dict[str, Any]:
        """Give what is stored of it."""
        groups = [group.value for group in FileGroup if group in self.groups]
        return {"groups": groups, "most": self.most, "megabytes": self.megabytes}

    @property
    def most_bytes(self) -> int:
        """How large one file can be."""
        return self.megabytes * MEGABYTE

    @property
    def accept(self) -> str:
        """What can be chosen in the browser."""
        return ",".join(ending for group in self.groups for ending in CHOSEN[group])

    def insist(self, size: int, held: int) -> None:
        """Insist that one more file of a size can be taken beside those that are held.

        Raises:
            RefusedFileError: it is too large, empty or one too many.

        """
        if held >= self.most:
            raise RefusedFileError(Why.TOO_MANY, most=self.most)
        if size > self.most_bytes:
            raise RefusedFileError(Why.TOO_LARGE, most=self.megabytes)
        if not size:
            raise RefusedFileError(Why.EMPTY)


def is_picture(media_type: str) -> bool:
    """Say whether a file is a picture, which needs a text for those who do not see it."""
    return KEPT.get(media_type) is FileGroup.PICTURES


_KNOWN = frozenset(ending for endings in ENDINGS.values() for ending in endings) | frozenset(
    ending for endings in CHOSEN.values() for ending in endings
)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_BARRED = frozenset('<>:"|?*')
"""What some system takes for something else in the name of a file."""


def name_of(sent: str, media_type: str = "", nameless: str = "vedlegg") -> str:
    """Give the name of a file as it is shown and served.

    No folders, no controls, no marks that turn the direction of reading or are not seen; not longer
    than a line, and with the ending of what the file is.

    Args:
        sent: what the browser said.
        media_type: what the file is; empty while nobody knows.
        nameless: what a file without a name is called.

    """
    last = re.split(r"[\\/]", one_line(sent[-_LOOKED_AT:]))[-1]
    seen = "".join(" " if unicodedata.category(one) in _UNSEEN else one for one in last)
    tidy = " ".join("".join("-" if one in _BARRED else one for one in seen).split())
    stem, ending = _split(tidy)
    right = ENDINGS.get(media_type, ())
    if right and ending.lower() not in right:
        stem, ending = (stem if ending.lower() in _KNOWN else stem + ending), right[0]
    # Dots and spaces at the ends hide a file, or are dropped by some system.
    stem = stem.strip(" .")[: LONGEST_NAME - len(ending)].rstrip(" .")
    return f"{stem or nameless}{ending}"


_LOOKED_AT = 1000
"""Of a name that goes on and on, how much of its end."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _split(name: str) -> tuple[str, str]:
    found = _ENDING.search(name)
    return (name[: found.start()], found[0]) if found else (name, "")
