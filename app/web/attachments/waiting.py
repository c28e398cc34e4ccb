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

_STATES = {Finding.CLEAN: ScanState.CLEAN, Finding.INFECTED: ScanState.INFECTED}


def scan(*, unscanned: bool = False) -> dict[str, int]:
    """Have each file looked at, and store at once what was said of it; gives how many were what.

    Nothing of the database is held while the scanner looks. When it is away the others wait too.
    """
    made = {"clean": 0, "infected": 0, "waiting": 0}
    files = attachments.waiting(db.session, unscanned=unscanned)
    db.session.rollback()
    asked = scanner()
    for number, file in enumerate(files):
        said = Scan(Finding.AWAY) if asked is None else _look(asked, file.sha256)
        state = _STATES.get(said.finding, ScanState.WAITING)
        made[state.value] += 1
        if said.finding is Finding.AWAY:
            made["waiting"] += len(files) - number - 1
            break
        _note(file.sha256, state)
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
    if state is ScanState.WAITING:
        return
    token = writing.set(True)
    try:
        attachments.note(Work(db.session, ANONYMOUS, clock.now()), sha256, state)
        db.session.commit()
    finally:
        writing.reset(token)
