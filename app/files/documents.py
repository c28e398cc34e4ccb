"""PDF: read whole, and written anew for readers without what could run, start or carry something.

The file as it was sent is kept for the archive; nobody is given it to read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.rules.attachments import RefusedFileError, Why

if TYPE_CHECKING:
    from pikepdf import Pdf

START = b"%PDF-"
ACTIONS = frozenset(
    f"/{name}"
    for name in (
        *("JavaScript", "Launch", "SubmitForm", "ImportData", "ResetForm", "GoToE", "GoToR"),
        *("Rendition", "Movie", "Sound", "RichMediaExecute", "GoTo3DView"),
    )
)
"""What an action must not do."""
MARKS = frozenset(
    f"/{name}" for name in ("FileAttachment", "RichMedia", "Movie", "Sound", "Screen", "3D")
)
"""What must not stand on a page."""
KEYS = frozenset(
    f"/{name}" for name in ("AA", "JS", "XFA", "EF", "EmbeddedFiles", "AF", "OpenAction")
)
"""What no dictionary keeps. The names of scripts go with their table."""
SAFE_LINKS = ("http://", "https://", "mailto:", "#")
_DEEPEST = 60


def clean(source: Path, target: Path) -> None:
    """Write a document anew for readers.

    Raises:
        RefusedFileError: it is broken, or locked by a password.

    """
    import pikepdf  # noqa: PLC0415 - heavy, and needed in a process of its own alone

    try:
        with pikepdf.open(source) as pdf:
            if not pdf.pages:
                raise RefusedFileError(Why.BROKEN)
            _strip(pdf)
            pdf.save(target, deterministic_id=True, encryption=False)
    except pikepdf.PasswordError as error:
        raise RefusedFileError(Why.LOCKED) from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, OSError) as error:
        raise RefusedFileError(Why.BROKEN) from error


def _strip(pdf: "Pdf") -> None:
    root = pdf.Root
    for key in ("/OpenAction", "/AA", "/Metadata", "/Collection", "/URI"):
        if key in root:
            del root[key]
    names = root.get("/Names")
    if names is not None and "/JavaScript" in names:
        del names["/JavaScript"]
    for key in [key for key in pdf.docinfo.keys() if key != "/Title"]:  # noqa: SIM118 - no mapping
        del pdf.docinfo[key]
    for one in pdf.objects:
        _strip_one(one, 0)


def _strip_one(one: Any, depth: int) -> None:
    """Take out of an object, and of what stands directly in it, what must not be there."""
    import pikepdf  # noqa: PLC0415 - likewise

    if depth > _DEEPEST:
        raise RefusedFileError(Why.BROKEN)
    if isinstance(one, pikepdf.Array):
        for place in reversed(range(len(one))):
            value: Any = one[place]
            if _is_barred(value):
                del one[place]
            elif isinstance(value, pikepdf.Object) and not value.is_indirect:
                _strip_one(value, depth + 1)
    elif isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, value in list(_items(one)):
            if key in KEYS or _is_barred(value):
                del one[key]
            elif isinstance(value, pikepdf.Object) and not value.is_indirect:
                _strip_one(value, depth + 1)


def _items(one: Any) -> Iterator[tuple[str, Any]]:
    for key in one.keys():  # noqa: SIM118 - no mapping
        yield key, one.get(key)


def _is_barred(value: Any) -> bool:
    """Say whether something is an action that must not be done, or a mark that must not stand."""
    import pikepdf  # noqa: PLC0415 - likewise

    if not isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        return False
    does = str(value.get("/S", ""))
    if does in ACTIONS or str(value.get("/Subtype", "")) in MARKS:
        return True
    address = value.get("/URI")
    return does == "/URI" and not str(address).strip().lower().startswith(SAFE_LINKS)
