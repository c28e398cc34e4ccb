"""The files that wait for the scanner, looked at one after the other."""

from app.extensions import db
from app.files import MissingError, StoreAwayError, name_of
from app.files.scanner import Finding, Scan, Scanner
from app.models.engine import writing
from app.rules.actors import ANONYMOUS
from app.rules.attachments import ScanState
from app.services import attachments
from app.services.work import Work
from app.web import clock
from app.web.attachments.places import scanner, store

_STATES = {
    Finding.CLEAN: ScanState.CLEAN,
    Finding.INFECTED: ScanState.INFECTED,
    # It has been asked, and will say the same of it again.
    Finding.TOO_LARGE: ScanState.WAITING,
}


def scan(*, unscanned: bool = False) -> dict[str, int]:
    """Have each file looked at, and store at once what was said of it; gives how many were what.

    Nothing of the database is held while the scanner looks. When it is away the others wait too.
    """
    made = dict.fromkeys(("clean", "infected", "waiting", "too_large"), 0)
    files = attachments.waiting(db.session, unscanned=unscanned)
    db.session.rollback()
    asked = scanner()
    for number, file in enumerate(files):
        said = Scan(Finding.AWAY) if asked is None else _look(asked, file.sha256)
        answered = said.finding in _STATES
        made[said.finding.value if answered else "waiting"] += 1
        if said.finding is Finding.AWAY:
            made["waiting"] += len(files) - number - 1
            break
        if answered:
            _note(file.sha256, _STATES[said.finding])
    return made


def _look(asked: Scanner, sha256: str) -> Scan:
    try:
        with store().open(name_of(sha256)) as source:
            return asked.scan(source)
    except MissingError:
        return Scan(Finding.SLOW)  # flask check tells of it; the others are looked at
    except StoreAwayError:
        return Scan(Finding.AWAY)


def _note(sha256: str, state: ScanState) -> None:
    token = writing.set(True)
    try:
        attachments.note(Work(db.session, ANONYMOUS, clock.now()), sha256, state)
        db.session.commit()
    finally:
        writing.reset(token)
