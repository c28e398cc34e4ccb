"""Sending what is due from the outbox.

Each message is claimed, handed over and marked by itself, in short transactions: nothing is locked
while a server is talked to, and no batch can outlast its claim. It is marked after the server has
taken it, so that a crash in between sends it again at most once, and never loses it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from secrets import token_hex

from sqlalchemy.orm import Session

from app.documents.mail import compose
from app.documents.postman import (
    LostError,
    NotTakenError,
    Postman,
    PutOffError,
    RefusedError,
    answer,
)
from app.extensions import db
from app.models.engine import writing
from app.services import notices
from app.services.notices import Claim
from config import Config

Clock = Callable[[], datetime]
MOST_LOST = 2
"""So many messages in a row that the connection breaks off at, and it is the connection."""


@dataclass
class Outcome:
    """What became of the messages that were due."""

    sent: int = 0
    refused: int = 0
    put_off: int = 0
    waiting: int = 0
    """How many have not left, and will be tried again."""
    fault: str = ""
    """Why the rest was not even tried."""

    @property
    def is_good(self) -> bool:
        """Whether nothing failed."""
        return not (self.fault or self.refused)


def send_due(config: Config, clock: Clock, *, at_once: bool = False) -> Outcome:
    """Send the messages that are due, as long as there is a server that takes them.

    Args:
        config: the settings.
        clock: gives the time.
        at_once: try the server even if it is left alone for now.

    """
    outcome = Outcome()
    with _briefly() as session:
        notices.stop_closed(session, clock())
        notices.note_run(session, clock())
        until = None if at_once else notices.left_alone_until(session, clock())
    if config.mail_server is None:
        outcome.fault = "there is no mail server: HEDERSPRIS_SMTP_URL is not set"
    elif until is not None:
        moment = until.isoformat(timespec="seconds")
        outcome.fault = f"the mail server could not be reached, and is tried again at {moment}"
    else:
        with Postman(config.mail_server) as postman:
            _Tour(postman, config, clock, outcome).make()
    with _briefly() as session:
        outcome.waiting = notices.count_waiting(session, clock())
    return outcome


class _Tour:
    """One tour of a postman: message after message, until none is due or no server answers."""

    def __init__(self, postman: Postman, config: Config, clock: Clock, outcome: Outcome) -> None:
        self.postman, self.config, self.clock, self.outcome = postman, config, clock, outcome
        self.sender = token_hex(16)
        self.lost, self.broke_off = 0, ""

    def make(self) -> None:
        while not self.outcome.fault and (claim := self._take()) is not None:
            self._deliver(*claim)
        if self.lost and not (self.outcome.sent or self.outcome.fault):
            with _briefly() as session:
                self._note_fault(session, self.broke_off)

    def _take(self) -> tuple[Claim, EmailMessage | None] | None:
        """Claim the next message and write it; without a text, one that can't be written."""
        with _briefly() as session:
            notice = notices.claim_next(session, self.sender, self.clock())
            if notice is None:
                return None
            claim = Claim(notice.id, self.sender)
            try:
                return claim, compose(notice, self.config, self.clock())
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one, the others leave
                notices.mark_refused(session, claim, self.clock(), answer(error))
        self.outcome.refused += 1
        return claim, None

    def _deliver(self, claim: Claim, message: EmailMessage | None) -> None:
        if message is None:
            return
        try:
            self.postman.deliver(message)
        except NotTakenError as error:
            self._not_taken(claim, error)
            return
        with _briefly() as session:
            notices.mark_sent(session, claim, self.clock())
            notices.note_success(session, self.clock())
        self.outcome.sent += 1
        self.lost = 0

    def _not_taken(self, claim: Claim, error: NotTakenError) -> None:
        said, now = str(error), self.clock()
        with _briefly() as session:
            match error:
                case RefusedError():
                    notices.mark_refused(session, claim, now, said)
                    self.outcome.refused += 1
                case PutOffError():
                    notices.put_off(session, claim, now, said)
                    self.outcome.put_off += 1
                case LostError() if self.lost + 1 < MOST_LOST:
                    # Perhaps it is this message that the server can't bear: the others go first.
                    notices.put_off(session, claim, now, said)
                    self.outcome.put_off += 1
                    self.lost, self.broke_off = self.lost + 1, said
                case _:
                    notices.release(session, claim)
                    self._note_fault(session, said)

    def _note_fault(self, session: Session, said: str) -> None:
        notices.note_failure(session, self.clock(), said)
        self.outcome.fault = f"the mail server could not be reached: {said}"


@contextmanager
def _briefly() -> Iterator[Session]:
    """Work in a transaction that is over before anybody talks to a server."""
    token = writing.set(True)
    try:
        yield db.session
        db.session.commit()
    finally:
        db.session.rollback()
        writing.reset(token)
