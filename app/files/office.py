"""Documents of office programs: archives of which nothing is unpacked but to count it."""

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from app.rules.attachments import DOCX, ODP, ODS, ODT, PPTX, XLSX, RefusedFileError, Why

START = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What .doc begins with, and .docx with a password."""
MOST_ENTRIES, MOST_INSIDE = 4000, 300 * 1024 * 1024
MOST_TIMES = 150
"""How many times larger a document can be inside, once it is larger than a few megabytes."""
_SMALL = 8 * 1024 * 1024
_LISTED = 1024 * 1024
_AT_ONCE = 256 * 1024
_TYPES = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
    b"presentationml.presentation.main+xml": PPTX,
}
_LISTS = "[Content_Types].xml"
_RUNS = re.compile(
    r"vbaProject|vbaData|activeX|macrosheets|(^|/)Basic/|(^|/)Scripts/|\.(exe|dll|js|vbs|scr|bat)$",
    re.IGNORECASE,
)
"""Names in an archive of what runs."""


def find_type(source: Path) -> str:
    """Say which document a file is.

    Raises:
        RefusedFileError: it is none, is broken or locked, holds macros, or far too much.

    """
    try:
        with zipfile.ZipFile(source) as archive:
            return _type_of(archive)
    except (
        *(zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, EOFError),
        *(NotImplementedError, KeyError, RuntimeError, UnicodeError),
    ) as error:
        raise RefusedFileError(Why.BROKEN) from error
    except Exception as error:
        if type(error).__module__ in {"zlib", "lzma", "_lzma"}:
            raise RefusedFileError(Why.BROKEN) from error
        raise


def _type_of(archive: zipfile.ZipFile) -> str:
    entries = archive.infolist()
    _bound(entries)
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedFileError(Why.LOCKED)
    if len(set(names)) != len(names) or any(_is_outside(name) for name in names):
        raise RefusedFileError(Why.BROKEN)
    found = _office(archive, names) if _LISTS in names else _open_document(archive, names)
    if any(_RUNS.search(name) for name in names):
        raise RefusedFileError(Why.MACROS)
    _read_all(archive, entries)
    return found


def _bound(entries: Sequence[zipfile.ZipInfo]) -> None:
    inside = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or inside > MOST_INSIDE:
        raise RefusedFileError(Why.TOO_HEAVY)
    if inside > _SMALL and inside > packed * MOST_TIMES:
        raise RefusedFileError(Why.TOO_HEAVY)


def _is_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[\\/]", name) or ":" in name


def _office(archive: zipfile.ZipFile, names: Sequence[str]) -> str:
    listed = _read(archive, _LISTS)
    if b"macroEnabled" in listed:
        raise RefusedFileError(Why.MACROS)
    if b"<!DOCTYPE" in listed or b"<!ENTITY" in listed:
        raise RefusedFileError(Why.BROKEN)
    found = [kind for main, kind in _TYPES.items() if main in listed]
    if len(found) != 1 or not {"_rels/.rels"} <= set(names):
        raise RefusedFileError(Why.UNKNOWN)
    return found[0]


def _open_document(archive: zipfile.ZipFile, names: Sequence[str]) -> str:
    if "mimetype" not in names or "META-INF/manifest.xml" not in names:
        raise RefusedFileError(Why.UNKNOWN)
    said = _read(archive, "mimetype").decode("ascii", errors="replace").strip()
    if said not in {ODT, ODS, ODP}:
        raise RefusedFileError(Why.UNKNOWN)
    if b"encryption-data" in _read(archive, "META-INF/manifest.xml"):
        raise RefusedFileError(Why.LOCKED)
    return said


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        content = file.read(_LISTED + 1)
    if len(content) > _LISTED:
        raise RefusedFileError(Why.TOO_HEAVY)
    return content


def _read_all(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> None:
    """Read everything through: what an archive says of itself is not believed."""
    inside = 0
    for entry in entries:
        with archive.open(entry) as file:
            while part := file.read(_AT_ONCE):
                inside += len(part)
                if inside > MOST_INSIDE:
                    raise RefusedFileError(Why.TOO_HEAVY)
