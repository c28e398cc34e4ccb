"""What the writers were told, kept outside the server, and held against the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import Nomination, NominationVersion
from app.rules.lifecycle import NominationState
from app.services import audit, digests


@dataclass
class Account:
    """What one nomination's writer knows of it.

    told: what the server has said that it stored, by question.
    sent: what has been sent since, and not been answered: it may be stored or not.
    receipts: by number of version, the texts that may stand in it: what was told, and sent since.
    files: the digests of those that the server has said that it stored.
    """

    told: dict[str, str] = field(default_factory=dict)
    sent: dict[str, list[str]] = field(default_factory=dict)
    receipts: dict[int, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


class Ledger:
    """The accounts of all nominations, by id."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = Lock()
        self.accounts: dict[int, Account] = {}
        self.acknowledged = 0

    def of(self, nomination_id: int) -> Account:
        """Give the account of one; only its writer changes it."""
        with self._lock:
            return self.accounts.setdefault(nomination_id, Account())

    def sending(self, nomination_id: int, key: str, text: str) -> None:
        """Note that a text is on its way."""
        self.of(nomination_id).sent.setdefault(key, []).append(text)

    def stored(self, nomination_id: int, key: str, text: str) -> None:
        """Note that the server has said that it stored a text."""
        account = self.of(nomination_id)
        account.told[key] = text
        account.sent[key] = []
        self._count()

    def attached(self, nomination_id: int, sha256: str) -> None:
        """Note that the server has said that it stored a file."""
        self.of(nomination_id).files.add(sha256)
        self._count()

    def received(self, nomination_id: int, number: int) -> None:
        """Note that the server has given a receipt."""
        account = self.of(nomination_id)
        account.receipts[number] = {
            key: (text, *account.sent.get(key, ())) for key, text in account.told.items()
        }
        self._count()

    def _count(self) -> None:
        with self._lock:
            self.acknowledged += 1

    def faults(self, session: Session) -> list[str]:
        """Say what is not as the writers were told, and what hangs in the air."""
        return [*self._lost(session), *_halves(session), *map(str, audit.verify(session))]

    def _lost(self, session: Session) -> Iterator[str]:
        stored = {
            one.id: one
            for one in session.scalars(
                select(Nomination)
                .where(Nomination.id.in_(self.accounts))
                .options(selectinload(Nomination.versions))
            )
        }
        for nomination_id, account in self.accounts.items():
            if nomination_id not in stored:
                yield f"nomination {nomination_id} is gone"
                continue
            one = stored[nomination_id]
            for key, text in account.told.items():
                if one.answers.get(key) not in (text, *account.sent.get(key, ())):
                    yield f"nomination {nomination_id} has lost {key}: {text!r}"
            held = {entry["sha256"] for entry in one.answers.get("files", ())}
            for sha256 in account.files - held:
                yield f"nomination {nomination_id} has lost file {sha256}"
            versions = {version.number: version for version in one.versions}
            for number, texts in account.receipts.items():
                if number not in versions:
                    yield f"receipt {number} of nomination {nomination_id} without a version"
                    continue
                answers = versions[number].content["answers"]
                if any(answers.get(key) not in allowed for key, allowed in texts.items()):
                    yield f"version {number} of nomination {nomination_id} is not what was sent"


def _halves(session: Session) -> Iterator[str]:
    """Find what a transaction cut in two would leave."""
    for version, nomination in session.execute(
        select(NominationVersion, Nomination).join(
            Nomination, NominationVersion.nomination_id == Nomination.id
        )
    ):
        if nomination.reference is None or nomination.state is NominationState.DRAFT:
            yield f"version {version.id} of a nomination that was not handed in"
        if digests.of(version.content) != version.digest:
            yield f"version {version.id} is not what its digest says"
    for nomination in session.scalars(
        select(Nomination)
        .where(Nomination.reference.is_not(None))
        .options(selectinload(Nomination.versions))
    ):
        if [one.number for one in nomination.versions] != [
            number + 1 for number in range(nomination.submissions)
        ]:
            yield f"nomination {nomination.id} counts {nomination.submissions} versions"
