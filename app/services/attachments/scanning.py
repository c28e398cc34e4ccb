"""What the scanner says of files: which wait for it, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models import File
from app.rules.attachments import ScanState
from app.services import audit
from app.services.work import Work


@dataclass(frozen=True)
class Waiting:
    """A file that waits for the scanner."""

    sha256: str
    size: int


def waiting(session: Session, *, unscanned: bool = False) -> Sequence[Waiting]:
    """List the files that wait, the oldest first; also all others that no scanner has passed."""
    wanted = and_(File.scan == ScanState.WAITING, File.scanned_at.is_(None))
    if unscanned:
        wanted = File.scan.in_([ScanState.WAITING, ScanState.UNSCANNED])
    found = session.execute(
        select(File.sha256, File.size).where(wanted).order_by(File.stored_at, File.sha256)
    )
    return [Waiting(sha256, size) for sha256, size in found]


def note(work: Work, sha256: str, state: ScanState) -> None:
    """Note what the scanner said of a file; it waits if that was that it is too large."""
    row = work.session.get_one(File, sha256, with_for_update=True)
    row.scan, row.scanned_at = state, work.now
    work.session.flush()
    if state is ScanState.INFECTED:
        audit.record(work, "file.infected", audit.INSTALLATION, sha256=sha256)
