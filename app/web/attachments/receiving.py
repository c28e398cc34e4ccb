"""Taking a file that has come whole: read, scanned, kept, and then attached.

Nothing of the database is held while a file is read, scanned and kept: that takes as long as it
takes, and others go on writing.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from app.files import Prepared, StoreAwayError, name_of, prepare
from app.files.scanner import Finding
from app.files.stores import AT_ONCE
from app.models import Nomination
from app.rules.attachments import KEPT, RefusedFileError, ScanState, Why
from app.services import attachments
from app.services.attachments import Question
from app.web.attachments.places import scanner, store
from app.web.transaction import let_go, work


def take(
    nomination: Nomination, question: Question, name: str, write: Callable[[IO[bytes]], object]
) -> str:
    """Take a file, and attach it; gives the digest that its answer names it by.

    Args:
        nomination: a draft that she may write in; that is asked again when it is attached.
        question: what the file answers.
        name: what the browser called it.
        write: writes what came.

    Raises:
        RefusedFileError: it is not taken.
        WrongPhaseError: the call has closed meanwhile. It is kept with the draft.

    """
    let_go()
    with TemporaryDirectory(prefix="hederspris-") as folder:
        came = Path(folder) / "came"
        with came.open("wb") as target:
            write(target)
        prepared = prepare(came, Path(folder))
        if KEPT[prepared.shown.media_type] not in question.rules.groups:
            raise RefusedFileError(Why.NOT_TAKEN)
        state = _scan(came)
        _keep(prepared)
    attachments.attach(work(), nomination, question, prepared, name=name, scan=state)
    return prepared.kept.sha256


def _scan(came: Path) -> ScanState:
    """Have a file looked at. Where nobody can tell it waits."""
    asked = scanner()
    if asked is None:
        return ScanState.UNSCANNED
    with came.open("rb") as source:
        finding = asked.scan(source).finding
    if finding is Finding.INFECTED:
        raise RefusedFileError(Why.INFECTED)
    if finding is Finding.TOO_LARGE:
        raise RefusedFileError(Why.NOT_SCANNED)
    return ScanState.CLEAN if finding is Finding.CLEAN else ScanState.WAITING


def _keep(prepared: Prepared) -> None:
    try:
        for piece in prepared.pieces:
            with piece.path.open("rb") as source:
                store().put(name_of(piece.sha256), source)
    except StoreAwayError as away:
        raise RefusedFileError(Why.STORE_AWAY) from away


def copied(source: IO[bytes]) -> Callable[[IO[bytes]], object]:
    """Give what writes a file that was sent whole, a little at a time."""

    def write(target: IO[bytes]) -> None:
        while part := source.read(AT_ONCE):
            target.write(part)

    return write
